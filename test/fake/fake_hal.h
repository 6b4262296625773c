/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_hal.h - the machine under the core in the host tests, and what a test
 * may see and turn of it.
 *
 * The fake is strict: what hal.h lets the core assume it provides, and every
 * precondition hal.h states it checks, ending the program when one is broken.
 */
#ifndef TEST_FAKE_HAL_H
#define TEST_FAKE_HAL_H

#include <setjmp.h>
#include <stddef.h>
#include "hal.h"
#include "fake_machine.h"

enum {
	FAKE_SPACE_MADE = 0x5bace,
	FAKE_UARTS = 2,
	FAKE_UART_BYTES = 1 << 16,
	FAKE_MAX_MEMORY = 64,
	FAKE_CANARY = 64,
};
#define FAKE_NEVER	 (~0ull)
#define FAKE_SVC_CPSR	 0x60000010u
#define FAKE_CANARY_BYTE 0xc5

enum fake_end { FAKE_RUNS, FAKE_STOPPED, FAKE_RESET };

/* A piece of physical memory with canaries before and after it. */
struct fake_memory {
	paddr_t phys;
	u32 size;
	u8 *host; /* first byte after the leading canary */
};

struct fake_uart {
	bool on;
	u32 baud;
	u32 room;    /* bytes the FIFO still takes */
	u32 refused; /* hal_uart_try_put() calls that found no room, since boot */
	u32 drain;   /* refusals after which one byte leaves the FIFO; 0: never */
	u32 length;  /* of what was printed; the text is NUL-terminated */
	char text[FAKE_UART_BYTES];
	const char *typed; /* what arrives next */
	u32 typed_length;
	u32 asked; /* hal_uart_try_get() calls */
};

/* A register of a device; there is none where there is none of these. */
struct fake_register {
	u32 address, value;
	u32 reads, writes;
};

struct fake {
	u64 now;
	u64 deadline;
	u32 time_step; /* ticks each look at the clock takes */
	u32 glances;   /* at the clock */
	bool line_open[FAKE_LINES];
	bool line_fired[FAKE_LINES]; /* while masked */
	struct hal_space *loaded;
	struct fake_uart uart[FAKE_UARTS];
	struct fake_memory memory[FAKE_MAX_MEMORY];
	u32 num_memory;
	u8 *hyp; /* the hypervisor's memory */
	u32 hyp_size;
	u64 copied;	    /* bytes hal_copy() and hal_zero() moved */
	u64 copied_ticks_d; /* 0, or bytes that take one tick */
	u32 flushed[2];	    /* calls of hal_cache_flush(): instructions, data */
	u32 synced;	    /* calls of hal_space_sync() */
	struct fake_register reg[8];
	enum fake_end end;
	u32 reset_mode;
	bool inside; /* below a core_ entry */
	jmp_buf out; /* where hal_stop() and hal_reset() go */
};
extern struct fake fake;

/* A machine after power-on: clock near 0, no memory, lines masked, UARTs off. */
void fake_power_on(void);

/* As a reset of the CPU alone: memory and captured output stay. */
void fake_cpu_reset(void);

/* Give physical memory; phys ranges must be disjoint or identical. */
struct fake_memory *fake_memory_add(paddr_t phys, u32 size);

/* The i-th area record of a space. */
const struct cfg_area *fake_area(const struct hal_space *s, u32 i);

/* The host's view of physical memory, or NULL if nothing is there. */
u8 *fake_phys(paddr_t phys, u32 size);

/* Ends the program if a byte around any memory was written. */
void fake_check_canaries(void);

/* Prints the message and ends the program. */
_Noreturn void fake_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
