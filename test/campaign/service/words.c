/* SPDX-License-Identifier: BSD-2-Clause */
/* words.c - see words.h. */
#include "words.h"

#include "../common/layout.h"
#include <string.h>

struct dictionary dictionary[KINDS];

/* Where in area A names, frames and copies lie; all else in it is a way home. */
enum {
	NAMES = 0x400,
	NAME_STEP = 32,
	FRAMES = 0x800,
	FRAME_STEP = 64,
	COPIES = 0xd00,
	LISTS = 0xeb0
};

void landing(void);
void landing_thumb(void);

/* --- the dictionaries ---------------------------------------------------------------- */

static void add(enum kind kind, xm_u32_t word)
{
	struct dictionary *d = &dictionary[kind];
	xm_u32_t i;

	for (i = 0; i < d->count; i++)
		if (d->word[i] == word)
			return;
	if (d->count < MAX_WORDS)
		d->word[d->count++] = word;
}

static void add_all(enum kind kind, const xm_u32_t *words, xm_u32_t n)
{
	while (n--)
		add(kind, *words++);
}
#define ADD(kind, ...)                                                  \
	do {                                                            \
		static const xm_u32_t words[] = { __VA_ARGS__ };        \
		add_all(kind, words, sizeof(words) / sizeof(words[0])); \
	} while (0)

static void add_extremes(enum kind kind)
{
	ADD(kind, 0, 1, 2, 0x7ffffffe, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff);
}

/* A boundary, from both sides and across. */
static void add_edge(xm_u32_t at)
{
	static const signed char offsets[] = { -8, -4, -1, 0, 1, 4 };
	xm_u32_t i;

	for (i = 0; i < sizeof(offsets); i++)
		add(KIND_ADDRESS, at + (xm_u32_t)offsets[i]);
}

static void own_addresses(void)
{
	add(KIND_ADDRESS, AREA_A);
	add(KIND_ADDRESS, AREA_A + 64);
	add(KIND_ADDRESS, AREA_A + 2);
	add(KIND_ADDRESS, AREA_B + 1);
	add(KIND_ADDRESS, MOVED);
	add_edge(AREA_A);
	add_edge(AREA_B);
	add_edge(AREA_C);
	add_edge(AREA_C + PAGE_BYTES);
	add(KIND_ADDRESS, AREA_B - 32);
	add(KIND_ADDRESS, HIDDEN);
	add(KIND_ADDRESS, MOVED + PAGE_BYTES - 8);
	add(KIND_ADDRESS, MOVED_PHYS);
	add(KIND_ADDRESS, OWN_DEVICE);
	add(KIND_ADDRESS, IMAGE(XM_PARTITION_SELF) - 4);
	add(KIND_ADDRESS, IMAGE(XM_PARTITION_SELF) + IMAGE_BYTES);
}

static void other_addresses(void)
{
	xm_u32_t p;

	for (p = NORMAL; p <= JUDGE; p++)
		if (p != XM_PARTITION_SELF)
			add(KIND_ADDRESS, IMAGE(p));
	add(KIND_ADDRESS, IMAGE(LEFT) + 0x8000);
	add(KIND_ADDRESS, HYPERVISOR);
	add(KIND_ADDRESS, HYPERVISOR + 0x8000);
	add(KIND_ADDRESS, WINDOW);
	add(KIND_ADDRESS, WINDOW - 4);
	add(KIND_ADDRESS, WINDOW + 0x8000);
	add(KIND_ADDRESS, WINDOW_END - 4);
	add(KIND_ADDRESS, CONTROL_TABLE);
	add(KIND_ADDRESS, CONTROL_TABLE + PAGE_BYTES);
	add(KIND_ADDRESS, UART);
	add(KIND_ADDRESS, CONTROLLER);
	ADD(KIND_ADDRESS, 0, 1, 4, 0x7ffffffc, 0x80000000, 0xfffffff0, 0xfffffff8, 0xfffffffc,
	    0xffffffff);
}

