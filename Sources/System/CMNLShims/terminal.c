#define _GNU_SOURCE
#include "mnl_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "mnl_interrupt.h"

enum { RESIZED = 1, RESUMED = 2 };

static int terminal = -1;
static int edits_lines = 0;
static struct termios original;
static atomic_int editing = 0;
static atomic_int events = 0;
static int pipe_ends[2] = {-1, -1};

static void say(const char *text) {
  ssize_t written = write(STDOUT_FILENO, text, strlen(text));
  (void)written;
}

static int is_in_foreground(void) { return tcgetpgrp(terminal) == getpgrp(); }

void mnl_terminal_restore(void) {
  if (terminal < 0 || !is_in_foreground()) return;
  tcsetattr(terminal, TCSANOW, &original);
  if (edits_lines) say("\033[?2004l");
}

static void tell(int event) {
  atomic_fetch_or(&events, event);
  ssize_t written = write(pipe_ends[1], "", 1);
  (void)written;
}

static void on_change(int signal) {
  int saved = errno;
  tell(signal == SIGWINCH ? RESIZED : RESUMED);
  errno = saved;
}

static void on_stop(int signal) {
  int saved = errno;
  struct termios mode;
  int known = tcgetattr(terminal, &mode) == 0;
  mnl_terminal_restore();
  struct sigaction usual, ours;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  sigemptyset(&usual.sa_mask);
  sigaction(signal, &usual, &ours);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  // To this thread, so that it does not go on before all of them have stopped.
  raise(signal);
  sigaction(signal, &ours, NULL);
  if (known && is_in_foreground()) {
    tcsetattr(terminal, TCSANOW, &mode);
    if (atomic_load(&editing)) say("\033[?2004h");
  }
  tell(RESUMED);
  errno = saved;
}

static void on_quit(int signal) {
  mnl_terminal_restore();
  struct sigaction usual;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  sigemptyset(&usual.sa_mask);
  sigaction(signal, &usual, NULL);
  raise(signal);
}

// What the caller of the program had ignored stays ignored.
static int handle(int signal, void (*handler)(int)) {
  struct sigaction action;
  if (sigaction(signal, NULL, &action) != 0) return -1;
  if (action.sa_handler == SIG_IGN) return 0;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  return sigaction(signal, &action, NULL);
}

int mnl_terminal_take(int descriptor, int edits) {
  if (tcgetattr(descriptor, &original) != 0) return -1;
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  terminal = descriptor;
  edits_lines = edits;
  if (handle(SIGTSTP, on_stop) != 0 || handle(SIGCONT, on_change) != 0) return -1;
  if (handle(SIGWINCH, on_change) != 0 || handle(SIGQUIT, on_quit) != 0) return -1;
  return handle(SIGHUP, mnl_interrupt_terminate);
}

void mnl_terminal_release(void) {
  mnl_terminal_restore();
  terminal = -1;
}

void mnl_terminal_begin_run(int raw) {
  if (terminal < 0 || !is_in_foreground()) return;
  struct termios mode = original;
  mode.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
  if (raw) {
    mode.c_lflag &= ~(tcflag_t)ICANON;
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
  }
  tcsetattr(terminal, TCSANOW, &mode);
}

void mnl_terminal_end_run(void) {
  if (terminal >= 0 && is_in_foreground()) tcsetattr(terminal, TCSANOW, &original);
}

void mnl_terminal_set_editing(int is_editing) { atomic_store(&editing, is_editing); }

int mnl_terminal_take_events(void) {
  char bytes[64];
  while (pipe_ends[0] >= 0 && read(pipe_ends[0], bytes, sizeof bytes) > 0) {
  }
  return atomic_exchange(&events, 0);
}

int mnl_terminal_descriptor(void) { return pipe_ends[0]; }
