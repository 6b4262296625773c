/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * state.h - what outlives the resets of an injector and of the system: where
 * each injector is and what it found.  Injectors write their own record, the
 * judge the rest; no reset clears the area.
 */
#ifndef CAMPAIGN_STATE_H
#define CAMPAIGN_STATE_H

#include <xm.h>

/* What a case can come to. */
enum outcome {
	OUT_OK,
	OUT_NO_ACTION,
	OUT_UNKNOWN_HYPERCALL,
	OUT_INVALID_PARAM,
	OUT_PERM_ERROR,
	OUT_INVALID_CONFIG,
	OUT_INVALID_MODE,
	OUT_NOT_AVAILABLE,
	OUT_OP_NOT_ALLOWED,
	OUT_MULTICALL_ERROR,
	OUT_VALUE,
	OUT_GONE,
	OUT_RESTART,
	OUT_LEFT,
	OUT_STUCK,
	OUT_OTHER, /* a number that is no code */
	OUTCOMES
};

/* Why a case is a failure. */
enum fault {
	FAULT_ANSWER = 1, /* not one of abi/answers.def */
	FAULT_RIGHT,	  /* the service is not the caller's to use */
	FAULT_HOPELESS,	  /* no argument like that can be right */
	FAULT_WROTE,	  /* refused, or a service without results, yet memory changed */
	FAULT_REGISTERS,  /* more than r0 changed */
	FAULT_SETTLE,	  /* afterwards the caller was restarted */
	FAULT_UPCALL,	  /* afterwards no interrupt arrived */
};

enum { MAX_SERVICES = 96, MAX_FAULTS = 32, ARGUMENTS = 5 };

struct failure {
	xm_u32_t service, index, fault, outcome;
	xm_u32_t word[1 + ARGUMENTS]; /* number and arguments */
};

struct tally {
	xm_u32_t cases, failures;
	xm_u32_t outcome[OUTCOMES];
};

enum stage { STAGE_NEXT, STAGE_CALL, STAGE_SETTLE };

struct record {
	volatile xm_u32_t stage, beat, done;
	volatile xm_u32_t service; /* that is being tried; below it all is done */
	volatile xm_u32_t n;	   /* case of the service, of count */
	xm_u32_t count, product, index;
	xm_u32_t word[1 + ARGUMENTS];
	xm_u32_t resets;   /* as the control table showed it last */
	xm_u32_t helped;   /* of state.helped, how often it knows of */
	xm_u32_t reported; /* events that the log must have, and no others */
	volatile xm_u32_t faults;
	struct failure failure[MAX_FAULTS];
	struct tally tally[MAX_SERVICES];
};

enum turn { TURN_NORMAL, TURN_SYSTEM, TURN_WARM, TURN_COLD };

struct state {
	xm_u32_t magic, boots;
	volatile xm_u32_t turn;
	volatile xm_u32_t helped; /* how often the judge restarted an injector */
	xm_u32_t failures, cases;
	struct record record[2];
};
_Static_assert(sizeof(struct state) <= 32 * 1024, "the area of the plan");

/* Put there by the host (service.py). */
struct orders {
	xm_u32_t magic;
	xm_u32_t limit; /* cases of a service */
	xm_u32_t one;	/* 1 + partition: one service, or one case */
	xm_u32_t service;
	xm_u32_t index; /* NONE: all that limit allows */
};

enum { STATE_MAGIC = 0x53746174, ORDERS_MAGIC = 0x4f726465, DEFAULT_LIMIT = 300 };
#define NONE 0xffffffffu

/* Why the judge restarted an injector. */
enum { STATUS_GONE = 0x600e0001, STATUS_STUCK = 0x57ac0001 };

struct state *state(void);
/* Those of the host, or the usual ones. */
struct orders orders(void);

#endif