/* A system partition may halt whom it likes; here, only who is there for it. */
static void ids(void)
{
	xm_u32_t p;

	add(KIND_ID, XM_PARTITION_SELF);
	add(KIND_ID, VICTIM);
	for (p = 0; p < PARTITIONS && XM_PARTITION_SELF == NORMAL; p++)
		add(KIND_ID, p);
	ADD(KIND_ID, PARTITIONS, PARTITIONS + 1, 0xff, 0x100, 0xffff, 0x10000);
	add(KIND_ID, 0x10000 + VICTIM);
	add_extremes(KIND_ID);
}

/* Descriptors of a family of other hypervisors: class, partition, index. */
static void ports(void)
{
	ADD(KIND_PORT, SAMPLING_OUT, SAMPLING_IN, QUEUING_OUT, QUEUING_IN, SAMPLING_SILENT,
	    QUEUING_LOOSE, PORTS, PORTS + 1, 31, 32, 33, 0x3ff,
	    OBJDESC_BUILD(OBJ_CLASS_SAMPLING_PORT, NORMAL, 0),
	    OBJDESC_BUILD(OBJ_CLASS_QUEUING_PORT, LEFT, 1), 0x10000, 0x40000000);
	add_extremes(KIND_PORT);
}

/* Each plan has one for each partition. */
static void slots(void)
{
	ADD(KIND_SLOT, 0, PARTITIONS - 1, 1, PARTITIONS, PARTITIONS + 1, 2 * PARTITIONS,
	    3 * PARTITIONS - 1, 3 * PARTITIONS, 0x100, 0x10000, 0x10001);
	add_extremes(KIND_SLOT);
}

static void lengths(void)
{
	ADD(KIND_LENGTH, MESSAGE_BYTES, QUEUE_DEPTH, MESSAGE_BYTES + 1, 1, MESSAGE_BYTES - 1, 0, 3,
	    5, 31, 33, PAGE_BYTES - 1, PAGE_BYTES, PAGE_BYTES + 1, 2 * PAGE_BYTES, 0xffffff,
	    0x1000000, 0x10000000);
	add_extremes(KIND_LENGTH);
}

static void times(void)
{
	ADD(KIND_TIME, REFRESH_US, 0, REFRESH_US - 1, 50, 1, 49, 51, 100000, 0x3fffff);
	add_extremes(KIND_TIME);
	ADD(KIND_HIGH, 0, 0x80000000, 1, 0x3ffff, 0x40000, 0x7fffffff, 0xffffffff);
}

static void numbers(void)
{
	xm_u32_t last = num_services - 1;

	add(KIND_NUMBER, last);
	add(KIND_NUMBER, last + 1);
	add(KIND_NUMBER, last + 100);
	ADD(KIND_NUMBER, 0x7f, 0x80, 0xff, 0x100, 0x10000, 0x10006, 0x7fffffff, 0x80000000,
	    0x80000006, 0xfffffff0, 0xffffffff);
}

static void few(void)
{
	ADD(KIND_FEW, 1, 0, 2, 3, 4, 0x100, 0x10001);
	add_extremes(KIND_FEW);
	ADD(KIND_WORD, 0x55555555, 0xffff, 0x1000000, 0x100);
	add_extremes(KIND_WORD);
}

static void events(void)
{
	xm_u32_t event;

	for (event = 0; event < XM_HM_EV_COUNT + 2; event++)
		add(KIND_EVENT, event);
	ADD(KIND_EVENT, 0x20, 0x3f, 0x40, 0xff, 0x100, 0x10003);
	add_extremes(KIND_EVENT);
}

/* --- names and frames ---------------------------------------------------------------- */

static const char *const names[] = {
	"sout",
	"sin",
	"qout",
	"qin",
	"state",
	"stream",
	"silent",
	"",
	"normal",
	"system",
	"left",
	"flight",
	"Flight",
	"victim",
	"judge",
	"a name of 15 b",
	"a name of 15 by",
	"sixteen bytes, no",
	"\xff\xfe\x80",
};
enum { NUM_NAMES = sizeof(names) / sizeof(names[0]) };
_Static_assert(NAMES + (NUM_NAMES + 1) * NAME_STEP <= FRAMES, "names");

