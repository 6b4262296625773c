/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * upcalls.c - start-up code, interrupts and faults of libxm, seen from a
 * partition.  Each check prints one line; the status of the system is the number
 * of those that failed.
 * Verifies SEP-LIB-002, SEP-LIB-003, SEP-LIB-004, SEP-LIB-005, SEP-LIB-007,
 * SEP-LIB-008, SEP-LIB-011, SEP-HM-025.
 */
#include <config.h>
#include <irqs.h>
#include <stdio.h>
#include <string.h>

#define UNOWNED	   0x3f000000u
#define TIMER	   (1 << XM_VT_EXT_HW_TIMER)
#define IPVI(n)	   (1u << (XM_VT_EXT_IPVI0 + (n)))
#define RUN_STATUS 0x5a
#define LINE	   40 /* a hardware line that no device of the board drives */

static int failures; /* bss: gone after a reset, so it is reported before */

static void check(const char *what, int ok)
{
	printf("%s: %s\n", ok ? "ok" : "FAILED", what);
	failures += !ok;
}

/* --- start --------------------------------------------------------------------- */

static int in_bss;
static int in_data = 1;
static char big[3000];

static int all_zero(const char *p, int n)
{
	while (n-- > 0)
		if (*p++)
			return 0;
	return 1;
}

static void start(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	char here;

	if (pct->resetCounter == 0) {
		check("data is that of the image", in_data == 1 && in_bss == 0);
		in_bss = in_data = 2;
		memset(big, 0xff, sizeof(big));
		printf("half a line");
		XM_reset_partition(XM_PARTITION_SELF, (xmAddress_t)-1, XM_WARM_RESET, RUN_STATUS);
	}
	check("a warm reset keeps data", in_data == 2);
	check("and clears bss", in_bss == 0 && all_zero(big, sizeof(big)));
	check("status and counter say so",
	      pct->resetStatus == RUN_STATUS && pct->resetCounter == 1);
	check("the stack is in the first area", (xmAddress_t)&here - pct->imgStart < 64 * 1024);
}

/* --- registers ------------------------------------------------------------------- */

/*
 * Fills every register, waits, and looks at them again.  0, or a bit for each
 * group that changed.
 */
static int spoilt_registers(void)
{
	int bad;

	__asm__ volatile("mov r0, #100\n mov r1, #101\n mov r2, #102\n mov r3, #103\n"
			 "mov r4, #104\n mov r5, #105\n mov r6, #106\n mov r8, #108\n"
			 "mov r9, #109\n mov r10, #110\n mov r11, #111\n mov r12, #112\n"
			 "vdup.32 q0, r0\n vdup.32 q3, r3\n vdup.32 q4, r4\n vdup.32 q7, r5\n"
			 "vdup.32 q8, r8\n vdup.32 q15, r12\n"
			 "vmrs lr, fpscr\n orr lr, lr, #0x00c00000\n vmsr fpscr, lr\n"
			 "movw lr, #60000\n"
			 "1: subs lr, lr, #1\n bne 1b\n"
			 "cmp r0, #100\n it eq\n cmpeq r1, #101\n it eq\n cmpeq r2, #102\n"
			 "it eq\n cmpeq r3, #103\n it eq\n cmpeq r4, #104\n it eq\n"
			 "cmpeq r5, #105\n it eq\n cmpeq r6, #106\n it eq\n cmpeq r8, #108\n"
			 "it eq\n cmpeq r9, #109\n it eq\n cmpeq r10, #110\n it eq\n"
			 "cmpeq r11, #111\n it eq\n cmpeq r12, #112\n"
			 "ite eq\n moveq %0, #0\n movne %0, #1\n"
			 "vmov.32 r0, d1[1]\n cmp r0, #100\n it ne\n orrne %0, #2\n"
			 "vmov.32 r0, d7[0]\n cmp r0, #103\n it ne\n orrne %0, #2\n"
			 "vmov.32 r0, d8[0]\n cmp r0, #104\n it ne\n orrne %0, #2\n"
			 "vmov.32 r0, d15[1]\n cmp r0, #105\n it ne\n orrne %0, #2\n"
			 "vmov.32 r0, d16[0]\n cmp r0, #108\n it ne\n orrne %0, #4\n"
			 "vmov.32 r0, d31[1]\n cmp r0, #112\n it ne\n orrne %0, #4\n"
			 "vmrs r0, fpscr\n and r0, r0, #0x00c00000\n cmp r0, #0x00c00000\n"
			 "it ne\n orrne %0, #8\n"
			 "vmrs r0, fpscr\n bic r0, r0, #0x00c00000\n vmsr fpscr, r0\n"
			 : "=&r"(bad)
			 :
			 : "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11",
			   "r12", "lr", "d0", "d1", "d6", "d7", "d8", "d9", "d14", "d15", "d16",
			   "d17", "d30", "d31", "cc", "memory");
	return bad;
}

