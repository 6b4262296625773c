/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rename.h - read before each file of libxm that is compiled for the host, so
 * that its functions stand beside those of the host's C library.
 */
#ifndef TEST_LIBXM_RENAME_H
#define TEST_LIBXM_RENAME_H

#define atoi	  xm_atoi
#define basename  xm_basename
#define exit	  xm_exit
#define isalnum	  xm_isalnum
#define isalpha	  xm_isalpha
#define isblank	  xm_isblank
#define iscntrl	  xm_iscntrl
#define isdigit	  xm_isdigit
#define isgraph	  xm_isgraph
#define islower	  xm_islower
#define isprint	  xm_isprint
#define ispunct	  xm_ispunct
#define isspace	  xm_isspace
#define isupper	  xm_isupper
#define isxdigit  xm_isxdigit
#define memcmp	  xm_memcmp
#define memcpy	  xm_memcpy
#define memmove	  xm_memmove
#define memset	  xm_memset
#define printf	  xm_printf
#define putchar	  xm_putchar
#define puts	  xm_puts
#define snprintf  xm_snprintf
#define sprintf	  xm_sprintf
#define strcat	  xm_strcat
#define strchr	  xm_strchr
#define strcmp	  xm_strcmp
#define strcpy	  xm_strcpy
#define strlen	  xm_strlen
#define strncat	  xm_strncat
#define strncmp	  xm_strncmp
#define strncpy	  xm_strncpy
#define strrchr	  xm_strrchr
#define strstr	  xm_strstr
#define strtol	  xm_strtol
#define strtoll	  xm_strtoll
#define strtoul	  xm_strtoul
#define strtoull  xm_strtoull
#define tolower	  xm_tolower
#define toupper	  xm_toupper
#define vprintf	  xm_vprintf
#define vsnprintf xm_vsnprintf
#define vsprintf  xm_vsprintf

#endif
