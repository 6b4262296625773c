/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_objects.c - which service a descriptor leads to, with which arguments, and what comes
 * back.  Verifies SEP-LIB-013.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <comm.h>
#include <hm.h>
#include <hypervisor.h>
#include <status.h>
#include <trace.h>
#include <xmhypercalls.h>

void fake_reset(void);
extern char fake_output[];

enum { SELF = 3, QUEUE = 5, REFUSED = XM_NOT_AVAILABLE };

/* --- the services: each notes how it was called ----------------------------------- */

static char called[160];
static xm_s32_t result;

/* The test's own addresses say no more than whether they arrive. */
static char buffer[1024];
static xm_u32_t word;
static void *const here = buffer;

static const char *place(const void *p)
{
	return p == here ? "buffer" : p == &word ? "word" : p ? "?" : "0";
}

xm_s32_t XM_read_sampling_message(xm_s32_t port, void *p, xm_u32_t size, xm_u32_t *flags)
{
	sprintf(called, "read %d %s %u %s", port, place(p), size, place(flags));
	return result;
}

xm_s32_t XM_write_sampling_message(xm_s32_t port, void *p, xm_u32_t size)
{
	sprintf(called, "write %d %s %u", port, place(p), size);
	return result;
}

xm_s32_t XM_receive_queuing_message(xm_s32_t port, void *p, xm_u32_t size)
{
	sprintf(called, "receive %d %s %u", port, place(p), size);
	return result;
}

xm_s32_t XM_send_queuing_message(xm_s32_t port, void *p, xm_u32_t size)
{
	sprintf(called, "send %d %s %u", port, place(p), size);
	return result;
}

xm_s32_t XM_get_sampling_port_status(xm_u32_t port, xmSamplingPortStatus_t *p)
{
	if ((void *)p != here) /* asked for the kind of the port */
		return port == QUEUE ? XM_INVALID_PARAM : XM_OK;
	sprintf(called, "sampling status %d %s", (int)port, place(p));
	return result;
}

xm_s32_t XM_get_queuing_port_status(xm_u32_t port, xmQueuingPortStatus_t *p)
{
	sprintf(called, "queuing status %d %s", (int)port, place(p));
	return result;
}

xm_s32_t XM_clear_queuing_port(xm_u32_t port)
{
	sprintf(called, "clear %d", (int)port);
	return result;
}

xm_s32_t XM_memory_copy(xmId_t dst, xm_u32_t to, xmId_t src, xm_u32_t from, xm_u32_t size)
{
	xm_u32_t own = (xm_u32_t)(unsigned long)here;

	sprintf(called, "copy %u %s from %u %s, %u", dst, to == own ? "buffer" : "there", src,
		from == own ? "buffer" : "there", size);
	assert_true(to == own || to == word);
	assert_true(from == own || from == word);
	return result;
}

xm_s32_t XM_hm_read(xmHmLog_t *p, xm_s32_t count)
{
	sprintf(called, "log %s %d", place(p), count);
	return result;
}

xm_s32_t XM_hm_status(xmHmStatus_t *p)
{
	sprintf(called, "log status %s", place(p));
	return result;
}

xm_s32_t XM_hm_raise_event(xm_u32_t event)
{
	sprintf(called, "raise %u", event);
	return result;
}

xm_s32_t XM_get_partition_status(xmId_t id, xmPartitionStatus_t *p)
{
	sprintf(called, "status %u %s", id, place(p));
	return result;
}

xm_s32_t XM_get_system_status(xmSystemStatus_t *p)
{
	sprintf(called, "system status %s", place(p));
	return result;
}

xm_s32_t XM_read_console(char *p, xm_s32_t size)
{
	sprintf(called, "typed %s %d", place(p), size);
	return result;
}

xm_s32_t XM_trace_event(xm_u8_t *p)
{
	sprintf(called, "trace %s", place(p));
	return result;
}

xm_s32_t XM_trace_read(xmId_t id, xmTraceEvent_t *p, xm_s32_t count)
{
	sprintf(called, "events %u %s %d", id, place(p), count);
	return result;
}

xm_s32_t XM_trace_status(xmId_t id, xmTraceStatus_t *p)
{
	sprintf(called, "trace status %u %s", id, place(p));
	return result;
}

/* All memory but the first page is the partition's. */
static struct xmPhysicalMemMap map = { .mappedAt = 0x1000, .size = 0u - 0x1000 };
static partitionControlTable_t pct = { .id = SELF, .noPhysicalMemAreas = 1 };

struct xmPhysicalMemMap *XM_get_partition_mmap(void)
{
	return &map;
}

partitionControlTable_t *XM_params_get_PCT(void)
{
	return &pct;
}

static int start(void **state)
{
	(void)state;
	fake_reset();
	result = XM_OK;
	called[0] = 0;
	word = 0x5000;
	return 0;
}

/* --- tests ------------------------------------------------------------------------ */

static void leads_to(const char *expected)
{
	assert_string_equal(called, expected);
	called[0] = 0;
}

static void expect(xm_s32_t got, xm_s32_t wanted, const char *call)
{
	assert_int_equal(got, wanted);
	leads_to(call);
}

