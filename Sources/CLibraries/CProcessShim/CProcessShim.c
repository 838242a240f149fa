#define _GNU_SOURCE
#include "CProcessShim.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/resource.h>
#include <unistd.h>

int kp_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int kp_limit_memory(pid_t child, uint64_t bytes) {
  const struct rlimit bounds = {bytes, bytes};
  return prlimit(child, RLIMIT_AS, &bounds, NULL);
}
