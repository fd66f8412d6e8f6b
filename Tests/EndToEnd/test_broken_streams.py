"""Streams that cannot be written or read, and loops that never end: an honest exit code each time."""

import os
import signal
import subprocess
import time
import unittest

from mnl import BINARY, Case, environment

COMMANDS = [
    ("-c", "print 1"), ("--version",), ("--help",), ("run", "--help"), ("help",), ("help", "print"),
    ("run", "--list", "a.mnl"), ("run", "--json", "a.mnl"), ("fmt", "-"), ("help", "run"),
]


class BrokenStreams(Case):
    def run_in_shell(self, arguments, redirections):
        self.write("a.mnl", "# %% a\nprint 1\n")
        return subprocess.run(
            ["sh", "-c", f'"$0" "$@" {redirections}', BINARY, *arguments], cwd=self.folder,
            env=environment(), input=b"print  1\n", capture_output=True, timeout=60, check=False)

    def test_a_full_disk_is_told_by_every_command(self):
        for arguments in COMMANDS:
            with self.subTest(arguments=arguments):
                done = self.run_in_shell(arguments, ">/dev/full")
                self.assertEqual(done.returncode, 1)
                self.assertIn(b"error[E0309]: standard output cannot be written", done.stderr)

    def test_a_closed_output_is_told_by_every_command(self):
        for arguments in COMMANDS:
            with self.subTest(arguments=arguments):
                done = self.run_in_shell(arguments, ">&-")
                self.assertEqual(done.returncode, 1)
                self.assertIn(b"cannot be written: bad file descriptor", done.stderr)

    def test_a_disk_that_becomes_full_is_no_success(self):
        self.write("b.mnl", "".join(f"print {count}\n" for count in range(50_000)))
        for arguments in [("b.mnl",), ("--json", "b.mnl"), ("-c", "help")]:
            with self.subTest(arguments=arguments):
                done = self.run_in_shell(arguments, ">/dev/full")
                self.assertEqual(done.returncode, 1)
                self.assertIn(b"standard output cannot be written: no space left", done.stderr)
                self.assertNotIn(b"ran in", done.stderr)

    def test_streams_that_are_all_closed_are_no_success(self):
        for redirections in [">&- 2>&-", "<&- >&-", "<&- >&- 2>&-", ">/dev/full 2>&-"]:
            with self.subTest(redirections=redirections):
                done = self.run_in_shell(("-c", "print 1"), redirections)
                self.assertEqual(done.returncode, 1)

    def test_a_closed_input_is_told(self):
        done = self.run_in_shell(("-",), "<&-")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"'<stdin>' cannot be read: bad file descriptor", done.stderr)

    def test_errors_that_nobody_hears_keep_their_exit_code(self):
        for redirections in ["2>&-", "2>/dev/full"]:
            with self.subTest(redirections=redirections):
                self.assertEqual(self.run_in_shell(("-c", "prnt 1"), redirections).returncode, 2)


class ReadersThatLeave(Case):
    def pipe(self, command, **changes):
        """Runs a pipeline of bash; returns the codes of its parts, the output and the errors."""
        done = subprocess.run(
            ["bash", "-c", command + '\necho "${PIPESTATUS[@]}"', BINARY], cwd=self.folder,
            env=environment(**changes), capture_output=True, timeout=120, check=False)
        *output, codes = done.stdout.decode().splitlines()
        return [int(code) for code in codes.split()], output, done.stderr

    def test_one_line_of_a_script(self):
        # More than a pipe holds.
        self.write("s.mnl", "".join(f"print {count}\n" for count in range(1, 50_000)))
        codes, output, errors = self.pipe('"$0" s.mnl | head -1')
        self.assertEqual((codes, output, errors), ([141, 0], ["1"], b""))

    def test_one_line_of_a_script_that_has_no_more(self):
        self.write("s.mnl", "print 1\n")
        codes, output, errors = self.pipe('"$0" s.mnl | head -1')
        self.assertEqual((codes, output, errors), ([0, 0], ["1"], b""))

    def test_one_line_of_a_training(self):
        self.write(
            "s.mnl", "load digits train=600 test=100\nmodel lstm 16\n"
            "for i in 1..100000 { train epochs=1; print $i }\n")
        codes, output, errors = self.pipe('"$0" --quiet s.mnl | head -1')
        self.assertEqual((codes, len(output), errors), ([141, 0], 1, b""))

    def test_one_line_of_what_comes_on_standard_input(self):
        codes, output, errors = self.pipe(
            'yes "print 1" | head -50000 | "$0" | head -1')
        self.assertEqual((codes[2:], output, errors), ([141, 0], ["1"], b""))

    def test_a_script_on_standard_input_that_never_ends(self):
        # It is read to its end before anything runs, and no script is this long.
        codes, output, errors = self.pipe('yes "print 1" | "$0" | head -1')
        self.assertEqual((codes, output), ([141, 2, 0], []))
        self.assertIn(b"error[E0113]: '<stdin>' cannot be read: larger than 64 MiB", errors)


class EndlessLoops(Case):
    def test_an_interrupt_ends_loops_of_the_language(self):
        for text in [
            "while true { }",
            "for i in 1..1000000000000 { }",
            "def f() { while true { try { fail 'x' } catch { } } }; f",
        ]:
            with self.subTest(text=text):
                process = subprocess.Popen(
                    [BINARY, "-c", f"print 'ready'; {text}"], stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE, env=environment())
                self.assertEqual(process.stdout.readline(), b"ready\n")
                time.sleep(0.1)
                os.kill(process.pid, signal.SIGINT)
                _, errors = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 130)
                self.assertIn(b"error[E0307]: interrupted", errors)


if __name__ == "__main__":
    unittest.main()
