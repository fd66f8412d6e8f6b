#define _GNU_SOURCE
#include "mnl_process.h"

#include <sched.h>
#include <unistd.h>

extern char **environ;

char *const *mnl_environment(void) { return environ; }

int mnl_core_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  int count = CPU_COUNT(&set);
  return count < 1 ? 1 : count;
}