static const struct {
	xm_u32_t thumb, cpsr;
} frames[] = {
	{ 0, 0x10 },	   { 1, 0x30 },	      { 0, 0xf80f0010 }, { 0, 0x1f },	   { 0, 0x13 },
	{ 0, 0x12 },	   { 0, 0x11 },	      { 0, 0x1a },	 { 0, 0x16 },	   { 0, 0 },
	{ 0, 0xffffffff }, { 1, 0xffffffff }, { 0, 0x210 },	 { 1, 0x230 },	   { 0, 0x190 },
	{ 0, 0xd0 },	   { 1, 0x600fc30 },  { 0, 0x1000010 },	 { 1, 0x1000030 }, { 0, 0x30 },
};
enum { NUM_FRAMES = sizeof(frames) / sizeof(frames[0]) };
_Static_assert(FRAMES + NUM_FRAMES * FRAME_STEP <= 0x1000 - 256, "frames");

/* Of memory: within, across edges, too long, between partitions.  Only the system
   injector may name the victim, and names nobody else. */
enum { COPY_BYTES = 100, NUM_COPIES = 20 };

static void make_copies(struct xm_copy *c)
{
	const xm_u32_t me = XM_PARTITION_SELF, to = AREA_B + 512, from = AREA_A + 64;
	const struct xm_copy copies[NUM_COPIES] = {
		{ me, MOVED + 256, me, AREA_B + 512, COPY_BYTES },
		{ VICTIM, IMAGE(VICTIM) + 0x8000, me, AREA_B, COPY_BYTES },
		{ me, to, VICTIM, IMAGE(VICTIM), 2000 },
		{ me, to, me, from, 0 },
		{ me, to, me, AREA_C, 2000 },
		{ me, to + 1, me, to, 2500 },
		{ me, AREA_C - 8, me, from, 16 },
		{ me, AREA_C, me, from, 4 },
		{ me, to, me, AREA_A - 4, 8 },
		{ me, to, me, HIDDEN, 4 },
		{ me, OWN_DEVICE, me, from, 4 },
		{ me, to, me, from, 0xffffffff },
		{ me, to, me, from, 0x80000000 },
		{ me, to, PARTITIONS, from, 4 },
		{ XM_HYPERVISOR_ID, HYPERVISOR, me, from, 4 },
		{ me, to, XM_HYPERVISOR_ID, HYPERVISOR, 4 },
		{ me, WINDOW, me, from, 4 },
		{ VICTIM, IMAGE(LEFT), me, from, 4 },
		{ 0x10000 + VICTIM, IMAGE(VICTIM), me, from, 4 },
		{ me, CONTROL_TABLE, me, from, 4 },
	};

	memcpy(c, copies, sizeof(copies));
}
_Static_assert(FRAMES + NUM_FRAMES * FRAME_STEP <= COPIES &&
		       COPIES + NUM_COPIES * sizeof(struct xm_copy) <= 0x1000 - 256,
	       "copies");

/* Lists of calls: short, with all that may happen in one, and the end of each of them.
   The rest of the page is a list as well, of numbers that no service has. */
enum { NUM_CALLS = 8 };

static void make_lists(struct xm_call *c)
{
	const struct xm_call calls[NUM_CALLS] = {
		{ 16, 0, { 0 }, 0 },			     /* poll_irqs */
		{ 8, 0, { XM_HW_CLOCK, AREA_B + 1024 }, 0 }, /* get_time */
		{ 8, 0, { XM_HW_CLOCK, WINDOW }, 0 },	     /* the same, wrong */
		{ XM_HC_multicall, 0, { AREA_A + LISTS, AREA_A + LISTS + 32 }, 0 },
		{ 16, 0, { 0 }, 1 },
		{ 0, 0, { 0 }, 0 },		   /* idle_self */
		{ 6, 0, { 0 }, 1 },		   /* halt_system: not so */
		{ 15, 0, { AREA_A + FRAMES }, 0 }, /* upcall_return */
	};

	memcpy(c, calls, sizeof(calls));
}
_Static_assert(COPIES + NUM_COPIES * sizeof(struct xm_copy) <= LISTS &&
		       LISTS + NUM_CALLS * sizeof(struct xm_call) <= 0x1000 - 64,
	       "lists");

