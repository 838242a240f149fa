#pragma once
#include <stddef.h>
#include <stdint.h>

// libarchive's calls take the process's locale for the encoding of names, and sizes and kinds come through its own
// types. This shim writes and reads ZIP with UTF-8 names whatever the locale, one member after the other, through
// buffers of the caller, and holds no decisions beyond that.

/// A ZIP that is being written to an open file.
typedef struct kp_zip_writer kp_zip_writer;

/// Begins a ZIP on a descriptor, which stays the caller's. NULL when memory or the UTF-8 locale is missing.
kp_zip_writer *kp_zip_create(int descriptor);
/// Begins a member of exactly `size` bytes; no time, mode 0644: the same contents give the same bytes. 1, or 0.
int kp_zip_add(kp_zip_writer *writer, const char *path, int64_t size, int deflated);
/// Adds bytes to the member that was begun. 1, or 0.
int kp_zip_write(kp_zip_writer *writer, const uint8_t *bytes, size_t count);
/// Writes the directory at the end. 1, or 0.
int kp_zip_finish(kp_zip_writer *writer);
/// The errno of the call that failed; 0 when the system was not at fault.
int kp_zip_writer_errno(const kp_zip_writer *writer);
void kp_zip_writer_free(kp_zip_writer *writer);

/// A ZIP that is read from its first byte on, by the headers before the members.
typedef struct kp_zip_reader kp_zip_reader;

/// What the header before a member says.
typedef struct {
  const char *path;  // UTF-8, composed (NFC), until the next call; NULL where it is no UTF-8
  int64_t position;  // of the header, or at the end of what follows the members, from where reading began
  int is_file;       // a regular file, neither link nor directory nor device
  int is_encrypted;
} kp_zip_member;

/// Begins to read at the descriptor's place, which stays the caller's. NULL when memory or the locale is missing.
kp_zip_reader *kp_zip_open(int descriptor);
/// Goes to the next member: 1, 0 at the end of the members (only `position` is filled then), -1 when this is no ZIP from here on.
int kp_zip_next(kp_zip_reader *reader, kp_zip_member *member);
/// Bytes of the member: how many, 0 at its end (then its checksum fits), -1 when it is damaged but others may follow,
/// -2 when nothing more can be read.
int64_t kp_zip_read(kp_zip_reader *reader, uint8_t *out, size_t capacity);
/// The errno of a read that the system failed; 0 when the contents are wrong.
int kp_zip_reader_errno(const kp_zip_reader *reader);
void kp_zip_reader_free(kp_zip_reader *reader);

/// An open file without a name that lies in memory, for ZIPs that never touch a disk. -1 and errno when there is none.
int kp_memory_file(void);
