/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * trace.c - a plugin of QEMU that counts instructions and notes every visit to
 * the hypervisor: when it began, when it ended, from where and to where.
 *
 *	-plugin trace.so,out=FILE,user=BASE[,begin=ADDRESS ...][,end=ADDRESS ...][,profile=on]
 *		 [,path=on | ,path=IN ...][,decide=ADDRESS][,stop=start]
 *
 * Partitions are what runs in the 256 MB from BASE; everything else is the
 * hypervisor.  FILE gets one line for each
 *
 *	V in out from vector to decided
 *				  visit: instructions counted at its first
 *				  instruction and at the first one after it; the
 *				  last address of the partition (that of the svc),
 *				  first one of the hypervisor, next one of a
 *				  partition, or 0 if another trap came first; 1 if
 *				  the address of decide= was executed, or 0
 *	B count, E count	  a begin or an end is reached
 *	I address		  with path=on, between B and E, or with path=IN, of the
 *				  visit that begins with that count: an instruction of
 *				  the hypervisor, before the V of its visit
 *	P address count		  with profile=on, behind each E and when the first
 *				  partition starts: what was executed how often;
 *				  there QEMU ends if stop=start
 *
 * Debian's QEMU takes plugins but comes without their header; what is used of
 * version 1 of that interface is declared here.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- qemu-plugin.h, version 1 ----------------------------------------------------- */

typedef uint64_t plugin_id;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum { CB_NO_REGS };
enum { INLINE_ADD_U64 };

typedef void tb_trans_cb(plugin_id id, struct qemu_plugin_tb *tb);
typedef void exec_cb(unsigned int cpu, void *data);

void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id, tb_trans_cb *cb);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb, exec_cb *cb, int flags,
					  void *data);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn, exec_cb *cb, int flags,
					    void *data);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn, int op, void *ptr,
						uint64_t add);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t n);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);

#define EXPORTED __attribute__((visibility("default")))
extern EXPORTED int qemu_plugin_version;
EXPORTED int qemu_plugin_version = 1;
EXPORTED int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv);

/* --- what is known ------------------------------------------------------------------ */

enum { VECTORS = 0x20, HASH = 1 << 14 };
#define USER_BYTES 0x10000000ull

/* A translated block; as many as QEMU makes, and never freed. */
struct block {
	uint64_t first, last;
};

/* One address of the hypervisor and how often it was executed. */
struct place {
	struct place *next;
	uint64_t address, count;
};

static FILE *out;
static uint64_t user, decide;
static bool profile, path, between, stop, ended, told, decided;

/* Where measurements begin and end. */
enum { MARKS = 64 };
struct marks {
	int n;
	uint64_t at[MARKS];
};
static struct marks begin, end, told_in; /* and visits whose instructions are told */

static uint64_t count;
static bool inside = true, started; /* the machine starts in the hypervisor */
static uint64_t visit_in, visit_from, visit_vector, user_last;
static struct place *places[HASH];

/* --- while the machine runs ------------------------------------------------------------ */

static void print_profile(void)
{
	struct place *p;
	int i;

	for (i = 0; profile && i < HASH; i++)
		for (p = places[i]; p; p = p->next) {
			if (p->count)
				fprintf(out, "P %#llx %llu\n", (unsigned long long)p->address,
					(unsigned long long)p->count);
			p->count = 0;
		}
	fflush(out);
}

static void end_visit(uint64_t to)
{
	fprintf(out, "V %llu %llu %#llx %#llx %#llx %d\n", (unsigned long long)visit_in,
		(unsigned long long)count, (unsigned long long)visit_from,
		(unsigned long long)visit_vector, (unsigned long long)to, decided);
	decided = false;
	/* The partition has read its clock, and QEMU may be ended at any time. */
	if (ended)
		fflush(out);
	ended = false;
}

static bool marked(const struct marks *m, uint64_t value)
{
	int i;

	for (i = 0; i < m->n; i++)
		if (m->at[i] == value)
			return true;
	return false;
}

static void enter_visit(const struct block *b)
{
	if (inside)
		end_visit(0);
	told = told_in.n ? marked(&told_in, count) : between;
	inside = true;
	visit_in = count;
	visit_from = user_last;
	visit_vector = b->first;
}

static void run_user(unsigned int cpu, void *data)
{
	const struct block *b = data;

	(void)cpu;
	user_last = b->last;
	if (!inside)
		return;
	inside = false;
	end_visit(b->first);
	if (!started)
		print_profile();
	if (stop)
		_exit(0);
	started = true;
}

