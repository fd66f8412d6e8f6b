#include "mnl_interrupt.h"
#include "mnl_terminal.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static char handler_stack[64 * 1024];

static void on_crash(int signal) {
  (void)signal;
  mnl_terminal_restore();
  static const char text[] =
      "error[E0901]: this is a bug in mnl\n"
      "help: please report it with the script and the lines above\n";
  ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
  (void)written;
  _exit(70);
}

int mnl_crash_report_install(void) {
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = handler_stack;
  stack.ss_size = sizeof handler_stack;
  if (sigaltstack(&stack, NULL) != 0) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_crash;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_ONSTACK;
  static const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) {
    if (sigaction(signals[index], &action, NULL) != 0) return -1;
  }
  return 0;
}
