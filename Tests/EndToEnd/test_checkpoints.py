"""Trainings that are killed, stopped and damaged: what `train checkpoint=` keeps of them."""

import os
import random
import signal
import subprocess
import time
import unittest

from mnl import BINARY, Case, environment

DATA = "load digits train=600 test=60\n"
SETTINGS = (
    "epochs=8 batch=20 rate=0.01 schedule=(cosine warmup=10 final=0.05) clip=0.5 average=0.95 "
    "patience=6")
SCRIPT = (
    DATA + "let m = model lstm 48\n"
    f"train {SETTINGS} checkpoint=run.ckpt every=7 per=step resume=true\n"
    "print $m.hash\n")


class Checkpoints(Case):
    def hash(self, script, *arguments, timeout=120):
        """Runs a script that ends by printing a hash; returns the hash."""
        code, output, errors = self.mnl(
            self.write("run.mnl", script), *arguments, timeout=timeout)
        self.assertEqual(code, 0, errors)
        last = output.decode().split()[-1]
        self.assertRegex(last, "^[0-9a-f]{64}$")
        return last

    def whole(self, *arguments):
        """The hash of the weights of the training that nothing stops."""
        return self.hash(
            DATA + f"let m = model lstm 48\ntrain {SETTINGS}\nprint $m.hash\n", *arguments)

    def refused(self, script, code, *words):
        """Runs a script that has to fail with one error, which says all of these words."""
        exit_code, _, errors = self.mnl("-c", script)
        text = errors.decode()
        self.assertEqual(exit_code, 1, text)
        self.assertIn(f"error[{code}]", text)
        for word in words:
            self.assertIn(word, text)
        return text


class Killed(Checkpoints):
    def kill(self, seconds, *arguments):
        """Runs the script and kills it after so long; whether it was still running."""
        process = self.start(self.write("run.mnl", SCRIPT), *arguments)
        try:
            process.wait(timeout=seconds)
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True

    def test_a_killed_training_ends_with_the_same_bits(self):
        expected = self.whole()
        start = time.monotonic()
        self.whole()
        length = time.monotonic() - start
        seed = random.randrange(1 << 32)
        print(f"\nkill -9 at random moments: seed {seed}")
        moments = random.Random(seed)
        kills = 0
        for attempt in range(10):
            for leftover in os.listdir(self.folder):
                os.unlink(os.path.join(self.folder, leftover))
            kills += self.kill(moments.uniform(0.05, 1) * length, "--threads", "2")
            # Killed once more on its way, then left alone.
            kills += self.kill(moments.uniform(0.05, 1) * length, "--threads", "1")
            self.assertEqual(self.hash(SCRIPT), expected, f"attempt {attempt}")
            self.assertEqual(
                [name for name in os.listdir(self.folder) if name.endswith(".tmp")], [])
        self.assertGreater(kills, 5)

    def test_a_script_that_is_done_has_nothing_left(self):
        expected = self.whole()
        self.assertEqual(self.hash(SCRIPT), expected)
        code, output, errors = self.mnl(self.write("run.mnl", SCRIPT))
        self.assertEqual(code, 0, errors)
        self.assertIn(b"no epoch was left", output)
        self.assertEqual(output.split()[-1].decode(), expected)

    def test_threads_change_no_bit(self):
        self.assertEqual(self.whole("--threads", "1"), self.whole("--threads", "2"))


class Interrupted(Checkpoints):
    def test_a_script_says_how_to_go_on(self):
        process = self.start(self.write("run.mnl", SCRIPT.replace("lstm 48", "lstm 256")))
        path = os.path.join(self.folder, "run.ckpt")
        while not os.path.exists(path) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"the state is in 'run.ckpt'", errors)
        self.assertIn(b"run it again", errors)

    def test_the_prompt_goes_on_in_the_same_session_and_in_another(self):
        settings = "epochs=8 batch=20 rate=0.002 schedule=cosine clip=1"
        data = "load digits train=2400 test=24"
        expected = self.hash(
            f"{data}\nlet m = model lstm 128\ntrain {settings}\nprint $m.hash\n")
        terminal = self.terminal()
        for line in [data, "let m = model lstm 128"]:
            terminal.expect("mnl> ")
            terminal.type(line + "\n")
        for line, epoch in [(f"train {settings} checkpoint=run.ckpt", 1), ("train", 3)]:
            terminal.expect("mnl> ")
            terminal.type(line + "\n")
            terminal.expect(f"epoch {epoch} of 8: ", seconds=60)
            terminal.type("\x03")
            terminal.expect("`train` goes on from there")
        terminal.expect("mnl> ")
        self.assertEqual(
            self.hash(f"{data}\nlet m = open run.ckpt\ntrain\nprint $m.hash\n"), expected)
        terminal.type("train\n")
        terminal.expect("finished the interrupted training", seconds=60)
        terminal.expect("mnl> ")
        terminal.type("print $m.hash\n")
        terminal.expect(expected)


if __name__ == "__main__":
    unittest.main()
