/* SPDX-License-Identifier: BSD-2-Clause */
/* family.h - who is who, and the ways to end of P6. */
#ifndef TEST_LIBXM_FAMILY_H
#define TEST_LIBXM_FAMILY_H

#define P_ENDS 6

enum {
	END_RETURN,
	END_EXIT,
	END_HALT_IN_HANDLER,
	END_XALHALT_IN_HANDLER,
	END_NO_HANDLER,
	END_HANDLER_TAKEN_AWAY,
	END_ASSERTION,
	END_EVENT,
	ENDS
};

#endif
