/* The terminal of a prompt: its modes, and the signals that concern it. It is in C because modes
   are restored inside signal handlers. */
#pragma once

/// Remembers the mode of a terminal and takes SIGTSTP, SIGCONT, SIGWINCH, SIGHUP and SIGQUIT over:
/// whatever stops or ends the process restores that mode first. Returns 0, or -1 with `errno`.
///
/// With `edits`, the terminal is also told to stop marking what is pasted.
int mnl_terminal_take(int descriptor, int edits);

/// Restores the mode for good, and leaves the signals as they are.
void mnl_terminal_release(void);

/// Restores the mode for now; safe in a signal handler, and does nothing without a terminal.
void mnl_terminal_restore(void);

/// Stops echoing what is typed, so that it does not stand amid what a cell prints; with `raw`, what
/// is typed waits as single characters, not as lines. Does nothing in the background.
void mnl_terminal_begin_run(int raw);

/// Undoes `mnl_terminal_begin_run`.
void mnl_terminal_end_run(void);

/// Says whether the terminal marks what is pasted, to be told again after a stop.
void mnl_terminal_set_editing(int editing);

/// What happened to the terminal since the last call: 1 another size, 2 the process was resumed.
int mnl_terminal_take_events(void);

/// A descriptor that is readable from such an event to `mnl_terminal_take_events`; -1 before
/// `mnl_terminal_take`.
int mnl_terminal_descriptor(void);
