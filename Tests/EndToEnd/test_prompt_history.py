"""The history of the prompt: kept whatever happens, shared by sessions, never in the way."""

import json
import os
import shutil
import signal
import subprocess
import unittest

from mnl import BINARY, Terminal, environment
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

    def test_how_to_leave_is_told_in_the_first_session_only(self):
        for hints in (1, 0):
            terminal = self.prompt()
            # Twice: once is enough.
            seen = b""
            for _ in range(2):
                terminal.type("\x03")
                seen += terminal.expect("mnl> ", 60)
            self.answer(terminal, "11", "11")
            self.assertEqual(seen.count(b"to leave: Ctrl-D or exit"), hints)
            terminal.type("\x04")
            self.assertEqual(terminal.wait(60), 0)

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
        for count in range(500):
            for number, terminal in enumerate(terminals):
                terminal.type(f"let a{number}-x = {count}\n")
        for number, terminal in enumerate(terminals):
            terminal.type("print 'done'\n")
            terminal.expect("done\r\n", 60)
        cells = self.records()
        self.assertEqual(len(cells), 1002)
        self.assertEqual(len(set(cells)), 1001)

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

    def test_one_that_may_not_be_written(self):
        path = self.write("history", '{"cell": "11 + 1"}\n')
        os.makedirs(os.path.join(self.folder, "state/mnl"))
        os.symlink(path, os.path.join(self.folder, "state/mnl/history.jsonl"))
        os.chmod(path, 0o400)
        terminal = self.terminal(HOME=self.folder)
        before = terminal.expect("mnl> ", 60)
        self.assertEqual(before.count(b"not kept"), 0 if os.geteuid() == 0 else 1)
        # It may be read all the same.
        self.answer(terminal, UP, "12")

    def test_a_full_disk_is_told_once(self):
        place = os.path.join(self.folder, "full")
        os.mkdir(place)
        mount = f"mount -t tmpfs -o size=4k none '{place}'"
        enter = ["unshare", "--mount"] + ["--map-root-user"] * (os.geteuid() != 0)
        if subprocess.run([*enter, "sh", "-c", mount], capture_output=True).returncode:
            self.skipTest("no file system can be mounted here")
        # The only page of it is the file's; a second one is not to be had.
        script = (
            f"{mount}; mkdir '{place}/mnl'; yes 1 | head -c 4000 > '{place}/mnl/history.jsonl';"
            f"exec '{BINARY}'")
        terminal = Terminal(
            [shutil.which("unshare"), *enter[1:], "sh", "-c", script], self.folder, 80,
            environment(HOME=self.folder, XDG_STATE_HOME=place))
        self.addCleanup(terminal.close)
        terminal.expect("mnl> ", 60)
        terminal.type(f"let long = '{'a' * 200}'\r")
        terminal.expect("no space left on device", 60)
        terminal.expect("mnl> ", 60)
        self.answer(terminal, "6 * 7", "42")
        terminal.type(f"let long = '{'b' * 200}'\r")
        self.assertNotIn(b"no space", terminal.expect("mnl> ", 60))
        terminal.type("\x04")
        self.assertEqual(terminal.wait(60), 0)

    def test_without_any_place_the_prompt_starts(self):
        terminal = self.terminal(HOME=None, XDG_STATE_HOME=None)
        self.assertIn(b"HOME", terminal.expect("mnl> ", 60))
        self.answer(terminal, "6 * 7", "42")


if __name__ == "__main__":
    unittest.main()
