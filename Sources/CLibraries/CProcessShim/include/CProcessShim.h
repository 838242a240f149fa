#pragma once
#include <stdint.h>
#include <sys/types.h>

// Two system calls that glibc declares for _GNU_SOURCE only, which Swift's Glibc module does not define.

/// A pipe that no other child process inherits: reader, writer. 0, or -1 with errno.
int kp_pipe(int ends[2]);

/// Limits the address space of a running child, bytes. 0, or -1 with errno.
int kp_limit_memory(pid_t child, uint64_t bytes);
