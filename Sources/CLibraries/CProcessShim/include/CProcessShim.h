#pragma once
#include <stdint.h>
#include <sys/types.h>

// System calls that glibc declares for _GNU_SOURCE only, or not at all, which Swift's Glibc module does not define.

/// A pipe that no other child process inherits: reader, writer. 0, or -1 with errno.
int kp_pipe(int ends[2]);

/// Limits the address space of a running child, bytes. 0, or -1 with errno.
int kp_limit_memory(pid_t child, uint64_t bytes);

/// Limits the processor time of a running child, s; the kernel kills it then, whoever waits for it. 0, or -1 with errno.
int kp_limit_time(pid_t child, uint64_t seconds);

/// What the system took from a process.
enum {
  KP_NO_PRIVILEGES = 1,
  /// No network: no new socket but those within the machine.
  KP_NO_NETWORK = 2,
  /// No file written, made, renamed or removed outside of one directory.
  KP_NO_WRITING = 4,
};

/// Gives up for good, for this process and those that it starts, what decoding needs not: new privileges, the network,
/// and writing anywhere but beneath `writable` and to /dev/null. It holds for the calling thread and what it starts or
/// becomes. Answers which of these the system granted: kernels before 5.13 cannot forbid writing.
int kp_confine(const char *writable);
