/* SPDX-License-Identifier: BSD-2-Clause */
/* ctype.h - classes of ASCII characters. */
#ifndef LIBXM_CTYPE_H
#define LIBXM_CTYPE_H

/* Not 0 if c is an ASCII character of that class in the "C" locale; 0 for every other int.
   SEP-LIB-010. */
int isalnum(int c);
int isalpha(int c);
int isblank(int c);
int iscntrl(int c);
int isdigit(int c);
int isgraph(int c);
int islower(int c);
int isprint(int c);
int ispunct(int c);
int isspace(int c);
int isupper(int c);
int isxdigit(int c);

/* The other case of an ASCII letter; c itself for every other int.  SEP-LIB-010. */
int tolower(int c);
int toupper(int c);

#endif
