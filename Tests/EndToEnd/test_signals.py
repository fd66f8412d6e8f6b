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
        start = time.monotonic()
        process.send_signal(number)
        code = process.wait(timeout=10)
        self.assertLess(time.monotonic() - start, 1)
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
        self.assertEqual(process.wait(timeout=10), 130)
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
            self.assertEqual(process.wait(timeout=2), 130)
        finally:
            process.kill()
            process.wait()
            os.close(reader)

    def test_a_trap_of_our_own(self):
        process = self.start("-c", "1\nwhile true {}")
        self.assertEqual(process.stdout.read(2), b"1\n")
        process.send_signal(signal.SIGILL)
        self.assertEqual(process.wait(timeout=10), 70)
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
            ["bash", "-c", '"$0" -c "1" >&-', BINARY], capture_output=True, timeout=10,
            env=environment())
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output cannot be written", done.stderr)


if __name__ == "__main__":
    unittest.main()
