/* SPDX-License-Identifier: BSD-2-Clause */
/* paths.h - names of files made out of names of files. */
#ifndef PACKER_PATHS_H
#define PACKER_PATHS_H

#include "arena.h"
#include "types.h"

/*
 * name, taken as relative to the folder in which the file beside lies.  All
 * results live in the arena.
 */
char *path_beside(struct arena *a, const char *beside, const char *name);
char *path_join(struct arena *a, const char *folder, const char *name);
char *path_with_suffix(struct arena *a, const char *name, const char *suffix);

/* The folder share/septum of the installation this program runs from, NULL
   if the system does not say where that is. */
char *path_share_dir(struct arena *a);

bool path_exists(const char *path);

/* Whether both names lead to the same existing file. */
bool path_is_same_file(const char *a, const char *b);

#endif