static void places(void)
{
	xm_u32_t i;

	add(KIND_REGISTER, OWN_REGISTER);
	add(KIND_REGISTER, OWN_BITS);
	add(KIND_REGISTER, OWN_REGISTER + 2);
	add(KIND_REGISTER, OWN_REGISTER - 4);
	add(KIND_REGISTER, OWN_BITS + 4);

	add(KIND_ENTRY, XM_DEFAULT_ENTRY);
	add(KIND_ENTRY, IMAGE(XM_PARTITION_SELF));
	for (i = 0; i <= NUM_NAMES; i++)
		add(KIND_NAME, AREA_A + NAMES + i * NAME_STEP);
	add(KIND_NAME, AREA_A + NAMES + 1);
	for (i = 0; i < NUM_FRAMES; i++)
		add(KIND_FRAME, AREA_A + FRAMES + i * FRAME_STEP);
	add(KIND_FRAME, AREA_A + FRAMES + 4);
	for (i = 0; i < NUM_COPIES; i++)
		add(KIND_COPY, AREA_A + COPIES + i * sizeof(struct xm_copy));
	for (i = 0; i <= NUM_CALLS; i++)
		add(KIND_LIST, AREA_A + LISTS + i * sizeof(struct xm_call));
	add(KIND_LIST, AREA_A + LISTS + 4);
	for (i = 0; i < dictionary[KIND_ADDRESS].count; i++) {
		add(KIND_NAME, dictionary[KIND_ADDRESS].word[i]);
		add(KIND_FRAME, dictionary[KIND_ADDRESS].word[i]);
		add(KIND_ENTRY, dictionary[KIND_ADDRESS].word[i]);
		add(KIND_COPY, dictionary[KIND_ADDRESS].word[i]);
		add(KIND_LIST, dictionary[KIND_ADDRESS].word[i]);
		add(KIND_REGISTER, dictionary[KIND_ADDRESS].word[i]);
	}
}

/* How many words of each kind, from its first, may well be right. */
static void plausible(void)
{
	static const unsigned char first[KINDS] = {
		[KIND_WORD] = 3,     [KIND_ID] = 2,	[KIND_ENTRY] = 3,
		[KIND_FEW] = 3,	     [KIND_TIME] = 2,	[KIND_HIGH] = 1,
		[KIND_ADDRESS] = 3,  [KIND_LENGTH] = 2, [KIND_PORT] = PORTS,
		[KIND_EVENT] = 3,    [KIND_NAME] = 4,	[KIND_FRAME] = 4,
		[KIND_NUMBER] = 3,   [KIND_COPY] = 3,	[KIND_LIST] = NUM_CALLS + 1,
		[KIND_REGISTER] = 2, [KIND_SLOT] = 3,
	};
	xm_u32_t i;

	for (i = 0; i < KINDS; i++)
		dictionary[i].plausible = first[i];
}

void words_init(void)
{
	memset(dictionary, 0, sizeof(dictionary));
	plausible();
	own_addresses();
	other_addresses();
	ids();
	ports();
	slots();
	lengths();
	times();
	numbers();
	few();
	events();
	places();
}

/* --- memory -------------------------------------------------------------------------- */

/* Pages A and B as they have to be. */
static xm_u32_t wanted[2 * PAGE_BYTES / 4];

/* Who starts at an address of area A, a multiple of 8, comes to the landing. */
static void fill_home(void)
{
	xm_u32_t i;

	for (i = 0; i < PAGE_BYTES / 4; i += 2) {
		wanted[i] = 0xe51ff004; /* ldr pc, [pc, #-4] */
		wanted[i + 1] = (xm_u32_t)landing;
	}
}

static void fill_names(void)
{
	char *at = (char *)wanted + NAMES;
	xm_u32_t i;

	for (i = 0; i < NUM_NAMES; i++)
		memcpy(at + i * NAME_STEP, names[i], strlen(names[i]) + 1);
	memset(at + NUM_NAMES * NAME_STEP, 'x', NAME_STEP);
}

static void fill_frames(void)
{
	xm_u32_t i;

	for (i = 0; i < NUM_FRAMES; i++) {
		struct xm_upcall_frame *f =
			(struct xm_upcall_frame *)((char *)wanted + FRAMES + i * FRAME_STEP);
		xm_u32_t pc = (xm_u32_t)(frames[i].thumb ? landing_thumb : landing) & ~1u;

		*f = (struct xm_upcall_frame){ 1, 2, 3, 4, 12, 14, pc, frames[i].cpsr };
	}
}

