"""Trainings that are killed, stopped and damaged: what `train checkpoint=` keeps of them."""

import array
import json
import math
import os
import random
import resource
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


class Unwritable(Checkpoints):
    SMALL = "load digits train=240 test=24; model lstm 16; "

    def test_a_full_disk_leaves_the_last_good_state(self):
        code, _, errors = self.mnl(
            "-c", self.SMALL + "train epochs=1 batch=20 checkpoint=run.ckpt")
        self.assertEqual(code, 0, errors)
        path = os.path.join(self.folder, "run.ckpt")
        with open(path, "rb") as file:
            before = file.read()
        size = len(before) // 2
        for more in ["", " rehearse=true", " keep=2"]:
            with self.subTest(more):
                # Python ignores SIGXFSZ, and so does what it starts: the write fails instead.
                done = subprocess.run(
                    [BINARY, "-c",
                     self.SMALL + "train epochs=2 batch=20 checkpoint=run.ckpt" + more],
                    stdin=subprocess.DEVNULL, capture_output=True, timeout=30, cwd=self.folder,
                    env=environment(), restore_signals=False,
                    preexec_fn=lambda: resource.setrlimit(
                        resource.RLIMIT_FSIZE, (size, size)))
                self.assertEqual(done.returncode, 1)
                self.assertIn(
                    b"error[E0309]: 'run.ckpt' cannot be written: file too large", done.stderr)
                with open(path, "rb") as file:
                    self.assertEqual(file.read(), before)
                self.assertEqual(os.listdir(self.folder), ["run.ckpt"])

    def test_a_folder_that_cannot_be_written(self):
        # Not even by root.
        self.refused(
            self.SMALL + "train epochs=1 checkpoint=/proc/run.ckpt", "E0309",
            "'/proc/run.ckpt' cannot be written")

    def test_a_folder_in_the_place_of_the_file(self):
        os.mkdir(os.path.join(self.folder, "run.ckpt"))
        for more in ["", " resume=true", " resume=false"]:
            with self.subTest(more):
                text = self.refused(
                    self.SMALL + "train epochs=1 checkpoint=run.ckpt" + more,
                    "E0309" if "false" in more else "E0310", "'run.ckpt'", "directory")
                self.assertNotIn("trained", text)
        self.assertEqual(os.listdir(self.folder), ["run.ckpt"])

    def test_a_rehearsal_says_so(self):
        self.refused(
            self.SMALL + "train epochs=1 checkpoint=none/run.ckpt rehearse=true", "E0309",
            "'none/run.ckpt' cannot be written: no such file or directory",
            "a rehearsal with two batches found this before the training began")

    def test_no_number_that_is_not_finite_reaches_a_file(self):
        # The schedule lets the first epochs be good ones.
        self.refused(
            self.SMALL + "train epochs=6 batch=20 rate=1e4 checkpoint=run.ckpt per=step "
            "schedule=(chain (exponential factor=1e-9 per=step) 30 constant-rate)", "E0607",
            "training diverged: ", "'run.ckpt' holds the last good state, ")
        with open(os.path.join(self.folder, "run.ckpt"), "rb") as file:
            content = file.read()
        length = int.from_bytes(content[:8], "little")
        header = json.loads(content[8 : 8 + length])
        for name, entry in header.items():
            if name != "__metadata__" and entry["dtype"] in ("F32", "F64"):
                begin, end = entry["data_offsets"]
                numbers = array.array("f" if entry["dtype"] == "F32" else "d")
                numbers.frombytes(content[8 + length + begin : 8 + length + end])
                self.assertTrue(all(map(math.isfinite, numbers)), name)
        code, _, errors = self.mnl("-c", "open run.ckpt")
        self.assertEqual(code, 0, errors)


class Damaged(Checkpoints):
    def damage(self, change):
        """The error of a checkpoint after its bytes were changed, whether opened or gone on from."""
        script = "load digits train=240 test=24; model lstm 8; "
        train = "train epochs=1 batch=20 checkpoint=run.ckpt"
        code, _, errors = self.mnl("-c", f"{script}{train} resume=false")
        self.assertEqual(code, 0, errors)
        path = os.path.join(self.folder, "run.ckpt")
        with open(path, "rb") as file:
            content = bytearray(file.read())
        changed = change(content)
        with open(path, "wb") as file:
            file.write(changed)
        opened = self.refused("open run.ckpt", "E0310", "'run.ckpt'")
        self.refused(f"{script}{train} resume=true", "E0310", "'run.ckpt'")
        return opened

    def test_one_changed_bit_in_the_weights(self):
        def flip(content):
            content[-5] ^= 8
            return content
        self.assertIn("does not have the SHA-256", self.damage(flip))

    def test_the_end_is_missing(self):
        self.assertIn("copy it again", self.damage(lambda content: content[:-1]))

    def test_it_is_empty(self):
        self.assertIn("has 0 bytes", self.damage(lambda content: b""))

    def test_it_is_something_else(self):
        self.damage(lambda content: b"# a script\nprint 1\n")

    def test_every_region_of_the_file(self):
        moments = random.Random(5)

        def flip(content):
            content[position(content)] ^= 1 << moments.randrange(8)
            return content

        # The header's length, its beginning, its middle, its end, and the elements.
        for position in [
            lambda content: moments.randrange(8), lambda content: 8 + moments.randrange(40),
            lambda content: 600, lambda content: 8 + int.from_bytes(content[:8], "little") - 1,
            lambda content: moments.randrange(len(content) // 2, len(content)),
        ]:
            self.damage(flip)


class OtherTraining(Checkpoints):
    def test_another_network_data_or_setting(self):
        script = "load digits train=240 test=24; model lstm 8; train epochs=1 batch=20 "
        self.assertEqual(self.mnl("-c", script + "checkpoint=run.ckpt")[0], 0)
        for old, new, words in [
            ("lstm 8", "lstm 9", "of a network with units=8, not units=9"),
            ("test=24", "test=24 seed=3", "on other examples than these of digits"),
            ("batch=20", "batch=10", "with batch=20, not batch=10"),
        ]:
            with self.subTest(words):
                self.refused(
                    script.replace(old, new) + "checkpoint=run.ckpt resume=true", "E0301",
                    "'run.ckpt' holds another training: " + words)


if __name__ == "__main__":
    unittest.main()