static void run_hypervisor(unsigned int cpu, void *data)
{
	const struct block *b = data;

	(void)cpu;
	/* A vector is a new visit even if no partition ran in between. */
	if (!inside || (started && b->first % 0x10000000 < VECTORS))
		enter_visit(b);
}

static void at_begin(unsigned int cpu, void *data)
{
	(void)cpu;
	(void)data;
	between = true;
	if (profile)
		for (int i = 0; i < HASH; i++)
			for (struct place *p = places[i]; p; p = p->next)
				p->count = 0;
	fprintf(out, "B %llu\n", (unsigned long long)count);
}

static void at_end(unsigned int cpu, void *data)
{
	(void)cpu;
	(void)data;
	between = false;
	ended = true;
	fprintf(out, "E %llu\n", (unsigned long long)count);
	print_profile();
}

static void at_decision(unsigned int cpu, void *data)
{
	(void)cpu;
	(void)data;
	decided = true;
}

static void run_insn(unsigned int cpu, void *data)
{
	const struct place *p = data;

	(void)cpu;
	if (told)
		fprintf(out, "I %#llx\n", (unsigned long long)p->address);
}

/* --- while it is translated --------------------------------------------------------------- */

static void *need(size_t bytes)
{
	void *p = calloc(1, bytes);

	if (!p)
		abort();
	return p;
}

static struct place *place_of(uint64_t address)
{
	struct place **at = &places[address / 2 % HASH];

	while (*at && (*at)->address != address)
		at = &(*at)->next;
	if (!*at) {
		*at = need(sizeof(**at));
		(*at)->address = address;
	}
	return *at;
}

static void translate_insn(struct qemu_plugin_insn *insn, bool in_user)
{
	uint64_t address = qemu_plugin_insn_vaddr(insn);

	if (marked(&begin, address))
		qemu_plugin_register_vcpu_insn_exec_cb(insn, at_begin, CB_NO_REGS, NULL);
	if (marked(&end, address))
		qemu_plugin_register_vcpu_insn_exec_cb(insn, at_end, CB_NO_REGS, NULL);
	if (decide && address == decide)
		qemu_plugin_register_vcpu_insn_exec_cb(insn, at_decision, CB_NO_REGS, NULL);
	if (profile && !in_user)
		qemu_plugin_register_vcpu_insn_exec_inline(insn, INLINE_ADD_U64,
							   &place_of(address)->count, 1);
	if (path && !in_user)
		qemu_plugin_register_vcpu_insn_exec_cb(insn, run_insn, CB_NO_REGS,
						       place_of(address));
	qemu_plugin_register_vcpu_insn_exec_inline(insn, INLINE_ADD_U64, &count, 1);
}

static void translate(plugin_id id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb), i;
	struct block *b = need(sizeof(*b));
	bool in_user;

	(void)id;
	b->first = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(tb, 0));
	b->last = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(tb, n - 1));
	in_user = b->first - user < USER_BYTES;
	qemu_plugin_register_vcpu_tb_exec_cb(tb, in_user ? run_user : run_hypervisor, CB_NO_REGS,
					     b);
	for (i = 0; i < n; i++)
		translate_insn(qemu_plugin_tb_get_insn(tb, i), in_user);
}

/* --- options --------------------------------------------------------------------------------- */

static bool add(struct marks *m, const char *value)
{
	if (m->n == MARKS)
		return false;
	m->at[m->n++] = strtoull(value, NULL, 0);
	return true;
}

static bool option(const char *word)
{
	const char *value = strchr(word, '=');

	if (!value++)
		return false;
	if (!strncmp(word, "out=", 4))
		return (out = fopen(value, "w")) != NULL;
	if (!strncmp(word, "user=", 5))
		user = strtoull(value, NULL, 0);
	else if (!strncmp(word, "decide=", 7))
		decide = strtoull(value, NULL, 0);
	else if (!strncmp(word, "begin=", 6))
		return add(&begin, value);
	else if (!strncmp(word, "end=", 4))
		return add(&end, value);
	else if (!strncmp(word, "profile=", 8))
		profile = !strcmp(value, "on");
	else if (!strncmp(word, "path=", 5))
		return (path = true) && (!strcmp(value, "on") || add(&told_in, value));
	else if (!strncmp(word, "stop=", 5))
		stop = !strcmp(value, "start");
	else
		return false;
	return true;
}

int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv)
{
	int i;

	(void)info;
	for (i = 0; i < argc; i++)
		if (!option(argv[i])) {
			fprintf(stderr, "trace: cannot use \"%s\"\n", argv[i]);
			return -1;
		}
	if (!out || !user)
		return -1;
	qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
	return 0;
}