/* A handler that uses everything there is. */
static void spoil(void)
{
	__asm__ volatile("mov r0, #0\n mov r1, r0\n mov r2, r0\n mov r3, r0\n mov r4, r0\n"
			 "mov r5, r0\n mov r6, r0\n mov r8, r0\n mov r9, r0\n mov r10, r0\n"
			 "mov r11, r0\n mov r12, r0\n vmov.i32 q0, #0\n vmov.i32 q3, #0\n"
			 "vmov.i32 q4, #0\n vmov.i32 q7, #0\n vmov.i32 q8, #0\n vmov.i32 q15, #0\n"
			 "vmsr fpscr, r0"
			 :
			 :
			 : "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11",
			   "r12", "d0", "d1", "d6", "d7", "d8", "d9", "d14", "d15", "d16", "d17",
			   "d30", "d31", "cc");
}

/* --- interrupts --------------------------------------------------------------------- */

static volatile int ticks, wrong_context, depth, deepest;

static void tick(trapCtxt_t *ctxt)
{
	xm_u32_t frame = (xm_u32_t)ctxt->trapSp;

	if (ctxt->irqNr != XAL_XMEXT_IRQ(XM_VT_EXT_HW_TIMER) || ctxt->sp < frame + 32 ||
	    ctxt->sp > frame + 36 || ctxt->pc < XM_params_get_PCT()->imgStart)
		wrong_context++;
	ticks++;
	if (++depth > deepest)
		deepest = depth;
	spoil();
	if (ticks % 4 == 0 && depth < 3) {
		HwSti();
		wrong_context += spoilt_registers() != 0;
		HwCli();
	}
	depth--;
}

static void interrupts(void)
{
	int spoilt = 0;

	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_HW_TIMER), tick);
	HwSti();
	XM_clear_irqmask(0, TIMER);
	XM_set_timer(XM_HW_CLOCK, 1, 50);
	while (ticks < 500)
		spoilt |= spoilt_registers();
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	XM_set_irqmask(0, TIMER);
	HwCli();
	check("interrupted code keeps its registers", (spoilt & 1) == 0);
	check("and its VFP registers and FPSCR", (spoilt & 14) == 0);
	check("the handler's context is right", wrong_context == 0);
	check("handlers that switch interrupts on are interrupted", deepest > 1);
}

static volatile int raised;

static void count(trapCtxt_t *ctxt)
{
	raised = raised * 10 + ctxt->irqNr - XAL_XMEXT_IRQ(XM_VT_EXT_IPVI0);
}

/* Pend, mask and switch in every order. */
static void order(void)
{
	for (int i = 1; i < 4; i++)
		InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_IPVI0 + i), count);
	XM_clear_irqmask(0, IPVI(1) | IPVI(2));
	XM_set_irqpend(0, IPVI(1));
	check("nothing is delivered while interrupts are off", raised == 0);
	HwSti();
	check("switching them on delivers what is pending", raised == 1);
	XM_set_irqpend(0, IPVI(2) | IPVI(3));
	check("a line pends and is delivered at once", raised == 12);
	XM_clear_irqmask(0, IPVI(3));
	check("a masked line is delivered when it is unmasked", raised == 123);
	HwCli();
	XM_set_irqpend(0, IPVI(1));
	XM_clear_irqpend(0, IPVI(1));
	check("off is known to be off", XM_are_irqs_enabled() == 0);
	HwSti();
	check("a line that was dropped is not delivered", raised == 123);
	check("on is known to be on", XM_are_irqs_enabled() == 1);
	HwCli();
	check("numbers outside the table are refused",
	      InstallIrqHandler(-1, count) == -1 && InstallIrqHandler(IRQTAB_LENGTH, count) == -1);
}

