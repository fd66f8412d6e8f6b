"""The history of the prompt: kept whatever happens, shared by sessions, never in the way."""

import json
import os
import signal
import unittest

from test_prompt_editing import UP, Prompting


class History(Prompting):
    def records(self):
        """The cells in the file."""
        with open(os.path.join(self.folder, "state/mnl/history.jsonl")) as file:
            return [json.loads(line)["cell"] for line in file]

    def test_outlives_a_kill_with_the_cell_that_was_running(self):
        terminal = self.prompt()
        self.answer(terminal, "11", "11")
        terminal.type("if true {\r")
        terminal.expect("...> ", 60)
        self.answer(terminal, "print 22 }", "22")
        terminal.type("while true {}\r")
        terminal.expect("{}\r\n", 60)
        terminal.read(0.5)
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait(60)
        self.assertEqual(self.records(), ["11", "if true {\nprint 22 }", "while true {}"])
        terminal = self.prompt()
        terminal.type(UP)
        terminal.expect("while true {}", 60)
        self.answer(terminal, UP, "22")

    def test_nobody_else_may_read_it(self):
        self.answer(self.prompt(), "11", "11")
        path = os.path.join(self.folder, "state/mnl/history.jsonl")
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)

    def test_its_own_session_comes_first(self):
        first = self.prompt()
        second = self.prompt()
        self.answer(first, "11", "11")
        self.answer(second, "22", "22")
        self.answer(first, UP, "11")
        third = self.prompt()
        # Those of all sessions, in the order in which they were typed.
        self.answer(third, UP + UP, "22")

    def test_no_record_is_lost_between_two_sessions(self):
        terminals = [self.prompt(TERM="dumb") for _ in range(2)]
        for count in range(100):
            for number, terminal in enumerate(terminals):
                terminal.type(f"let a{number}-x = {count}\n")
        for number, terminal in enumerate(terminals):
            terminal.type("print 'done'\n")
            terminal.expect("done\r\n", 60)
        cells = self.records()
        self.assertEqual(len(cells), 202)
        self.assertEqual(len(set(cells)), 201)

    def test_private_sessions_write_nothing(self):
        self.answer(self.prompt(), "11", "11")
        terminal = self.prompt(arguments=["--private"])
        self.answer(terminal, UP, "11")
        self.answer(terminal, "22", "22")
        self.assertEqual(self.records(), ["11"])

    def test_whatever_its_file_is_the_prompt_starts(self):
        path = os.path.join(self.folder, "state/mnl/history.jsonl")
        os.makedirs(os.path.dirname(path))

        def garbage():
            with open(path, "wb") as file:
                file.write(bytes(range(256)) * 1000)

        for make, warning in [
            (garbage, None), (lambda: os.mkdir(path), "is a directory"),
            (lambda: os.mkfifo(path), "not a regular file"),
            (lambda: os.symlink("/dev/full", path), "not a regular file"),
        ]:
            with self.subTest(warning=warning):
                make()
                terminal = self.terminal(HOME=self.folder)
                before = terminal.expect("mnl> ", 60)
                self.assertEqual(before.count(b"not kept"), 1 if warning else 0)
                self.assertIn((warning or "").encode(), before)
                self.answer(terminal, "6 * 7", "42")
                self.assertNotIn(b"not kept", terminal.seen)
                os.rmdir(path) if os.path.isdir(path) else os.remove(path)

    def test_without_any_place_the_prompt_starts(self):
        terminal = self.terminal(HOME=None, XDG_STATE_HOME=None)
        self.assertIn(b"HOME", terminal.expect("mnl> ", 60))
        self.answer(terminal, "6 * 7", "42")


if __name__ == "__main__":
    unittest.main()
