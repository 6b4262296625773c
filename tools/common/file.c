/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file.c - whole files in and out; used by every host tool.
 */
#define _POSIX_C_SOURCE 200809L
#include "file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"

/* Reads to the end or past limit; returns the number of bytes. */
static size_t read_all(FILE *f, size_t limit, struct file_bytes *out)
{
	size_t room = 0;

	do {
		if (room - out->size < 2) {
			room = room * 2 + 65536;
			out->data = mem_resize(out->data, room, 1);
		}
		out->size += fread(out->data + out->size, 1, room - out->size - 1, f);
	} while (!feof(f) && !ferror(f) && out->size <= limit);
	out->data[out->size] = '\0';
	return out->size;
}

static const char *too_large(size_t limit)
{
	static char text[64];

	snprintf(text, sizeof(text), "the file is larger than %zu bytes", limit);
	return text;
}

bool file_read(const char *path, size_t limit, struct file_bytes *out, const char **why)
{
	FILE *f = fopen(path, "rb");
	bool bad;

	*out = (struct file_bytes){ NULL, 0 };
	*why = f == NULL ? strerror(errno) : NULL;
	if (f == NULL)
		return false;
	read_all(f, limit, out);
	bad = ferror(f) != 0;
	if (bad)
		*why = strerror(errno);
	else if (out->size > limit)
		*why = too_large(limit);
	fclose(f);
	if (*why != NULL)
		file_release(out);
	return *why == NULL;
}

void file_release(struct file_bytes *bytes)
{
	free(bytes->data);
	*bytes = (struct file_bytes){ NULL, 0 };
}

static bool write_and_close(FILE *f, const void *data, size_t size)
{
	bool good = fwrite(data, 1, size, f) == size;

	return fclose(f) == 0 && good;
}

static bool replace_regular(const char *path, char *name, const void *data, size_t size)
{
	mode_t mask = umask(0);
	int fd = mkstemp(name);
	FILE *f = NULL;
	int kept;

	umask(mask);
	if (fd < 0)
		return false;
	if (fchmod(fd, 0666 & ~mask) == 0)
		f = fdopen(fd, "wb");
	if (f == NULL)
		close(fd);
	if (f != NULL && write_and_close(f, data, size) && rename(name, path) == 0)
		return true;
	kept = errno;
	unlink(name);
	errno = kept;
	return false;
}

bool file_replace(const char *path, const void *data, size_t size, const char **why)
{
	struct stat st;
	bool good;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		FILE *f = fopen(path, "wb");

		good = f != NULL && write_and_close(f, data, size);
	} else {
		char *name = mem_resize(NULL, strlen(path) + sizeof(".XXXXXX"), 1);

		strcpy(name, path);
		strcat(name, ".XXXXXX");
		good = replace_regular(path, name, data, size);
		free(name);
	}
	*why = good ? NULL : strerror(errno);
	return good;
}