static volatile int lines;

static void line(trapCtxt_t *ctxt)
{
	if (ctxt->irqNr == LINE)
		lines++;
}

static void mask_line(trapCtxt_t *ctxt)
{
	xm_u32_t hw[HWIRQS_VECTOR_SIZE] = { [LINE / 32] = 1u << (LINE % 32) };

	line(ctxt);
	XM_set_irqmask(hw, 0);
}

static void mask_and_open_line(trapCtxt_t *ctxt)
{
	xm_u32_t hw[HWIRQS_VECTOR_SIZE] = { [LINE / 32] = 1u << (LINE % 32) };

	mask_line(ctxt);
	XM_clear_irqmask(hw, 0);
}

/* The hypervisor masks a hardware line when it delivers it. */
static void hardware_line(void)
{
	xm_u32_t hw[HWIRQS_VECTOR_SIZE] = { [LINE / 32] = 1u << (LINE % 32) };

	InstallIrqHandler(LINE, line);
	HwSti();
	XM_set_irqpend(hw, 0);
	check("a masked hardware line is not delivered", lines == 0);
	XM_clear_irqmask(hw, 0);
	check("it is when it is unmasked", lines == 1);
	XM_set_irqpend(hw, 0);
	check("and is open again after its handler", lines == 2);
	InstallIrqHandler(LINE, mask_line);
	XM_set_irqpend(hw, 0);
	XM_set_irqpend(hw, 0);
	check("but not if the handler masked it", lines == 3);
	InstallIrqHandler(LINE, mask_and_open_line);
	XM_clear_irqmask(hw, 0);
	check("nor for ever", lines == 4);
	XM_set_irqpend(hw, 0);
	check("and open if it thought better of it", lines == 5);
	XM_set_irqmask(hw, 0);
	HwCli();
}

/* --- printing ------------------------------------------------------------------------- */

static void print_burst(trapCtxt_t *ctxt)
{
	(void)ctxt;
	for (int i = 0; i < 20; i++)
		printf("  %0*d, line %d of a burst from a handler\n", 30 * i, i, i);
}

static void printing(void)
{
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_IPVI0), print_burst);
	HwSti();
	XM_clear_irqmask(0, IPVI(0));
	printf("a line ");
	XM_set_irqpend(0, IPVI(0));
	printf("in two parts\n");
	HwCli();
}

/* --- faults ------------------------------------------------------------------------------ */

static volatile int faults;
static struct xm_fault seen;

static void skip_2(trapCtxt_t *ctxt)
{
	faults++;
	seen = *XALGetFault();
	spoil();
	ctxt->r[0] = 77;
	ctxt->pc += 2;
}

static void skip_4(trapCtxt_t *ctxt)
{
	skip_2(ctxt);
	ctxt->pc += 2;
}

/* What was called had no code: back to the caller. */
static void back(trapCtxt_t *ctxt)
{
	faults++;
	seen = *XALGetFault();
	ctxt->pc = ctxt->lr;
}

static void landed(void)
{
	check("a handler can go on at a function", faults == 1);
	HwCli();
	printf("%d failures\n", failures);
	XM_halt_system_status((xm_u32_t)failures);
}

static void land(trapCtxt_t *ctxt)
{
	faults++;
	ctxt->pc = (xm_u32_t)landed;
}

static xm_u32_t load(xm_u32_t address)
{
	register xm_u32_t r0 __asm__("r0") = address;

	__asm__ volatile("ldr.w r0, [r0]" : "+r"(r0) : : "memory");
	return r0;
}

/* In an IT block: the next instruction is still subject to it. */
static xm_u32_t undefined_in_block(void)
{
	register xm_u32_t r0 __asm__("r0") = 0;

	__asm__ volatile("cmp r0, r0\n itte eq\n udf #1\n addeq r0, #1\n addne r0, #2\n nop\n nop"
			 : "+r"(r0)
			 :
			 : "cc");
	return r0;
}

static void set_registers(trapCtxt_t *ctxt)
{
	skip_2(ctxt);
	ctxt->r[3] = 3;
	ctxt->r[4] = 40;
	ctxt->r[11] = 1100;
	ctxt->r[12] = 12000;
}

