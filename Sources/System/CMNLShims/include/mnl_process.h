/* What Swift cannot ask of its own process: a variable that any thread may write, and a macro. */
#pragma once

/// The environment of the process: `NAME=value` strings up to a null pointer.
char *const *mnl_environment(void);

/// How many cores this process may use, at least 1; `taskset` and containers are honoured.
int mnl_core_count(void);
