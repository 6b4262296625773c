/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * image.h - the ROM image that packer writes and the boot code reads.
 *
 *   0            core: boot code, struct image_header at IMAGE_HEADER_OFFSET,
 *                text and data, linked at the hypervisor's window
 *   table_off    the plan table
 *   manifest_off struct manifest, then num_parts struct image_part
 *   digest_off   32 bytes: SHA-256 of everything before it
 *   + 32         64 bytes reserved for a signature of the digest
 *   ...          the partitions' raw binaries, each 64-aligned
 *
 * All offsets are from the first byte of the image and multiples of 64; gaps
 * are zero.  A damaged header, core, table or manifest stops the boot; a
 * damaged part raises PARTITION_INTEGRITY.
 */
#ifndef ABI_IMAGE_H
#define ABI_IMAGE_H

#include "types.h"

enum {
	IMAGE_HEADER_OFFSET = 0x20,
	IMAGE_MAGIC = 0x4d504553, /* "SEPM" */
	IMAGE_VERSION = 1,
	IMAGE_ALIGN = 64,
	IMAGE_RING_HEAD = 32, /* in front of the log, of each ring of it, and of each trace */
	IMAGE_SIGNATURE_BYTES = 64,
	MANIFEST_MAGIC = 0x4e4d5053, /* "SPMN" */
};
#define IMAGE_SIZE_MAX (64u << 20) /* the NOR window of every board */

/*
 * What the hypervisor takes of its memory, as far as that is a matter of the build
 * that is in the image: sizes in bytes.  From them and the table packer reckons the
 * need, to the byte; the boot takes it.
 */
struct core_sizes {
	u32 image;	 /* text and rodata */
	u32 bss;	 /* with the stack and the hypervisor's own tables */
	u16 array[7];	 /* an element of each array that boot.c makes, in its order */
	u16 log_entry;	 /* a record of the health monitor's log */
	u16 trace_entry; /* an event of a trace */
	u16 space_fixed; /* first-level table of an address space, and its alignment */
	u16 table_bytes; /* second-level table ... */
	u16 table_shift; /* ... and the log2 of the range it covers */
};

struct image_header {
	u32 magic;
	u32 version;
	u32 abi_version;
	u32 board;
	u32 link_base;
	struct core_sizes sizes;
	/* from here on zero in the core binary, filled in by packer */
	u32 image_size;
	u32 table_off, table_size;
	u32 manifest_off, manifest_size;
	u32 digest_off;
	u32 hyp_phys, hyp_size; /* copied from the table, used before it is trusted */
	u32 console;		/* UART for the boot code's own messages: index + 1; 0: none */
};
_Static_assert(sizeof(struct image_header) == 22 * 4, "image header");

struct manifest {
	u32 magic;
	u32 version;
	u32 size; /* of the manifest in bytes, parts included */
	u32 num_parts;
};

enum { IMAGE_PART_PARTITION = 1, IMAGE_PART_FILE = 2 };

/* One raw binary. area: index into the table's AREA section that it initialises. */
struct image_part {
	u32 kind;
	u32 owner; /* index into the table's PART section */
	u32 area;
	u32 offset, size; /* in the image; size in bytes, at most the area's */
	u32 entry;	  /* address, NONE: as the table says */
	/* Versions that the binary's own header declares, as XM_SET_VERSION packs them;
	   NONE: it has none. */
	u32 xm_abi, xm_api;
	u32 const_size;	     /* that many bytes must not change once they are loaded; 0: unknown */
	u8 digest[32];	     /* SHA-256 of the bytes, */
	u8 const_digest[32]; /* and of the first const_size of them */
	char file[32];	     /* base name, for --list; NUL-terminated, cut if longer */
};
_Static_assert(sizeof(struct image_part) == 132, "image part");

/*
 * What a raw binary may say of itself, anywhere in it but on words.  The first is
 * the family's image header, struct xmImageHdr of the partition headers; the k-th
 * custom file goes to file[k].  Addresses are those that the program sees.
 */
enum { XM_HEADER_MAGIC = 0x24584d69, XM_HEADER_FILES = 3 };

struct xm_header_file {
	u32 address, size;
};

struct xm_header {
	u32 start; /* XM_HEADER_MAGIC */
	u32 abi, api;
	u32 num_files;
	struct xm_header_file file[XM_HEADER_FILES];
	u32 end; /* XM_HEADER_MAGIC */
};
_Static_assert(sizeof(struct xm_header) == 44, "image header of a partition");

/* May a program for version its of an interface run on version ours?  The first
   number must be the same, the second not newer; the third does not matter. */
static inline bool interface_fits(u32 its, u32 ours)
{
	return its >> 16 == ours >> 16 && its >> 8 <= ours >> 8;
}

/*
 * The second is written by partition.ld: where the pieces of the program end.
 * From const_end to data_end it writes as it likes; from there to end the start-up
 * code clears or uses for stacks what an image holds.
 */
enum { LINK_RECORD_MAGIC = 0x4b4c5053, LINK_RECORD_END = 0x444e4553 }; /* "SPLK", "SEND" */

struct link_record {
	u32 start; /* LINK_RECORD_MAGIC */
	u32 base;  /* of the first area */
	u32 const_end, data_end, end;
	u32 last; /* LINK_RECORD_END */
};
_Static_assert(sizeof(struct link_record) == 24, "link record");

#endif
