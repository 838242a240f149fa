#define _GNU_SOURCE
#include "CArchiveShim.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// Bytes read from the disk at once.
enum { block = 1 << 18 };

struct kp_zip_writer {
  struct archive *archive;
  locale_t names;
  int failure;
};

struct kp_zip_reader {
  struct archive *archive;
  struct archive_entry *entry;
  locale_t names;
  int descriptor, failure;
  // Whether its first bytes are those of a ZIP file: libarchive looks at them when it opens one.
  int is_archive;
  uint8_t buffer[block];
};

// libarchive takes the encoding of names from the thread's locale; it is put back after each call.
static locale_t utf8(void) { return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

kp_zip_writer *kp_zip_create(int descriptor) {
  kp_zip_writer *w = calloc(1, sizeof *w);
  if (!w) return NULL;
  w->names = utf8();
  w->archive = archive_write_new();
  if (!w->names || !w->archive) goto failed;
  const locale_t before = uselocale(w->names);
  const int result = archive_write_set_format_zip(w->archive) == ARCHIVE_OK &&
                     archive_write_set_bytes_in_last_block(w->archive, 1) == ARCHIVE_OK &&
                     archive_write_open_fd(w->archive, descriptor) == ARCHIVE_OK;
  uselocale(before);
  if (result) return w;
failed:
  kp_zip_writer_free(w);
  return NULL;
}

static int noted(kp_zip_writer *w, int succeeded) {
  if (!succeeded && !w->failure) w->failure = archive_errno(w->archive);
  return succeeded;
}

int kp_zip_add(kp_zip_writer *w, const char *path, int64_t size, int deflated) {
  const locale_t before = uselocale(w->names);
  struct archive_entry *entry = archive_entry_new();
  int result = 0;
  if (entry) {
    archive_entry_set_pathname(entry, path);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, size);
    result = (deflated ? archive_write_zip_set_compression_deflate(w->archive)
                       : archive_write_zip_set_compression_store(w->archive)) == ARCHIVE_OK &&
             archive_write_header(w->archive, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
  }
  uselocale(before);
  return noted(w, result);
}

int kp_zip_write(kp_zip_writer *w, const uint8_t *bytes, size_t count) {
  return noted(w, archive_write_data(w->archive, bytes, count) == (la_ssize_t)count);
}

int kp_zip_finish(kp_zip_writer *w) {
  const locale_t before = uselocale(w->names);
  const int result = archive_write_close(w->archive) == ARCHIVE_OK;
  uselocale(before);
  return noted(w, result);
}

int kp_zip_writer_errno(const kp_zip_writer *w) { return w->failure > 0 ? w->failure : 0; }

void kp_zip_writer_free(kp_zip_writer *w) {
  if (!w) return;
  if (w->archive) archive_write_free(w->archive);
  if (w->names) freelocale(w->names);
  free(w);
}

static la_ssize_t read_block(struct archive *archive, void *user, const void **bytes) {
  kp_zip_reader *r = user;
  *bytes = r->buffer;
  ssize_t count;
  do count = read(r->descriptor, r->buffer, block);
  while (count < 0 && errno == EINTR);
  if (count < 0) {
    r->failure = errno;
    archive_set_error(archive, errno, "read failed");
    return ARCHIVE_FATAL;
  }
  return count;
}

kp_zip_reader *kp_zip_open(int descriptor) {
  kp_zip_reader *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  r->descriptor = descriptor;
  r->names = utf8();
  r->archive = archive_read_new();
  if (!r->names || !r->archive) goto failed;
  const locale_t before = uselocale(r->names);
  // By the headers before the members, never by the directory at the end: reading needs no jumps that a file could
  // send in circles. The caller holds the directory against what was read.
  const int is_ready = archive_read_support_format_zip_streamable(r->archive) == ARCHIVE_OK;
  r->is_archive = is_ready && archive_read_open(r->archive, r, NULL, read_block, NULL) == ARCHIVE_OK;
  uselocale(before);
  if (is_ready) return r;
failed:
  kp_zip_reader_free(r);
  return NULL;
}

int kp_zip_next(kp_zip_reader *r, kp_zip_member *member) {
  if (!r->is_archive) return -1;
  const locale_t before = uselocale(r->names);
  const int result = archive_read_next_header(r->archive, &r->entry);
  member->position = archive_read_header_position(r->archive);
  if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
    member->path = archive_entry_pathname_utf8(r->entry);
    member->is_file = archive_entry_filetype(r->entry) == AE_IFREG && !archive_entry_hardlink(r->entry) &&
                      !archive_entry_symlink(r->entry);
    member->is_encrypted = archive_entry_is_encrypted(r->entry);
  }
  uselocale(before);
  return result == ARCHIVE_EOF ? 0 : result == ARCHIVE_OK || result == ARCHIVE_WARN ? 1 : -1;
}

int64_t kp_zip_read(kp_zip_reader *r, uint8_t *out, size_t capacity) {
  const la_ssize_t count = archive_read_data(r->archive, out, capacity);
  return count >= 0 ? count : count == ARCHIVE_FATAL ? -2 : -1;
}

int kp_zip_reader_errno(const kp_zip_reader *r) { return r->failure; }

void kp_zip_reader_free(kp_zip_reader *r) {
  if (!r) return;
  if (r->archive) archive_read_free(r->archive);
  if (r->names) freelocale(r->names);
  free(r);
}

int kp_memory_file(void) { return memfd_create("zip", MFD_CLOEXEC); }