/* Area B: no two words alike, none an instruction.  A name ends behind it. */
static void fill_unlike(void)
{
	xm_u32_t i;

	for (i = 0; i < PAGE_BYTES / 4; i++)
		wanted[PAGE_BYTES / 4 + i] = 0xe7f000f0 | i << 8;
	memcpy((char *)wanted + 2 * PAGE_BYTES - 4, "sout", 4);
}

void words_fill(void)
{
	fill_home();
	fill_names();
	fill_frames();
	make_copies((struct xm_copy *)((char *)wanted + COPIES));
	make_lists((struct xm_call *)((char *)wanted + LISTS));
	fill_unlike();
	memcpy((void *)AREA_A, wanted, sizeof(wanted));
	memset((void *)MOVED, 0x5a, PAGE_BYTES);
	__asm__ volatile("dsb\n isb" : : : "memory");
}

static int same(xm_u32_t from, xm_u32_t to)
{
	const xm_u32_t *is = (const xm_u32_t *)(AREA_A + from);
	const xm_u32_t *was = wanted + from / 4;
	xm_u32_t differ = 0;

	for (; from < to; from += 4)
		differ |= *is++ ^ *was++;
	return differ == 0;
}

/* Around the addresses of the dictionary, as far as a result can reach. */
int words_intact(void)
{
	const xm_u32_t *moved = (const xm_u32_t *)MOVED;
	const xm_u32_t *constant = (const xm_u32_t *)AREA_C;
	xm_u32_t i;
	int intact = same(0, 224) && same(PAGE_BYTES - 64, PAGE_BYTES + 224) &&
		     same(2 * PAGE_BYTES - 32, 2 * PAGE_BYTES);

	for (i = 0; i < 32; i++)
		intact &= moved[i] == 0x5a5a5a5a && moved[PAGE_BYTES / 4 - 1 - i] == 0x5a5a5a5a &&
			  constant[i] == 0;
	if (!intact)
		words_fill();
	return intact;
}

/* --- what can never be right --------------------------------------------------------- */

static int inside(xm_u32_t at, xm_u32_t bytes, xm_u32_t base, xm_u32_t size)
{
	return at - base < size && bytes <= size - (at - base);
}

/* Own memory that is mapped: image, A, B, moved, and C only to read. */
static int reachable(xm_u32_t at, xm_u32_t bytes, int write)
{
	return inside(at, bytes, IMAGE(XM_PARTITION_SELF), IMAGE_BYTES) ||
	       inside(at, bytes, AREA_A, PAGE_BYTES) || inside(at, bytes, AREA_B, PAGE_BYTES) ||
	       inside(at, bytes, MOVED, PAGE_BYTES) ||
	       (!write && inside(at, bytes, AREA_C, PAGE_BYTES));
}

int words_any_list(xm_u32_t start, xm_u32_t end)
{
	xm_u32_t bytes = end - start;

	return bytes != 0 && bytes % sizeof(struct xm_call) == 0 && reachable(start, bytes, 1) &&
	       !inside(start, bytes, AREA_A + LISTS, NUM_CALLS * sizeof(struct xm_call));
}

/* Flags that nobody wants have no address. */
static int address_hopeless(const struct argument *a, xm_u32_t at, xm_u32_t len)
{
	if (at == 0 && strcmp(a->name, "flags") == 0)
		return 0;
	return !reachable(at, a->bytes == BY_LEN ? len : a->bytes, a->type != TYPE_gin);
}

int word_hopeless(const struct argument *a, xm_u32_t word, xm_u32_t len)
{
	switch (a->kind) {
	case KIND_ID:
	case KIND_SLOT:
		return word >= PARTITIONS;
	case KIND_PORT:
		return word >= PORTS;
	case KIND_REGISTER:
		return XM_PARTITION_SELF != NORMAL || (word != OWN_REGISTER && word != OWN_BITS);
	case KIND_EVENT:
		return word >= XM_HM_EV_COUNT;
	case KIND_FEW:
		return word > 3;
	default:
		return a->type >= TYPE_gin && address_hopeless(a, word, len);
	}
}
