/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * painter.c - red, blue and grey: each with its own colour in every register, over
 * many slots, with interrupts in between, and fresh ones after each restart.
 */
#include "../common/entry.h"
#include "../common/report.h"

#include <irqs.h>
#include <string.h>

struct pattern {
	xm_u32_t r[13], lr, apsr, fpscr, tpidrurw, pad;
	xm_u32_t d[64];
};
_Static_assert(sizeof(struct pattern) == 72 + 256, "as in hold.S");

void hold_spin(const struct pattern *in, struct pattern *out);
void hold_call_arm(const struct pattern *in, struct pattern *out);
void hold_call_thumb(const struct pattern *in, struct pattern *out);

#ifdef __ARM_FP
enum { FP = 1 };
#else
enum { FP = 0 };
#endif
enum { ROUNDS = 60, SPIN = 40000, UNKNOWN_CALL = 7777, MESSAGE = 1024 };
enum { WORD_LIFE };

enum {
#define HC(nr, name, right, bound, nargs) HC_##name = (nr),
#include "../../../abi/hypercalls.def"
};

#define APSR_BITS  0xf80f0000u /* NZCVQ, GE */
#define FPSCR_BITS 0xf3c0009fu /* flags, modes, cumulative exceptions */

static struct pattern in, out;

static void paint(xm_u32_t seed)
{
	xm_u32_t *word = (xm_u32_t *)&in;
	xm_u32_t i;

	for (i = 0; i < sizeof(in) / 4; i++) {
		seed = seed * 1664525 + 1013904223;
		word[i] = seed;
	}
	in.apsr &= APSR_BITS;
	in.fpscr &= FPSCR_BITS;
	in.pad = 0;
}

/* in and out, but for what the body of the function changes. */
static int kept(void)
{
	out.apsr &= APSR_BITS;
	out.fpscr &= FPSCR_BITS;
	if (!FP) {
		out.fpscr = in.fpscr;
		memcpy(out.d, in.d, sizeof(in.d));
	}
	return memcmp(&in, &out, sizeof(in)) == 0;
}

static volatile xm_u32_t interrupts;

/* Uses what a compiler would not save for itself. */
static void spoil(trapCtxt_t *ctxt)
{
	interrupts++;
	__asm__ volatile("mov r0, #0\n mov r1, r0\n mov r2, r0\n mov r3, r0\n mov r12, r0\n"
			 "msr apsr_nzcvqg, r0"
			 :
			 :
			 : "r0", "r1", "r2", "r3", "r12", "cc");
#ifdef __ARM_FP
	__asm__ volatile("vmov.i32 q0, #0\n vmov.i32 q7, #0\n vmov.i32 q8, #0\n vmov.i32 q15, #0\n"
			 "vmsr fpscr, %0"
			 :
			 : "r"(0)
			 : "q0", "q7", "q8", "q15");
#endif
}

/* Every slot start is an interrupt in the middle of the loop, half of the time. */
static void over_slots(xm_u32_t seed)
{
	xm_u32_t n;

	for (n = 0; n < ROUNDS; n++) {
		if (n == ROUNDS / 2)
			HwSti();
		paint(seed + n);
		in.r[7] = SPIN;
		hold_spin(&in, &out);
		in.r[7] = 0;
		must("every register is kept", n, kept());
	}
	HwCli();
	check("with interrupts in between", interrupts >= ROUNDS / 2);
}

/* Messages that the hypervisor copies in its widest way, aligned or not. */
static void over_copies(xm_u32_t seed)
{
	static char message[MESSAGE + 4] __attribute__((aligned(8)));
	xm_s32_t port = XM_create_sampling_port("paint", MESSAGE, XM_SOURCE_PORT, 0);
	xm_u32_t n;

	for (n = 0; n < ROUNDS; n++) {
		paint(seed + n);
		in.r[12] = HC_write_sampling_message;
		in.r[0] = (xm_u32_t)port;
		in.r[1] = (xm_u32_t)message + n % 4;
		in.r[2] = MESSAGE;
		hold_call_thumb(&in, &out);
		in.r[0] = XM_OK;
		must("a long copy changes r0 alone", n, kept());
	}
}

static void over_calls(xm_u32_t seed)
{
	xm_u32_t n;

	for (n = 0; n < ROUNDS; n++) {
		paint(seed + n);
		in.r[12] = UNKNOWN_CALL + n;
		if (n & 1)
			hold_call_arm(&in, &out);
		else
			hold_call_thumb(&in, &out);
		in.r[0] = (xm_u32_t)XM_UNKNOWN_HYPERCALL;
		must("a hypercall changes r0 alone", n, kept());
	}
}

static volatile xm_u32_t refused;

static void refuse(trapCtxt_t *ctxt)
{
	refused += ctxt->irqNr == XM_HM_EV_ARM_UNDEF_INSTR;
	ctxt->pc += 4;
}

static void no_floating_point(void)
{
	InstallFPFault(refuse);
	__asm__ volatile(".inst.w 0xeeb00a40"); /* vmov.f32 s0, s0 */
	__asm__ volatile(".inst.w 0xef200840"); /* vadd.i32 q0, q0, q0 */
	check_equal("floating point is refused", (xm_s32_t)refused, 2);
}

void PartitionMain(void)
{
	xm_u32_t life = ++own_page()->word[WORD_LIFE];

	must("a fresh start has fresh registers", life, entry_dirt(FP) == 0);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_CYCLIC_SLOT_START), spoil);
	XM_clear_irqmask(0, 1 << XM_VT_EXT_CYCLIC_SLOT_START);
	if (life == 1) {
		over_slots(XM_PARTITION_SELF * 1000);
		over_calls(XM_PARTITION_SELF * 77);
		over_copies(XM_PARTITION_SELF * 55);
		if (!FP)
			no_floating_point();
		set_step(1);
	}
	paint(life);
	in.r[7] = ~0u; /* until the judge restarts us, with a colour in each register */
	hold_spin(&in, &out);
}
