/* All that runs inside a signal handler is C: a Swift global may run a lazy initialiser, which is
   not safe there. */
#pragma once

/// Counts SIGINT and SIGTERM from now on instead of dying of them, and ignores SIGPIPE, so that a
/// write to a pipe that nobody reads fails with EPIPE. Returns 0, or -1 with `errno`.
///
/// With `ends_on_second`, the second SIGINT that nobody cleared ends the process at once, with
/// status 130: who insists shall not have to wait for a safe point.
int mnl_interrupt_install(int ends_on_second);

/// How many SIGINTs arrived since the last call of `mnl_interrupt_clear`.
int mnl_interrupt_count(void);

/// Whether SIGTERM arrived, or what else means the same.
int mnl_terminate_requested(void);

/// The handler of SIGTERM, for other signals that mean the same.
void mnl_interrupt_terminate(int signal);

/// Has the process told after so many seconds that time is up; 0 takes that back. What rang before
/// is forgotten. Returns 0, or -1 with `errno`.
int mnl_alarm_set(double seconds);

/// Whether the time of `mnl_alarm_set` is up.
int mnl_alarm_rang(void);

/// Forgets the SIGINTs that arrived.
void mnl_interrupt_clear(void);

/// A descriptor that is readable from the arrival of a signal to `mnl_interrupt_clear`, to wait on
/// together with others; -1 before `mnl_interrupt_install`.
int mnl_interrupt_descriptor(void);

/// Says "this is a bug in mnl" and ends with status 70 where the process would die of a trap.
/// Returns 0, or -1 with `errno`.
///
/// To be called by the thread that runs scripts: it gets a stack of its own for the handler, so that
/// even an overflowing stack is reported.
int mnl_crash_report_install(void);
