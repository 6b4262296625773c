/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mutter.c - executes random words, stream after stream, each from its own seed.
 *
 * arm and thumb get their faults propagated and go on behind the instruction, and a
 * timer gets them out of loops.  wild is restarted by each fault, and its stack
 * pointer most often leads nowhere when the timer interrupts it.  Words are random,
 * registers are random or numbers and addresses that mean something.  The judge
 * restarts who halted itself, and reloads all now and then, because they damage
 * their own programs.
 */
#include "streams.h"

#include "../common/layout.h"
#include "../../qemu/common/report.h"

#define STREAM (RAM + 0x1000000u + 0x100000u * XM_PARTITION_SELF)
enum { LONG = 512, SHORT = 24, TAIL = 32, HALFWORD = 2, REGISTERS = 15, REPAINT = 16 };
enum { WATCH_US = 100 };

_Noreturn void run_stream(const xm_u32_t r[REGISTERS], xm_u32_t pc);
void stream_end(void);
void stream_end_thumb(void);
void fault_entry(void);
void upcall_entry(void);
_Noreturn void next_stream(void);
void tick(struct xm_upcall_frame *frame);
void skip(const struct xm_fault *fault, struct xm_upcall_frame *frame);

struct progress *own;
static xm_u32_t chance, resume, end, thumb;

static xm_u32_t draw(void)
{
	chance ^= chance << 13;
	chance ^= chance >> 17;
	chance ^= chance << 5;
	return chance;
}

static void begin_seed(xm_u32_t stream)
{
	xm_u32_t i;

	chance = (random_orders().seed * MUTTERERS + XM_PARTITION_SELF) * 0x9e3779b9 +
		 stream * 0x85ebca6b;
	chance |= chance == 0;
	for (i = 0; i < 4; i++)
		draw();
}

/* A number that a service might take, an address, or anything. */
static xm_u32_t telling_word(void)
{
	xm_u32_t word = draw();

	switch (word >> 29) {
	case 0:
		return word & 0x3f;
	case 1:
		return STREAM + (word & 0x1fff);
	case 2:
		return CONTROL_TABLE + (word & 0x1ffc);
	case 3:
		return WINDOW + (word & 0x1ffffffc);
	case 4:
		return IMAGE(LEFT) + (word & 0x1fffc);
	default:
		return draw();
	}
}

/* QEMU 7.2 cannot read the virtual timer's comparator into pc (MRRC, which may not
   name pc at all) and ends itself. */
static xm_u32_t digestible(xm_u32_t word)
{
	if ((word & 0x0ff00000) == 0x0c500000 || (word & 0xfff00000) == 0xec500000)
		word ^= 0x00200000;
	if ((word & 0xfff0) == 0xec50)
		word ^= 0x0020;
	return word;
}

/* A way home behind the words, whatever they are entered as. */
static void fill(xm_u32_t words)
{
	xm_u32_t *at = (xm_u32_t *)STREAM;
	xm_u32_t i;

	for (i = 0; i < words; i++)
		*at++ = digestible(draw());
	for (i = 0; i < TAIL; i += 2) {
		*at++ = thumb ? 0xf000f8df : 0xe51ff004; /* ldr.w pc, [pc]: ldr pc, [pc, #-4] */
		*at++ = thumb ? (xm_u32_t)stream_end_thumb | 1 : (xm_u32_t)stream_end;
	}
	end = STREAM + words * 4;
	__asm__ volatile("dsb\n isb" : : : "memory");
}

static void paint(xm_u32_t *r)
{
	xm_u32_t i;

	for (i = 0; i < REGISTERS; i++)
		r[i] = telling_word();
	if (XM_PARTITION_SELF != WILD)
		r[13] = STREAM + 0x1800;
}

/* Interrupts in the midst of it; the timer is set anew for each stream. */
static void set_timer(xmTime_t first, xmTime_t interval)
{
	xmTime_t now;

	XM_clear_irqmask(0, ~0u);
	XM_get_time(XM_HW_CLOCK, &now);
	XM_set_timer(XM_HW_CLOCK, now + first, interval);
	XM_enable_irqs();
}

_Noreturn void next_stream(void)
{
	xm_u32_t r[REGISTERS];
	int wild = XM_PARTITION_SELF == WILD;

	XM_disable_irqs();
	begin_seed(++own->streams);
	thumb = wild ? draw() & 1 : XM_PARTITION_SELF == THUMB;
	fill(wild ? SHORT : LONG);
	paint(r);
	resume = STREAM;
	if (wild)
		set_timer(1, XM_MIN_INTERVAL_US);
	else
		set_timer(WATCH_US, WATCH_US);
	run_stream(r, STREAM | thumb);
}

#define CPSR_STATE 0x0600fe20u /* IT, E, T */

static int in_stream(xm_u32_t at)
{
	return at - STREAM < LONG * 4;
}

/* Where to go on: behind the instruction, or, when it was a branch out of the
   stream, behind where we came from; so each fault is a step forward. */
static xm_u32_t behind(xm_u32_t pc)
{
	xm_u32_t step = thumb ? HALFWORD : 4;

	if (!in_stream(resume))
		return end;
	if (!in_stream(pc) || pc < resume) {
		own->instructions++;
		return resume + step;
	}
	own->instructions += (pc - resume) / step + 1;
	return (pc & ~(step - 1)) + step;
}

static void go_on(struct xm_upcall_frame *frame)
{
	frame->cpsr = (frame->cpsr & ~CPSR_STATE) | (thumb ? 0x20 : 0);
	frame->pc = resume;
	if (resume < end)
		return;
	frame->pc = (xm_u32_t)stream_end;
	frame->cpsr &= ~0x20u;
}

/* So long in one stream is a loop: some steps ahead. */
void tick(struct xm_upcall_frame *frame)
{
	own->upcalls++;
	if (XM_PARTITION_SELF == WILD)
		return;
	resume = in_stream(frame->pc) && frame->pc >= resume ? (frame->pc & ~3u) + 16 : resume + 16;
	go_on(frame);
}

void tick(struct xm_upcall_frame *frame);
void skip(const struct xm_fault *fault, struct xm_upcall_frame *frame)
{
	own->faults++;
	resume = behind(fault->pc);
	go_on(frame);
	if (own->faults % REPAINT)
		return;
	frame->r0 = telling_word();
	frame->r1 = telling_word();
	frame->r2 = telling_word();
	frame->r12 = telling_word();
}

/* Without libxm: its handlers are not made for this. */
static void set_vectors(void)
{
	extern char __fault_stack_top[];
	register xm_u32_t r0 __asm__("r0") = (xm_u32_t)upcall_entry;
	register xm_u32_t r1 __asm__("r1") = (xm_u32_t)fault_entry;
	register xm_u32_t r2 __asm__("r2") = (xm_u32_t)__fault_stack_top;
	register xm_u32_t r3 __asm__("r3") = 0;
	register xm_u32_t r12 __asm__("r12") = 14;

	__asm__ volatile("svc #0" : "+r"(r0) : "r"(r1), "r"(r2), "r"(r3), "r"(r12) : "memory");
}

void PartitionMain(void)
{
	own = (struct progress *)area_named("state")->mappedAt;
	if (own->magic != PROGRESS_MAGIC) {
		*own = (struct progress){ .magic = PROGRESS_MAGIC };
	}
	set_vectors();
	next_stream();
}
