"""`mnl run --step`: a run that waits for a key before each cell."""

import json
import os
import pathlib
import unittest

from mnl import Case

SCRIPT = (
    "# %% [markdown]\n# # Sums\n# First **one**.\n\n"
    "# %% One name=\"one\"\nlet a = 1\nprint \"out {$a}\"\n\n"
    "# %% Two\nlet b = 2\nprint \"out two\"\n\n"
    "# %% Three\nprint \"out three\"\n\n"
    "# %% [markdown]\n# The end.\n")
KEYS = "Enter runs it, s skips it, q quits "


class StepMode(Case):
    def step(self, *options, script=SCRIPT):
        path = self.write("a.mnl", script)
        return self.terminal("run", path, "--step", "--color", "never", *options)

    def test_each_cell_is_shown_with_its_explanations_and_waits(self):
        terminal = self.step()
        before = terminal.expect(KEYS)
        self.assertIn("# Sums\r\nFirst **one**.\r\n\r\n│ let a = 1\r\n".encode(), before)
        self.assertTrue(before.endswith(b"cell 1 of 3 'One': "))
        terminal.type("\r")
        before = terminal.expect(KEYS)
        self.assertIn(b"\r\nout 1\r\n", before)
        self.assertNotIn(b"out two\r\n", before)
        terminal.type("\r")
        terminal.expect("out two\r\n")
        terminal.expect(KEYS)
        terminal.type("\r")
        self.assertEqual(terminal.wait(), 0)
        self.assertIn(b"\r\nout three\r\n", terminal.seen)
        self.assertIn(b"The end.\r\n", terminal.seen)

    def test_a_cell_is_skipped_and_what_is_missing_then_is_named(self):
        terminal = self.step()
        terminal.expect(KEYS)
        terminal.type("s")
        self.assertIn(b"skipped, so there is no $a", terminal.expect(KEYS))
        terminal.type("\r")
        terminal.expect("out two\r\n")
        terminal.expect(KEYS)
        terminal.type("\r")
        self.assertEqual(terminal.wait(), 0)
        self.assertNotIn(b"out 1\r\n", terminal.seen)
        self.assertIn(b"1 cell left out", terminal.seen)

    def test_a_cell_that_needs_a_skipped_one_says_so(self):
        terminal = self.step(script="# %% a\nlet a = 1\n\n# %% b\nprint $a\n")
        terminal.expect(KEYS)
        terminal.type("s")
        terminal.expect(KEYS)
        terminal.type("\r")
        self.assertEqual(terminal.wait(), 1)
        self.assertIn(b"cell 1", terminal.seen)

    def test_q_and_the_end_of_input_leave_the_rest_and_are_no_failure(self):
        for key in ("q", "\x04"):
            report = os.path.join(self.folder, "r.ipynb")
            terminal = self.step("--out", report)
            terminal.expect(KEYS)
            terminal.type("\r")
            terminal.expect(KEYS)
            terminal.type(key)
            self.assertEqual(terminal.wait(), 0)
            self.assertIn(b"2 cells did not run", terminal.seen)
            cells = json.loads(pathlib.Path(report).read_text())["cells"]
            counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
            self.assertEqual(counts, [1, None, None])

    def test_any_other_key_says_what_is_possible(self):
        terminal = self.step()
        terminal.expect(KEYS)
        for key in ("x", " ", "ä", "\x1b[A"):
            terminal.type(key)
            self.assertEqual(terminal.expect(KEYS), b"\r\n", key)
        terminal.type("\r")
        terminal.expect("out 1\r\n")

    def test_an_interrupt_while_it_waits_ends_the_run(self):
        terminal = self.step()
        terminal.expect(KEYS)
        terminal.type("\x03")
        self.assertEqual(terminal.wait(), 130)
        self.assertIn(b"3 cells did not run", terminal.seen)

    def test_an_interrupt_while_a_cell_runs_ends_the_run(self):
        terminal = self.step(script="print \"go\"\nwhile true {}\n")
        terminal.expect(KEYS)
        terminal.type("\r")
        terminal.expect("go\r\n")
        terminal.type("\x03")
        self.assertEqual(terminal.wait(), 130)

    def test_cells_that_run_in_silence_or_not_at_all_do_not_wait(self):
        terminal = self.step("--from", "2", "--to", "2")
        self.assertTrue(terminal.expect(KEYS).endswith(b"cell 2 of 3 'Two': "))
        terminal.type("\r")
        self.assertEqual(terminal.wait(), 0)
        self.assertIn(b"out two\r\n", terminal.seen)

    def test_keys_are_taken_without_a_terminal_from_nobody(self):
        code, output, errors = self.mnl("run", self.write("a.mnl", SCRIPT), "--step")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"no terminal; leave it out, or run it at a terminal", errors)


if __name__ == "__main__":
    unittest.main()
