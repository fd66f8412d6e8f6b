"""Ctrl-C, SIGTERM, and readers that go away."""

import os
import signal
import subprocess
import time
import unittest

from mnl import BINARY, Case, environment

LONG = "# %% One\n1\n\n# %% Two\nwhile true {}\n\n# %% Three\n3\n"


class Signals(Case):
    def stop(self, number):
        process = self.start(self.write("a.mnl", LONG))
        self.assertEqual(process.stdout.read(2), b"1\n")
        time.sleep(0.2)
        process.send_signal(number)
        code = process.wait(timeout=60)
        return code, process.stdout.read(), process.stderr.read()

    def test_interrupt(self):
        code, output, errors = self.stop(signal.SIGINT)
        self.assertEqual((code, output), (130, b""))
        self.assertIn(b"error[E0307]", errors)
        self.assertIn(b"interrupted after", errors)
        self.assertIn(b"1 cell did not run", errors)

    def test_terminate(self):
        code, output, errors = self.stop(signal.SIGTERM)
        self.assertEqual((code, output), (143, b""))
        self.assertIn(b"interrupted after", errors)

    def test_try_does_not_catch_it(self):
        process = self.start("-c", "1\ntry { while true {} } catch { 2 }")
        self.assertEqual(process.stdout.read(2), b"1\n")
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertEqual(process.stdout.read(), b"")

    def test_the_second_interrupt_does_not_wait(self):
        # Nobody reads, so the program hangs in a write, where no safe point is.
        script = self.write("a.mnl", "1\n" * 60_000)
        reader, writer = os.pipe()
        process = subprocess.Popen(
            [BINARY, script], stdin=subprocess.DEVNULL, stdout=writer,
            stderr=subprocess.DEVNULL, env=environment())
        os.close(writer)
        try:
            ready = b""
            while len(ready) < 2:
                ready += os.read(reader, 2)
            time.sleep(1)
            self.assertIsNone(process.poll())
            process.send_signal(signal.SIGINT)
            time.sleep(0.3)
            self.assertIsNone(process.poll())
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=60), 130)
        finally:
            process.kill()
            process.wait()
            os.close(reader)

    def test_a_trap_of_our_own(self):
        process = self.start("-c", "1\nwhile true {}")
        self.assertEqual(process.stdout.read(2), b"1\n")
        process.send_signal(signal.SIGILL)
        self.assertEqual(process.wait(timeout=60), 70)
        self.assertIn(b"error[E0901]: this is a bug in mnl", process.stderr.read())

    def test_a_reader_that_goes_away(self):
        script = self.write("a.mnl", "# %%\n" + "1\n" * 20_000 + "# %%\n2\n")
        reader, writer = os.pipe()
        process = subprocess.Popen(
            [BINARY, script], stdin=subprocess.DEVNULL, stdout=writer,
            stderr=subprocess.PIPE, env=environment())
        os.close(writer)
        self.assertEqual(os.read(reader, 2), b"1\n")
        os.close(reader)
        errors = process.communicate(timeout=30)[1]
        self.assertEqual((process.returncode, errors), (141, "── 1\n".encode()))

    def test_a_reader_that_was_never_there(self):
        done = subprocess.run(
            ["bash", "-c", '"$0" -c "1" >&-', BINARY], capture_output=True, timeout=60,
            env=environment())
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output cannot be written", done.stderr)


class StoppedTrainings(Case):
    SCRIPT = (
        "load digits train=600 test=100\n# %% Training\nmodel lstm 16\n"
        "train epochs=1000000 checkpoint=run.ckpt\n"
        "# %% The end\nsave whole.mnlw\nprint 'all is done'\n")

    def stop(self, number):
        """Stops the script while it trains; returns the code, the output and the errors."""
        # A session of its own, so that whatever it started can be found.
        process = subprocess.Popen(
            [BINARY, self.write("a.mnl", self.SCRIPT)], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder, env=environment(),
            start_new_session=True)
        self.addCleanup(process.kill)
        path = os.path.join(self.folder, "run.ckpt")
        end = time.monotonic() + 60
        while not os.path.exists(path):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)
        process.send_signal(number)
        output, errors = process.communicate(timeout=60)
        self.assertEqual(session(process.pid), [], "processes that are left")
        return process.returncode, output.decode(), errors.decode()

    def check(self, number, expected):
        code, output, errors = self.stop(number)
        self.assertEqual(code, expected)
        self.assertIn("error[E0307]: interrupted in epoch", errors)
        self.assertIn("interrupted after", errors)
        self.assertIn("1 cell did not run", errors)
        self.assertNotRegex(errors, r"(?i)\bdone\b|finished|cells ran")
        # Neither the text nor the model of the cell after it, and no result of the training.
        self.assertNotIn("done", output)
        self.assertNotIn("trained", output.replace("untrained", ""))
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.mnl", "run.ckpt"])
        # What is kept says itself that it is not the whole.
        code, output, _ = self.mnl("-c", "load digits train=600 test=100; open run.ckpt")
        self.assertEqual(code, 0)
        self.assertIn(b"interrupted in the next", output)

    def test_interrupt(self):
        self.check(signal.SIGINT, 130)

    def test_terminate(self):
        self.check(signal.SIGTERM, 143)


def session(leader):
    """The processes of a session."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == leader:
            found.append(name)
    return found


if __name__ == "__main__":
    unittest.main()
