/* All that runs inside a signal handler is C: a Swift global may run a lazy initialiser, which is
   not safe there. */
#pragma once

/// Counts SIGINT and SIGTERM from now on instead of dying of them. Returns 0, or -1 with `errno`.
///
/// The second SIGINT that nobody took ends the process at once, with status 130.
int mnl_interrupt_install(void);

/// How many SIGINTs arrived since the last call of `mnl_interrupt_clear`.
int mnl_interrupt_count(void);

/// Whether SIGTERM arrived.
int mnl_terminate_requested(void);

/// Forgets the SIGINTs that arrived.
void mnl_interrupt_clear(void);