static xm_u32_t sum_of_registers(void)
{
	xm_u32_t sum;

	__asm__ volatile("mov r3, #0\n mov r4, #0\n mov r11, #0\n mov r12, #0\n udf #3\n"
			 "add %0, r3, r4\n add %0, %0, r11\n add %0, %0, r12"
			 : "=r"(sum)
			 :
			 : "r0", "r3", "r4", "r11", "r12", "memory");
	return sum;
}

static void data_faults(void)
{
	xm_u32_t read_only = XM_get_partition_mmap()[1].mappedAt;

	faults = 0;
	InstallDataAbortHandler(skip_4);
	check("a load from nowhere can be replaced", load(UNOWNED) == 77 && faults == 1);
	check("its record says where and how",
	      seen.address == UNOWNED && seen.access == XM_ACCESS_READ &&
		      seen.event == XM_HM_EV_ARM_DATA_BACKGROUND_FAULT);
	check("a read-only area can be read", load(read_only) == 0 && faults == 1);
	__asm__ volatile("mov r0, %0\n str.w r0, [r0]" : : "r"(read_only) : "r0", "memory");
	check("and not written", faults == 2 && seen.address == read_only &&
					 seen.access == XM_ACCESS_WRITE &&
					 seen.event == XM_HM_EV_ARM_DATA_PERMISSION_FAULT);
}

static void instruction_faults(void)
{
	faults = 0;
	InstallUndefInstrHandler(skip_2);
	check("an undefined instruction in an IT block can be skipped",
	      undefined_in_block() == 78 && faults == 1);
	InstallUndefInstrHandler(set_registers);
	check("a handler can change registers", sum_of_registers() == 13143);
	faults = 1;
	InstallPrefetchAbortHandler(back);
	((void (*)(void))(UNOWNED | 1))();
	check("a call to nowhere can return",
	      faults == 2 && seen.access == XM_ACCESS_EXECUTE && seen.pc == UNOWNED);
	check("there is no handler for svc", InstallSwiHandler(0, 0) == XM_OP_NOT_ALLOWED);
}

static xm_s32_t forwarded, unknown;

static void forward(trapCtxt_t *ctxt)
{
	forwarded = XM_arm_hm_raise_event(XM_HM_EV_ARM_UNDEF_INSTR, ctxt);
	unknown = XM_arm_hm_raise_event(XM_HM_EV_COUNT, ctxt);
	skip_2(ctxt);
}

static void forwarding(void)
{
	InstallUndefInstrHandler(forward);
	__asm__ volatile("udf #4");
	check("a handler can hand its fault to the health monitor",
	      forwarded == 1 && unknown == XM_INVALID_PARAM &&
		      XM_arm_hm_raise_event(XM_HM_EV_ARM_UNDEF_INSTR, (void *)UNOWNED) ==
			      XM_INVALID_PARAM);
}

static void bad_addresses(void)
{
	xm_u32_t *nowhere = (xm_u32_t *)UNOWNED;
	void *read_only = (void *)XM_get_partition_mmap()[1].mappedAt;

	faults = 0;
	InstallDataAbortHandler(skip_4);
	check("the library writes to no address that is none",
	      XM_hm_status((void *)nowhere) == XM_INVALID_PARAM &&
		      XM_hm_read(read_only, 1) == XM_INVALID_PARAM &&
		      XM_get_partition_status(0, read_only) == XM_INVALID_PARAM);
	check("and reads from none",
	      XM_get_gid_by_name((void *)nowhere, XM_PARTITION_NAME) == XM_INVALID_PARAM &&
		      XM_set_irqmask(nowhere, 0) == XM_INVALID_PARAM &&
		      XM_clear_irqmask(nowhere, 0) == XM_INVALID_PARAM &&
		      XM_set_irqpend(nowhere, 0) == XM_INVALID_PARAM &&
		      XM_clear_irqpend(nowhere, 0) == XM_INVALID_PARAM);
	check("there was no fault", faults == 0);
}

void PartitionMain(void)
{
	start();
	interrupts();
	order();
	hardware_line();
	printing();
	data_faults();
	bad_addresses();
	forwarding();
	instruction_faults();
	faults = 0;
	InstallUndefInstrHandler(land);
	__asm__ volatile("udf #2");
	check("not reached", 0);
}
