/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * guards.h - what must be left of the slot for work to begin that nobody calls for, or
 * that a call which is short as a rule seldom needs: its bound in instructions, with that of
 * the decision that follows.
 *
 * None is below what tools/bound derives (test/checks/bound.py compares) for plans that
 * are not larger than abi/bounds.def says; time_for() adds what larger ones need.
 */
#ifndef CORE_GUARDS_H
#define CORE_GUARDS_H

enum {
	/* A decision without anything of the following. */
	DECISION_INSNS = 1000,
	/* The time of another clock, or to another place than the usual one; or a frame there. */
	FAR_INSNS = 1500,
	/* A fault, or an upcall without a stack, and what the health monitor does about it. */
	FAULT_INSNS = 6900,
	/* A piece of a load or of a scrub, and the event it may end with. */
	LOAD_PIECE_INSNS = 21000,
	/* A record of the log, or an event of a trace, as a line of text. */
	REPORT_INSNS = 25000,
	/* A UART listened to, and a line in answer: behind the decision. */
	LISTEN_INSNS = 9800,
	/* A byte moved into a UART: behind the decision. */
	PUMP_INSNS = 86,
};

#endif
