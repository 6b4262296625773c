/* SPDX-License-Identifier: BSD-2-Clause */
/* faulty.c - raises every kind of fault; each is propagated, and it goes on. */
#include "../common/board.h"
#include "../common/probe.h"
#include "faults.h"

#include <string.h>

#define BOTH(name)    arm_##name, thumb_##name
#define DECLARE(name) xm_u32_t name(xm_u32_t, xm_u32_t, xm_u32_t, xm_u32_t)
DECLARE(arm_undefined);
DECLARE(thumb_undefined);
DECLARE(arm_undefined_wide);
DECLARE(thumb_undefined_wide);
DECLARE(arm_read_control);
DECLARE(thumb_read_control);
DECLARE(arm_write_control);
DECLARE(thumb_write_control);
DECLARE(arm_monitor_call);
DECLARE(thumb_monitor_call);
DECLARE(arm_float_move);
DECLARE(thumb_float_move);
DECLARE(arm_float_load);
DECLARE(thumb_float_load);
DECLARE(arm_float_status);
DECLARE(thumb_float_status);
DECLARE(arm_vector_add);
DECLARE(thumb_vector_add);
DECLARE(arm_vector_load);
DECLARE(thumb_vector_load);
DECLARE(arm_breakpoint);
DECLARE(thumb_breakpoint);

#define NOBODYS	     0x3f000000u /* no plan gives it to anybody */
#define HYP_VIRTUAL  0xc0000000u
#define FOREIGN	     (RAM + 0x100000)
#define HYP_PHYSICAL (RAM + 0x8000000)

/* A word that may be written, at an address that is the same in every build. */
static xm_u32_t own_word(void)
{
	return (xm_u32_t)page_of(NUM_PARTITIONS + 1);
}

/* Raise one: first the record, then the fault, then what the handler saw of it. */
static void try(const char *name, probe_t what, xm_u32_t r0, xm_u32_t event, xm_u32_t cause,
		xm_u32_t pc, xm_u32_t address, xm_u32_t access)
{
	/* the plan ignores this one: the handler gets it all the same */
	xm_u32_t action =
		event == XM_HM_EV_ARM_DATA_BACKGROUND_FAULT ? XM_HM_AC_IGNORE : XM_HM_AC_PROPAGATE;

	expect(event, cause, action, pc, address, access | XM_HM_HAS_CONTEXT);
	check(name, probe(what, r0, 1, 2, 3) && probed.event == event && probed.cause == cause &&
			    probed.pc == pc && probed.address == address &&
			    probed.access == access);
	if (probed.event != event || probed.cause != cause)
		say("        event %u cause %u pc=0x%08x addr=0x%08x", probed.event, probed.cause,
		    probed.pc, probed.address);
}

static void instruction(const char *name, probe_t what, xm_u32_t event, xm_u32_t cause)
{
	xm_u32_t pc = (xm_u32_t)what & ~1u;

	try(name, what, own_word(), event, cause, pc, pc, XM_ACCESS_EXECUTE);
}

static void instructions(const char *name, probe_t arm, probe_t thumb, xm_u32_t cause)
{
	xm_u32_t event =
		cause == CAUSE_BREAKPOINT ? XM_HM_EV_ARM_PREFETCH_ABORT : XM_HM_EV_ARM_UNDEF_INSTR;

	instruction(name, arm, event, cause);
	instruction(name, thumb, event, cause);
}

static void data(const char *name, probe_t what, xm_u32_t address, xm_u32_t event, xm_u32_t cause,
		 xm_u32_t access)
{
	try(name, what, address, event, cause, (xm_u32_t)what & ~1u, address, access);
}

static void loads(const char *name, xm_u32_t address, xm_u32_t event, xm_u32_t cause)
{
	data(name, arm_load_word, address, event, cause, XM_ACCESS_READ);
	data(name, thumb_load_byte, address + 3, event, cause, XM_ACCESS_READ);
}

static void stores(const char *name, xm_u32_t address, xm_u32_t event, xm_u32_t cause)
{
	data(name, arm_store_word, address, event, cause, XM_ACCESS_WRITE);
	data(name, thumb_store_half, address + 2, event, cause, XM_ACCESS_WRITE);
}

static void fetch(const char *name, xm_u32_t address, xm_u32_t event, xm_u32_t cause)
{
	try(name, arm_call, address, event, cause, address, address, XM_ACCESS_EXECUTE);
	try(name, thumb_call, address + 2 + 1, event, cause, address + 2, address + 2,
	    XM_ACCESS_EXECUTE);
}

static void undefined(void)
{
	instructions("undefined", BOTH(undefined), CAUSE_UNDEFINED);
	instructions("undefined, wide", BOTH(undefined_wide), CAUSE_UNDEFINED);
	instructions("reading system control", BOTH(read_control), CAUSE_PRIVILEGED);
	instructions("writing it", BOTH(write_control), CAUSE_PRIVILEGED);
	instructions("secure monitor call", BOTH(monitor_call), CAUSE_PRIVILEGED);
	instructions("VFP move", BOTH(float_move), CAUSE_FP_DISABLED);
	instructions("VFP load", BOTH(float_load), CAUSE_FP_DISABLED);
	instructions("VFP status", BOTH(float_status), CAUSE_FP_DISABLED);
	instructions("NEON add", BOTH(vector_add), CAUSE_FP_DISABLED);
	instructions("NEON load", BOTH(vector_load), CAUSE_FP_DISABLED);
	instructions("breakpoint", BOTH(breakpoint), CAUSE_BREAKPOINT);
}

