#define _GNU_SOURCE
#include "mnl_interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static atomic_int interrupts = 0;
static atomic_int terminations = 0;
static atomic_int alarms = 0;
static int ends_on_second_interrupt = 0;
static int pipe_ends[2] = {-1, -1};

static void wake(void) {
  // A full pipe is readable already, so a write that fails loses nothing.
  ssize_t written = write(pipe_ends[1], "", 1);
  (void)written;
}

static void on_interrupt(int signal) {
  (void)signal;
  int saved = errno;
  if (atomic_fetch_add(&interrupts, 1) >= 1 && ends_on_second_interrupt) _exit(130);
  wake();
  errno = saved;
}

void mnl_interrupt_terminate(int signal) {
  (void)signal;
  int saved = errno;
  atomic_store(&terminations, 1);
  wake();
  errno = saved;
}

static void on_alarm(int signal) {
  (void)signal;
  int saved = errno;
  atomic_store(&alarms, 1);
  wake();
  errno = saved;
}

int mnl_alarm_set(double seconds) {
  struct itimerval timer;
  memset(&timer, 0, sizeof timer);
  timer.it_value.tv_sec = (time_t)seconds;
  timer.it_value.tv_usec = (suseconds_t)((seconds - (double)timer.it_value.tv_sec) * 1e6);
  if (seconds > 0 && timer.it_value.tv_sec == 0 && timer.it_value.tv_usec == 0)
    timer.it_value.tv_usec = 1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_alarm;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  if (sigaction(SIGALRM, &action, NULL) != 0) return -1;
  atomic_store(&alarms, 0);
  return setitimer(ITIMER_REAL, &timer, NULL);
}

int mnl_alarm_rang(void) { return atomic_load_explicit(&alarms, memory_order_relaxed); }

int mnl_interrupt_install(int ends_on_second) {
  ends_on_second_interrupt = ends_on_second;
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  if (sigaction(SIGINT, &action, NULL) != 0) return -1;
  action.sa_handler = mnl_interrupt_terminate;
  if (sigaction(SIGTERM, &action, NULL) != 0) return -1;
  action.sa_handler = SIG_IGN;
  return sigaction(SIGPIPE, &action, NULL);
}

int mnl_interrupt_count(void) { return atomic_load_explicit(&interrupts, memory_order_relaxed); }

int mnl_terminate_requested(void) {
  return atomic_load_explicit(&terminations, memory_order_relaxed);
}

void mnl_interrupt_clear(void) {
  char bytes[64];
  while (pipe_ends[0] >= 0 && read(pipe_ends[0], bytes, sizeof bytes) > 0) {
  }
  atomic_store(&interrupts, 0);
}

int mnl_interrupt_descriptor(void) { return pipe_ends[0]; }
