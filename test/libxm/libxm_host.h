/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * libxm_host.h - the C layer of libxm under its host names, and the fake
 * hypervisor behind its console.
 */
#ifndef TEST_LIBXM_HOST_H
#define TEST_LIBXM_HOST_H

#include <stddef.h>

int xm_atoi(const char *s);
char *xm_basename(char *path);
int xm_memcmp(const void *a, const void *b, size_t n);
void *xm_memcpy(void *dst, const void *src, size_t n);
void *xm_memmove(void *dst, const void *src, size_t n);
void *xm_memset(void *dst, int c, size_t n);
int xm_printf(const char *format, ...);
int xm_putchar(int c);
int xm_puts(const char *s);
int xm_snprintf(char *s, size_t n, const char *format, ...);
int xm_sprintf(char *s, const char *format, ...);
char *xm_strcat(char *dst, const char *src);
char *xm_strchr(const char *s, int c);
int xm_strcmp(const char *a, const char *b);
char *xm_strcpy(char *dst, const char *src);
size_t xm_strlen(const char *s);
char *xm_strncat(char *dst, const char *src, size_t n);
int xm_strncmp(const char *a, const char *b, size_t n);
char *xm_strncpy(char *dst, const char *src, size_t n);
char *xm_strrchr(const char *s, int c);
char *xm_strstr(const char *s, const char *wanted);
long xm_strtol(const char *s, char **end, int base);
long long xm_strtoll(const char *s, char **end, int base);
unsigned long xm_strtoul(const char *s, char **end, int base);
unsigned long long xm_strtoull(const char *s, char **end, int base);
int xm_isalnum(int c);
int xm_isalpha(int c);
int xm_isblank(int c);
int xm_iscntrl(int c);
int xm_isdigit(int c);
int xm_isgraph(int c);
int xm_islower(int c);
int xm_isprint(int c);
int xm_ispunct(int c);
int xm_isspace(int c);
int xm_isupper(int c);
int xm_isxdigit(int c);
int xm_tolower(int c);
int xm_toupper(int c);

/* What the console received since fake_reset(), as a string. */
extern char fake_output[];
void fake_reset(void);
/* The console refuses every other write and takes at most n bytes at a time. */
void fake_take_at_most(int n);
/* The console is not there: writes fail. */
void fake_no_console(void);
/*
 * handler runs as a virtual interrupt, once, at the n-th moment from now at
 * which virtual interrupts go on while the library works.
 */
void fake_interrupt(int n, void (*handler)(void));
/* The same at once, as in the middle of other code. */
void fake_interrupt_now(void (*handler)(void));
void fake_interrupts_on(void);
int fake_partition_halted(void);
void fake_halt(void);
/* An event is raised that the plan ignores. */
void fake_report(void);

#endif
