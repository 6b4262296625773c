/* SPDX-License-Identifier: BSD-2-Clause */
/* paths.c - names of files made out of names of files. */
#define _POSIX_C_SOURCE 200809L
#include "paths.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *concatenate(struct arena *a, const char *head, const char *middle, const char *tail)
{
	size_t room = strlen(head) + strlen(middle) + strlen(tail) + 1;
	char *text = arena_alloc(a, room, 1);

	snprintf(text, room, "%s%s%s", head, middle, tail);
	return text;
}

char *path_join(struct arena *a, const char *folder, const char *name)
{
	return concatenate(a, folder, "/", name);
}

char *path_with_suffix(struct arena *a, const char *name, const char *suffix)
{
	return concatenate(a, name, "", suffix);
}

char *path_beside(struct arena *a, const char *beside, const char *name)
{
	const char *slash = strrchr(beside, '/');

	if (!slash || name[0] == '/')
		return concatenate(a, "", "", name);
	return path_join(a, arena_copy(a, beside, (size_t)(slash - beside)), name);
}

char *path_share_dir(struct arena *a)
{
	char exe[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (len < 0)
		return NULL;
	exe[len] = '\0';
	return path_beside(a, exe, "../share/septum");
}

bool path_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 || errno != ENOENT;
}

bool path_is_same_file(const char *a, const char *b)
{
	struct stat first, second;

	return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
	       first.st_ino == second.st_ino;
}
