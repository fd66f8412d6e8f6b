// GNU readline, and its variables as functions: Swift takes a global of C for unsafe to share.
#pragma once
#include <stdio.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <readline/readline.h>
#include <readline/history.h>

/// The version of the library in use, as it says itself: `8.2`.
static inline const char *mnl_readline_version(void) { return rl_library_version; }

/// Says who we are and what is asked of us, before readline reads `~/.inputrc`. Signals stay ours.
static inline void mnl_readline_prepare(
    rl_getc_func_t *next_byte, rl_hook_func_t *has_input, rl_completion_func_t *complete,
    rl_cpvfunc_t *word_breaks, rl_compdisp_func_t *show_matches) {
  rl_readline_name = "mnl";
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_getc_function = next_byte;
  rl_input_available_hook = has_input;
  rl_attempted_completion_function = complete;
  rl_completion_word_break_hook = word_breaks;
  rl_completion_display_matches_hook = show_matches;
  rl_completer_quote_characters = NULL;
  rl_sort_completion_matches = 0;
}

/// In which modes keys are bound.
enum mnl_readline_modes {
  /// Only in that of Emacs: keys that begin with Escape mean something else in vi mode.
  MNL_READLINE_EMACS,
  /// Where one types.
  MNL_READLINE_TYPING,
  /// In all.
  MNL_READLINE_ALL,
};

/// Binds keys before readline reads `~/.inputrc`, which so can bind them to something else.
static inline void mnl_readline_bind(
    const char *keys, int modes, rl_command_func_t *command) {
  rl_bind_keyseq_in_map(keys, command, emacs_standard_keymap);
  if (modes >= MNL_READLINE_TYPING) rl_bind_keyseq_in_map(keys, command, vi_insertion_keymap);
  if (modes >= MNL_READLINE_ALL) rl_bind_keyseq_in_map(keys, command, vi_movement_keymap);
}

/// Adds a command under a name that `~/.inputrc` can use, and binds keys to it.
static inline void mnl_readline_add(
    const char *name, const char *keys, int modes, rl_command_func_t *command) {
  rl_add_defun(name, command, -1);
  mnl_readline_bind(keys, modes, command);
}

/// Makes the arrows look for cells that begin as the line does.
static inline void mnl_readline_bind_arrows(void) {
  mnl_readline_bind("\\e[A", MNL_READLINE_TYPING, rl_history_search_backward);
  mnl_readline_bind("\\eOA", MNL_READLINE_TYPING, rl_history_search_backward);
  mnl_readline_bind("\\e[B", MNL_READLINE_TYPING, rl_history_search_forward);
  mnl_readline_bind("\\eOB", MNL_READLINE_TYPING, rl_history_search_forward);
}

/// The line as it stands.
static inline const char *mnl_readline_line(void) { return rl_line_buffer; }

/// The offset of the cursor in bytes.
static inline int mnl_readline_cursor(void) { return rl_point; }

/// The length of the line in bytes.
static inline int mnl_readline_length(void) { return rl_end; }

/// Puts the cursor at an offset in bytes, without drawing.
static inline void mnl_readline_move(int offset) { rl_point = offset; }

/// Replaces the whole line and puts the cursor at its end, as one step of undo.
static inline void mnl_readline_replace(const char *text) {
  rl_begin_undo_group();
  rl_delete_text(0, rl_end);
  rl_point = 0;
  rl_insert_text(text);
  rl_end_undo_group();
}

/// Forgets an earlier Ctrl-D, after which readline would begin a line at the end of each.
static inline void mnl_readline_forget_end(void) { rl_eof_found = 0; }

/// Whether readline itself begins a line after Ctrl-D.
static inline int mnl_readline_leaves_line_at_end(void) {
  const char *value = rl_variable_value("enable-bracketed-paste");
  return value != NULL && strcmp(value, "on") == 0;
}

/// Says that the candidates are all there are, and that nothing is to be added to the one chosen.
static inline void mnl_readline_complete_as_given(void) {
  rl_attempted_completion_over = 1;
  rl_completion_suppress_append = 1;
  rl_filename_completion_desired = 0;
}

/// Writes what is not yet written.
static inline void mnl_readline_flush(void) {
  if (rl_outstream) fflush(rl_outstream);
}

/// Writes a text as it is.
static inline void mnl_readline_print(const char *text) {
  if (rl_outstream) fputs(text, rl_outstream);
}

/// Whether characters are read as UTF-8; if not, and if it can be, they are from now on.
static inline int mnl_readline_use_utf8(void) {
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}