static xmObjDesc_t od(xm_u32_t class, xm_u32_t partition, xm_u32_t id)
{
	return OBJDESC_BUILD(class, partition, id);
}

static void ports_by_class_or_as_created(void **state)
{
	(void)state;
	result = 12;
	expect(XM_read_object(od(OBJ_CLASS_SAMPLING_PORT, SELF, 2), here, 40, &word), 12,
	       "read 2 buffer 40 word");
	expect(XM_read_object(7, here, 40, NULL), 12, "read 7 buffer 40 0");
	expect(XM_read_object(od(OBJ_CLASS_QUEUING_PORT, SELF, 4), here, 41, NULL), 12,
	       "receive 4 buffer 41");
	expect(XM_read_object(QUEUE, here, 41, NULL), 12, "receive 5 buffer 41");
	result = XM_OK;
	expect(XM_write_object(od(OBJ_CLASS_SAMPLING_PORT, SELF, 2), here, 42, NULL), 42,
	       "write 2 buffer 42");
	expect(XM_write_object(7, here, 42, NULL), 42, "write 7 buffer 42");
	expect(XM_write_object(od(OBJ_CLASS_QUEUING_PORT, SELF, 4), here, 43, NULL), 43,
	       "send 4 buffer 43");
	expect(XM_write_object(QUEUE, here, 43, NULL), 43, "send 5 buffer 43");
}

/* The services refuse -1. */
static void ports_of_others_are_none(void **state)
{
	(void)state;
	XM_read_object(od(OBJ_CLASS_SAMPLING_PORT, SELF + 1, 2), here, 40, &word);
	leads_to("read -1 buffer 40 word");
	XM_write_object(od(OBJ_CLASS_QUEUING_PORT, 0, 2), here, 40, NULL);
	leads_to("send -1 buffer 40");
	XM_ctrl_object(od(OBJ_CLASS_QUEUING_PORT, 0, 2), 1, NULL);
	leads_to("clear -1");
}

static void status_and_clear_are_commands(void **state)
{
	(void)state;
	expect(XM_ctrl_object(7, 0, here), XM_OK, "sampling status 7 buffer");
	expect(XM_ctrl_object(QUEUE, 0, here), XM_OK, "queuing status 5 buffer");
	expect(XM_ctrl_object(QUEUE, 1, NULL), XM_OK, "clear 5");
	expect(XM_ctrl_object(od(OBJ_CLASS_HM, 0, 0), 0, here), XM_OK, "log status buffer");
	expect(XM_ctrl_object(od(OBJ_CLASS_STATUS, 9, 0), 0, here), XM_OK, "status 9 buffer");
	assert_int_equal(XM_ctrl_object(QUEUE, 2, here), XM_INVALID_PARAM);
	assert_int_equal(XM_ctrl_object(7, 1, here), XM_INVALID_PARAM);
	assert_int_equal(XM_ctrl_object(od(OBJ_CLASS_HM, 0, 0), 1, here), XM_INVALID_PARAM);
	leads_to("");
}

static void memory_is_copied_between_partitions(void **state)
{
	(void)state;
	expect(XM_read_object(od(OBJ_CLASS_MEM, 6, 0), here, 100, &word), 100,
	       "copy 3 buffer from 6 there, 100");
	expect(XM_write_object(od(OBJ_CLASS_MEM, 6, 0), here, 100, &word), 100,
	       "copy 6 there from 3 buffer, 100");
	assert_int_equal(XM_read_object(od(OBJ_CLASS_MEM, 6, 0), here, 100, NULL),
			 XM_INVALID_PARAM);
	assert_int_equal(XM_write_object(od(OBJ_CLASS_MEM, 6, 0), here, 100, NULL),
			 XM_INVALID_PARAM);
	leads_to("");
}

static void the_log_in_bytes(void **state)
{
	(void)state;
	result = 3;
	expect(XM_read_object(od(OBJ_CLASS_HM, 0, 0), here, 4 * 28 + 27, NULL), 3 * 28,
	       "log buffer 4");
	word = XM_HM_EV_APP_POWER_FAIL;
	result = XM_OK;
	expect(XM_write_object(od(OBJ_CLASS_HM, 0, 0), &word, 4, NULL), 4, "raise 26");
	assert_int_equal(XM_write_object(od(OBJ_CLASS_HM, 0, 0), &word, 3, NULL), XM_INVALID_PARAM);
	assert_int_equal(XM_write_object(od(OBJ_CLASS_HM, 0, 0), NULL, 4, NULL), XM_INVALID_PARAM);
	leads_to("");
}

static void events_in_bytes(void **state)
{
	xmObjDesc_t d = od(OBJ_CLASS_TRACE, XM_HYPERVISOR_ID, 0);

	(void)state;
	result = 2;
	expect(XM_read_object(d, here, 3 * 12 + 11, NULL), 2 * 12, "events 255 buffer 3");
	result = XM_OK;
	expect(XM_write_object(d, here, 8, NULL), 8, "trace buffer");
	assert_int_equal(XM_write_object(d, here, 9, NULL), XM_INVALID_PARAM);
	assert_int_equal(XM_write_object(d, here, 4, NULL), XM_INVALID_PARAM);
	leads_to("");
	expect(XM_ctrl_object(d, 0, here), XM_OK, "trace status 255 buffer");
}

