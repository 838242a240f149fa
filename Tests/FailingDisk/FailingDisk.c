// A disk that fails when it is told to: preloaded into a program, it stands before the C library's calls that change
// files and lets one of them fail, or kills the program there. Only calls on files beneath one folder are counted.
//
//   FAILING_DISK_UNDER   the folder, an absolute path without symbolic links
//   FAILING_DISK_LOG     file to which a line is added for each call: its name and the file's path
//   FAILING_DISK_AT      number of the call that fails, from 1; without it none does
//   FAILING_DISK_HOW     EIO: that call alone. ENOSPC: that call and all that need room after it, as on a full disk.
//                        KILL: the program is killed there, a write after its first half.
//
// Built by the tests: cc -shared -fPIC -o libfailingdisk.so FailingDisk.c -ldl

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
static long calls;

static int is_beneath(const char *path) {
  const char *folder = getenv("FAILING_DISK_UNDER");
  if (!folder) return 0;
  const size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

// The absolute path of a name relative to a directory; the name itself where that cannot be told.
static void resolve(int directory, const char *name, char path[PATH_MAX]) {
  if (name[0] == '/') {
    snprintf(path, PATH_MAX, "%s", name);
    return;
  }
  char link[64], place[PATH_MAX];
  if (directory == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
  else snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
  const ssize_t length = readlink(link, place, sizeof place - 1);
  place[length < 0 ? 0 : length] = 0;
  if (snprintf(path, PATH_MAX, "%s/%s", place, name) >= PATH_MAX) path[0] = 0;
}

static void log_call(const char *call, const char *path) {
  const char *log = getenv("FAILING_DISK_LOG");
  if (!log) return;
  char line[PATH_MAX + 32];
  const int length = snprintf(line, sizeof line, "%s %s\n", call, path);
  const int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return;
  syscall(SYS_write, file, line, length);
  syscall(SYS_close, file);
}

enum fate { GOES_ON, FAILS, DIES };

// What becomes of a call on a path; errno is set where it fails. A full disk lets through what needs no room.
static enum fate fate_of(const char *call, const char *path, int needs_room) {
  if (!is_beneath(path)) return GOES_ON;
  pthread_mutex_lock(&counting);
  const long number = ++calls;
  log_call(call, path);
  pthread_mutex_unlock(&counting);
  const char *at = getenv("FAILING_DISK_AT"), *how = getenv("FAILING_DISK_HOW");
  const long chosen = at ? atol(at) : 0;
  if (chosen == 0 || !how || number < chosen) return GOES_ON;
  if (strcmp(how, "ENOSPC") == 0) {
    errno = ENOSPC;
    return needs_room ? FAILS : GOES_ON;
  }
  if (number > chosen) return GOES_ON;
  if (strcmp(how, "KILL") == 0) return DIES;
  errno = EIO;
  return FAILS;
}

static _Noreturn void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static enum fate fate_of_descriptor(const char *call, int file, int needs_room) {
  const int before = errno;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  errno = before;
  if (length <= 0) return GOES_ON;
  path[length] = 0;
  return fate_of(call, path, needs_room);
}

static enum fate fate_of_name(const char *call, int directory, const char *name, int needs_room) {
  char path[PATH_MAX];
  resolve(directory, name, path);
  return fate_of(call, path, needs_room);
}

#define REAL(result, name, ...) ((result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

// Calls on an open file.

ssize_t write(int file, const void *bytes, size_t count) {
  ssize_t (*real)(int, const void *, size_t) = REAL(ssize_t, write, int, const void *, size_t);
  switch (fate_of_descriptor("write", file, 1)) {
    case FAILS: return -1;
    case DIES: real(file, bytes, count / 2); die();
    default: return real(file, bytes, count);
  }
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
  switch (fate_of_descriptor("pwrite", file, 1)) {
    case FAILS: return -1;
    case DIES: real(file, bytes, count / 2, offset); die();
    default: return real(file, bytes, count, offset);
  }
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return pwrite64(file, bytes, count, offset); }

ssize_t writev(int file, const struct iovec *parts, int count) {
  switch (fate_of_descriptor("writev", file, 1)) {
    case FAILS: return -1;
    case DIES: die();
    default: return REAL(ssize_t, writev, int, const struct iovec *, int)(file, parts, count);
  }
}

#define ON_DESCRIPTOR(name, called, parameters, arguments, types)           \
  int name parameters {                                                     \
    switch (fate_of_descriptor(called, file, 0)) {                          \
      case FAILS: return -1;                                                \
      case DIES: die();                                                     \
      default: return ((int(*) types)dlsym(RTLD_NEXT, #name)) arguments;    \
    }                                                                       \
  }

ON_DESCRIPTOR(fsync, "fsync", (int file), (file), (int))
ON_DESCRIPTOR(fdatasync, "fdatasync", (int file), (file), (int))
ON_DESCRIPTOR(ftruncate, "ftruncate", (int file, off_t length), (file, length), (int, off_t))
ON_DESCRIPTOR(ftruncate64, "ftruncate", (int file, off64_t length), (file, length), (int, off64_t))

// Calls on a name.

#define ON_NAME(name, called, directory, path, needs_room, parameters, arguments, types) \
  int name parameters {                                                                  \
    switch (fate_of_name(called, directory, path, needs_room)) {                         \
      case FAILS: return -1;                                                             \
      case DIES: die();                                                                  \
      default: return ((int(*) types)dlsym(RTLD_NEXT, #name)) arguments;                 \
    }                                                                                    \
  }

ON_NAME(rename, "rename", AT_FDCWD, to, 0, (const char *from, const char *to), (from, to), (const char *, const char *))
ON_NAME(renameat, "rename", there, to, 0, (int here, const char *from, int there, const char *to),
        (here, from, there, to), (int, const char *, int, const char *))
ON_NAME(unlink, "unlink", AT_FDCWD, path, 0, (const char *path), (path), (const char *))
ON_NAME(unlinkat, "unlink", directory, path, 0, (int directory, const char *path, int flags), (directory, path, flags),
        (int, const char *, int))
ON_NAME(mkdir, "mkdir", AT_FDCWD, path, 1, (const char *path, mode_t mode), (path, mode), (const char *, mode_t))

// Opening a file counts where it may make one.
#define OPENING(name, directory, parameters, arguments, types)                               \
  int name parameters {                                                                      \
    mode_t mode = 0;                                                                         \
    if (flags & O_CREAT) {                                                                   \
      va_list more;                                                                          \
      va_start(more, flags);                                                                 \
      mode = va_arg(more, mode_t);                                                           \
      va_end(more);                                                                          \
      switch (fate_of_name("open", directory, path, access_of(directory, path) != 0)) {      \
        case FAILS: return -1;                                                               \
        case DIES: die();                                                                    \
        default: break;                                                                      \
      }                                                                                      \
    }                                                                                        \
    return ((int(*) types)dlsym(RTLD_NEXT, #name)) arguments;                                \
  }

// A file that is there already needs no room to be opened.
static int access_of(int directory, const char *path) {
  const int before = errno;
  const int result = faccessat(directory, path, F_OK, 0);
  errno = before;
  return result;
}

OPENING(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode), (const char *, int, ...))
OPENING(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode), (const char *, int, ...))
OPENING(openat, directory, (int directory, const char *path, int flags, ...), (directory, path, flags, mode),
        (int, const char *, int, ...))
OPENING(openat64, directory, (int directory, const char *path, int flags, ...), (directory, path, flags, mode),
        (int, const char *, int, ...))