static void data_faults(void)
{
	xm_u32_t constant = area_named("constant")->mappedAt;
	xm_u32_t hidden = area_named("hidden")->mappedAt;
	xm_u32_t pct = (xm_u32_t)XM_params_get_PCT();

	stores("own, read-only", constant, XM_HM_EV_ARM_DATA_PERMISSION_FAULT, CAUSE_DATA_OWN);
	loads("own, unmapped", hidden, XM_HM_EV_ARM_DATA_PERMISSION_FAULT, CAUSE_DATA_OWN);
	loads("another's", FOREIGN, XM_HM_EV_MEM_PROTECTION, CAUSE_DATA_FOREIGN);
	stores("another's", FOREIGN, XM_HM_EV_MEM_PROTECTION, CAUSE_DATA_FOREIGN);
	loads("the hypervisor's", HYP_PHYSICAL, XM_HM_EV_MEM_PROTECTION, CAUSE_DATA_FOREIGN);
	loads("its window", HYP_VIRTUAL, XM_HM_EV_MEM_PROTECTION, CAUSE_DATA_FOREIGN);
	stores("its window", HYP_VIRTUAL, XM_HM_EV_MEM_PROTECTION, CAUSE_DATA_FOREIGN);
	stores("the control table", pct, XM_HM_EV_MEM_PROTECTION, CAUSE_DATA_FOREIGN);
	loads("nobody's", NOBODYS, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, CAUSE_DATA_UNOWNED);
	stores("nobody's", NOBODYS, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, CAUSE_DATA_UNOWNED);
	loads("address 0", 0, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, CAUSE_DATA_UNOWNED);
	loads("interrupt controller", CONTROLLER, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT,
	      CAUSE_DATA_UNOWNED);
	stores("console device", UART, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, CAUSE_DATA_UNOWNED);
}

static void alignment(void)
{
	xm_u32_t at = own_word();

	data("pair", arm_load_double, at + 2, XM_HM_EV_ARM_DATA_ALIGNMENT_FAULT,
	     CAUSE_DATA_MISALIGNED, XM_ACCESS_READ);
	data("pair", thumb_store_double, at + 1, XM_HM_EV_ARM_DATA_ALIGNMENT_FAULT,
	     CAUSE_DATA_MISALIGNED, XM_ACCESS_WRITE);
	data("several", thumb_load_multiple, at + 2, XM_HM_EV_ARM_DATA_ALIGNMENT_FAULT,
	     CAUSE_DATA_MISALIGNED, XM_ACCESS_READ);
	data("several", arm_store_multiple, at + 3, XM_HM_EV_ARM_DATA_ALIGNMENT_FAULT,
	     CAUSE_DATA_MISALIGNED, XM_ACCESS_WRITE);
	data("exclusive", arm_load_exclusive, at + 1, XM_HM_EV_ARM_DATA_ALIGNMENT_FAULT,
	     CAUSE_DATA_MISALIGNED, XM_ACCESS_READ);
	check("a word may be misaligned", !probe(arm_load_word, at + 1, 0, 0, 0));
}

static void fetches(void)
{
	fetch("calling nobody", NOBODYS, XM_HM_EV_ARM_INSTR_BACKGROUND_FAULT, CAUSE_FETCH_UNOWNED);
	fetch("calling address 0", 0, XM_HM_EV_ARM_INSTR_BACKGROUND_FAULT, CAUSE_FETCH_UNOWNED);
	fetch("calling a device", CONTROLLER, XM_HM_EV_ARM_INSTR_BACKGROUND_FAULT,
	      CAUSE_FETCH_UNOWNED);
	fetch("calling own, unmapped", area_named("hidden")->mappedAt,
	      XM_HM_EV_ARM_INSTR_PERMISSION_FAULT, CAUSE_FETCH_OWN);
	fetch("calling another", FOREIGN, XM_HM_EV_MEM_PROTECTION, CAUSE_FETCH_FOREIGN);
	fetch("calling the hypervisor", HYP_VIRTUAL, XM_HM_EV_MEM_PROTECTION, CAUSE_FETCH_FOREIGN);
	fetch("calling the control table", (xm_u32_t)XM_params_get_PCT(), XM_HM_EV_MEM_PROTECTION,
	      CAUSE_FETCH_FOREIGN);
}

static void raised(const char *name, xm_u32_t event)
{
	expect(event, CAUSE_SELF_REPORTED, XM_HM_AC_IGNORE, ANYWHERE, ANYWHERE,
	       XM_ACCESS_NONE | XM_HM_HAS_CONTEXT);
	check_equal(name, XM_hm_raise_event(event), XM_OK);
}

static void self_reported(void)
{
	struct xm_hm_counts counts;
	struct xm_hm_record record;

	raised("an error of its own", XM_HM_EV_PARTITION_ERROR);
	raised("a numeric error", XM_HM_EV_APP_NUMERIC_ERROR);
	raised("a power failure", XM_HM_EV_APP_POWER_FAIL);
	check_equal("there is no such event", XM_hm_raise_event(XM_HM_EV_COUNT), XM_INVALID_PARAM);
	check_equal("nor such", XM_hm_raise_event(-1), XM_INVALID_PARAM);
	check_equal("the log is not for everybody", XM_hm_read_records(&record, 1), XM_PERM_ERROR);
	check_equal("nor its counts", XM_hm_counts(&counts), XM_PERM_ERROR);
}

void PartitionMain(void)
{
	probe_init();
	undefined();
	data_faults();
	alignment();
	fetches();
	self_reported();
	set_step(1);
	for (;;)
		XM_idle_self();
}