static void the_hypervisor_has_a_status(void **state)
{
	xmObjDesc_t d = od(OBJ_CLASS_STATUS, XM_HYPERVISOR_ID, 0);

	(void)state;
	expect(XM_read_object(d, here, 872, NULL), 872, "system status buffer");
	assert_int_equal(XM_read_object(d, here, 871, NULL), XM_INVALID_PARAM);
	leads_to("");
	expect(XM_ctrl_object(d, 0, here), XM_OK, "system status buffer");
}

static void a_status_needs_its_room(void **state)
{
	(void)state;
	expect(XM_read_object(od(OBJ_CLASS_STATUS, 9, 0), here, 1024, NULL), 832,
	       "status 9 buffer");
	assert_int_equal(XM_read_object(od(OBJ_CLASS_STATUS, 9, 0), here, 831, NULL),
			 XM_INVALID_PARAM);
	leads_to("");
}

static void the_console_takes_what_fits(void **state)
{
	(void)state;
	strcpy(buffer, "a line\n");
	assert_int_equal(XM_write_object(od(OBJ_CLASS_CONSOLE, SELF, 0), here, 7, NULL), 7);
	assert_string_equal(fake_output, "a line\n");
	result = 9;
	expect(XM_read_object(od(OBJ_CLASS_CONSOLE, SELF, 0), here, 20, NULL), 9,
	       "typed buffer 20");
}

static void codes_come_through(void **state)
{
	static const xm_u32_t classes[] = { OBJ_CLASS_SAMPLING_PORT, OBJ_CLASS_QUEUING_PORT,
					    OBJ_CLASS_MEM, OBJ_CLASS_HM, OBJ_CLASS_STATUS };

	(void)state;
	result = REFUSED;
	for (unsigned i = 0; i < 5; i++) {
		xmObjDesc_t d = od(classes[i], SELF, 1);

		assert_int_equal(XM_read_object(d, here, 1024, &word), REFUSED);
		if (classes[i] != OBJ_CLASS_STATUS)
			assert_int_equal(XM_write_object(d, here, 4, &word), REFUSED);
		if (classes[i] != OBJ_CLASS_MEM)
			assert_int_equal(XM_ctrl_object(d, 0, here), REFUSED);
	}
}

static void unknown_classes_are_refused(void **state)
{
	static const xm_u32_t unknown[] = {
		OBJ_CLASS_DIRECTORY, OBJ_CLASS_UART, OBJ_CLASS_OBT, OBJ_CLASS_HM_APP, 12, 0x7ff
	};
	xmObjDesc_t invalid = 1u << 31 | od(OBJ_CLASS_SAMPLING_PORT, SELF, 1);

	(void)state;
	for (unsigned i = 0; i < 7; i++) {
		xmObjDesc_t d = i < 6 ? od(unknown[i], SELF, 0) : invalid;

		assert_int_equal(XM_read_object(d, here, 1024, &word), XM_INVALID_PARAM);
		assert_int_equal(XM_write_object(d, here, 4, &word), XM_INVALID_PARAM);
		assert_int_equal(XM_ctrl_object(d, 0, here), XM_INVALID_PARAM);
		assert_int_equal(XM_seek_object(d, 0, 0), XM_INVALID_PARAM);
	}
	assert_int_equal(XM_write_object(od(OBJ_CLASS_STATUS, SELF, 0), here, 1, NULL),
			 XM_INVALID_PARAM);
	leads_to("");
}

static void nothing_can_be_moved(void **state)
{
	static const xm_u32_t known[] = { 0,
					  OBJ_CLASS_CONSOLE,
					  OBJ_CLASS_TRACE,
					  OBJ_CLASS_SAMPLING_PORT,
					  OBJ_CLASS_QUEUING_PORT,
					  OBJ_CLASS_MEM,
					  OBJ_CLASS_HM,
					  OBJ_CLASS_STATUS };

	(void)state;
	for (unsigned i = 0; i < 8; i++)
		assert_int_equal(XM_seek_object(od(known[i], SELF, 0), 1, 0), XM_OP_NOT_ALLOWED);
	leads_to("");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(ports_by_class_or_as_created, start),
		cmocka_unit_test_setup(ports_of_others_are_none, start),
		cmocka_unit_test_setup(status_and_clear_are_commands, start),
		cmocka_unit_test_setup(memory_is_copied_between_partitions, start),
		cmocka_unit_test_setup(the_log_in_bytes, start),
		cmocka_unit_test_setup(events_in_bytes, start),
		cmocka_unit_test_setup(the_hypervisor_has_a_status, start),
		cmocka_unit_test_setup(a_status_needs_its_room, start),
		cmocka_unit_test_setup(the_console_takes_what_fits, start),
		cmocka_unit_test_setup(codes_come_through, start),
		cmocka_unit_test_setup(unknown_classes_are_refused, start),
		cmocka_unit_test_setup(nothing_can_be_moved, start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
