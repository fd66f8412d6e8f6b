#include "mnl_interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t interrupts = 0;
static volatile sig_atomic_t terminations = 0;

static void on_signal(int signal) {
  if (signal == SIGTERM) {
    terminations = 1;
    return;
  }
  // The first asks for a stop at the next safe point; whoever insists must not wait for one.
  if (interrupts >= 1) _exit(130);
  interrupts = interrupts + 1;
}

int mnl_interrupt_install(void) {
  struct sigaction action;
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  if (sigaction(SIGINT, &action, NULL) != 0) return -1;
  return sigaction(SIGTERM, &action, NULL);
}

int mnl_interrupt_count(void) { return interrupts; }

int mnl_terminate_requested(void) { return terminations; }

void mnl_interrupt_clear(void) { interrupts = 0; }
