"""Runs that are killed or stopped, and resumed: they end as if nothing had come between."""

import hashlib
import os
import pathlib
import random
import re
import signal
import struct
import subprocess
import time
import unittest

from mnl import Case

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
KILLS = 10

VERBS_END = "\n# %% Keep name=\"keep\"\nsave weights.safetensors\n"
TENSORS_END = (
    "\n# %% Sums name=\"sums\"\n"
    "print (run (sum ($weights * $weights))) "
    "(run (sum ($prediction * $prediction)) feed=[[$x, $mnist.test.images]])\n")

SMALL = """# %% name="parameters"
param epochs: int 1..1000 = 300

# %% name="load"
load digits train=240 test=24
let m = model lstm 8

# %% name="train"
print "begins"
train epochs=$epochs batch=20 rate=0.01

# %% name="end"
print $m $m.hash
"""


def idx(magic, dimensions, values):
    """The bytes of an IDX file."""
    return struct.pack(f">{1 + len(dimensions)}I", magic, *dimensions) + values


class Resume(Case):
    def arguments(self, script, number, *more):
        return [script, "--clean", "--run-dir", f"./run-{number}", *more]

    def run_whole(self, script, *more):
        """Runs a script that nobody stops; its output, and how long it took."""
        start = time.monotonic()
        code, output, errors = self.mnl(*self.arguments(script, "whole", *more))
        self.assertEqual(code, 0, errors)
        return output, time.monotonic() - start

    def kill(self, seconds, *arguments):
        """Starts a run and kills it after so many seconds, if it still goes on."""
        process = self.start(*arguments)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()

    def stop(self, number, script, *more):
        """Starts a run and sends it a signal within `train`."""
        process = self.start(*self.arguments(script, "stopped", *more))
        seen = b""
        while b"epoch 2 of" not in seen:
            piece = process.stderr.readline()
            self.assertTrue(piece, seen)
            seen += piece
        process.send_signal(number)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors

    def digest(self):
        """The hash of the weights that a script saved, which are taken away."""
        path = os.path.join(self.folder, "weights.safetensors")
        if not os.path.exists(path):
            return None
        digest = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
        os.remove(path)
        return digest

    def snapshots(self, number):
        """The snapshots of a run, the oldest first."""
        return sorted(pathlib.Path(self.folder, f"run-{number}", "snapshots").glob("*.snapshot"))

    def kill_often(self, script, *more):
        whole, seconds = self.run_whole(script, *more)
        weights = self.digest()
        seed = random.randrange(1 << 32)
        moments = random.Random(seed)
        resumed = 0
        for number in range(KILLS):
            moment = moments.uniform(0.02, 1.0) * seconds
            with self.subTest(seed=seed, moment=moment):
                self.kill(moment, *self.arguments(script, number, *more))
                if not os.path.exists(os.path.join(self.folder, f"run-{number}", "run.json")):
                    continue
                code, output, errors = self.mnl(
                    *self.arguments(script, f"{number}-on", "--resume", f"./run-{number}", *more))
                self.assertEqual(code, 0, errors)
                self.assertEqual(output, whole)
                self.assertEqual(self.digest(), weights)
                resumed += b"goes on from" in errors
        self.assertGreater(resumed, 0, f"seed {seed}: no kill left anything to go on from")

    def test_the_verbs_killed_at_any_moment(self):
        text = (EXAMPLES / "quickstart.mnl").read_text() + VERBS_END
        self.kill_often(self.write("v.mnl", text), "--set", "dataset=digits", "--set", "epochs=1")

    def test_the_tutorial_killed_at_any_moment(self):
        text = (EXAMPLES / "mnist-lstm.mnl").read_text() + TENSORS_END
        self.kill_often(self.write("t.mnl", text), "--set", "dataset=digits", "--set", "epochs=1")

    def test_killed_between_cells(self):
        cells = "".join(
            f"\n# %% name=\"c{k}\"\ntrain epochs=2 batch=20 rate=0.01\nprint $m.hash\n"
            for k in range(40))
        self.kill_often(
            self.write("c.mnl", "load digits train=240 test=24\nlet m = model lstm 8\n" + cells))

    def check_stopped(self, number, code):
        script = self.write("s.mnl", SMALL)
        whole, _ = self.run_whole(script)
        stopped, output, errors = self.stop(number, script)
        self.assertEqual(stopped, code, errors)
        self.assertTrue(whole.startswith(output))
        code, output, errors = self.mnl(
            *self.arguments(script, "on", "--resume", "./run-stopped"))
        self.assertEqual((code, output), (0, whole), errors)
        self.assertIn(b"goes on from", errors)
        self.assertIn(b"in cell 'train'", errors)

    def test_interrupted(self):
        self.check_stopped(signal.SIGINT, 130)

    def test_terminated(self):
        self.check_stopped(signal.SIGTERM, 143)

    def test_resumed_runs_are_resumed(self):
        script = self.write("s.mnl", SMALL)
        whole, _ = self.run_whole(script)
        self.assertEqual(self.stop(signal.SIGINT, script)[0], 130)
        last = "stopped"
        for number in range(3):
            process = self.start(
                *self.arguments(script, number, "--resume", f"./run-{last}"))
            while b"goes on from" not in process.stderr.readline():
                pass
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=120)
            last = number
        code, output, errors = self.mnl(*self.arguments(script, "on", "--resume", f"./run-{last}"))
        self.assertEqual((code, output), (0, whole), errors)
        self.assertIn(b"goes on from", errors)

    def test_out_of_time(self):
        script = self.write("s.mnl", SMALL.replace("= 300", "= 1000"))
        whole, seconds = self.run_whole(script)
        code, _, errors = self.mnl(
            *self.arguments(script, "late", "--timeout", f"{seconds / 3:.2f}"))
        self.assertEqual(code, 124, errors)
        code, output, errors = self.mnl(*self.arguments(script, "on", "--resume", "./run-late"))
        self.assertEqual((code, output), (0, whole), errors)
        self.assertIn(b"goes on from", errors)

    def resume_stopped(self, script=None, **changes):
        """Resumes the run that was stopped; its code, output and errors."""
        arguments = changes.pop("arguments", [])
        return self.mnl(
            *self.arguments(script, "on", "--resume", "./run-stopped", *arguments), **changes)

    def test_an_edited_later_cell(self):
        script = self.write("s.mnl", SMALL)
        self.assertEqual(self.stop(signal.SIGINT, script)[0], 130)
        script = self.write("s.mnl", SMALL.replace("print $m $m.hash", "print $m.epochs"))
        code, output, errors = self.resume_stopped(script)
        self.assertEqual(code, 0, errors)
        self.assertTrue(output.endswith(b"\n300\n"), output)
        self.assertIn(b"in cell 'train'", errors)
        self.assertNotIn(b"E0742", errors)

    def test_an_edited_earlier_cell(self):
        script = self.write("s.mnl", SMALL)
        self.assertEqual(self.stop(signal.SIGINT, script)[0], 130)
        script = self.write("s.mnl", SMALL.replace("lstm 8", "lstm 9"))
        code, _, errors = self.resume_stopped(script)
        self.assertEqual(code, 0, errors)
        self.assertIn(b"warning[E0742]", errors)
        self.assertIn(b"cell 'load', or what stands before it, was changed", errors)
        self.assertIn(b"begins anew", errors)

    def test_other_parameters(self):
        script = self.write("s.mnl", SMALL)
        self.assertEqual(self.stop(signal.SIGINT, script)[0], 130)
        code, _, errors = self.resume_stopped(script, arguments=["--set", "epochs=5"])
        self.assertEqual(code, 0, errors)
        self.assertIn(b"the parameter 'epochs' was 300, and is 5", errors)

    def test_other_kernels(self):
        script = self.write("s.mnl", SMALL)
        self.assertEqual(self.stop(signal.SIGINT, script, "--threads", "1")[0], 130)
        level = re.search(
            r'"kernels": "(\w+)"', pathlib.Path(self.folder, "run-stopped/run.json").read_text())
        if level and level.group(1) == "baseline":
            self.skipTest("there is only one level here")
        code, _, errors = self.resume_stopped(script, MNL_CPU="baseline")
        self.assertEqual(code, 0, errors)
        self.assertIn(b"the level of the kernels was", errors)

    def flip(self, path):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(data)

    def test_a_flipped_bit_in_a_snapshot(self):
        script = self.write("s.mnl", SMALL)
        whole, _ = self.run_whole(script)
        self.assertEqual(self.stop(signal.SIGINT, script)[0], 130)
        self.flip(self.snapshots("stopped")[-1])
        code, output, errors = self.resume_stopped(script)
        self.assertEqual((code, output), (0, whole), errors)
        self.assertIn(b"is not used: it is damaged: its hash is another one", errors)

    def test_a_snapshot_that_was_cut_off(self):
        script = self.write("s.mnl", SMALL)
        whole, _ = self.run_whole(script)
        self.assertEqual(self.stop(signal.SIGINT, script)[0], 130)
        path = self.snapshots("stopped")[-1]
        path.write_bytes(path.read_bytes()[:-100])
        code, output, errors = self.resume_stopped(script)
        self.assertEqual((code, output), (0, whole), errors)
        self.assertIn(b"is not used: it is damaged", errors)

    def test_a_flipped_bit_in_the_journal(self):
        script = self.write("s.mnl", SMALL)
        whole, _ = self.run_whole(script)
        self.assertEqual(self.stop(signal.SIGINT, script)[0], 130)
        self.flip(pathlib.Path(self.folder, "run-stopped", "snapshots", "journal"))
        code, output, errors = self.resume_stopped(script)
        self.assertEqual((code, output), (0, whole), errors)
        self.assertIn(b"the journal that leads to it is missing, cut off or damaged", errors)
        self.assertIn(b"begins anew", errors)

    def test_a_run_of_another_script(self):
        self.mnl(*self.arguments(self.write("a.mnl", "print 1\n"), "stopped"))
        code, output, errors = self.resume_stopped(self.write("b.mnl", "print 1\n"))
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0741]", errors)

    def test_a_run_that_goes_on(self):
        script = self.write("a.mnl", "print 1\nwhile true {}\n")
        process = self.start(*self.arguments(script, "stopped"))
        self.assertEqual(process.stdout.read(2), b"1\n")
        code, output, errors = self.resume_stopped(script)
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"still goes on", errors)

    def test_a_run_that_is_not_there(self):
        code, output, errors = self.resume_stopped(self.write("a.mnl", "print 1\n"))
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0733]", errors)

    def test_data_that_were_changed(self):
        os.mkdir(os.path.join(self.folder, "data"))
        for name in ("train", "t10k"):
            self.write(f"data/{name}-labels-idx1-ubyte", idx(2049, [120], bytes(120)))
            self.write(f"data/{name}-images-idx3-ubyte", idx(2051, [120, 28, 28], bytes(94_080)))
        script = self.write("s.mnl", "load mnist dir=data\nprint 1\n")
        code, _, errors = self.mnl(*self.arguments(script, "stopped"))
        self.assertEqual(code, 0, errors)
        self.write("data/t10k-images-idx3-ubyte", idx(2051, [120, 28, 28], bytes(94_079) + b"!"))
        code, _, errors = self.resume_stopped(script)
        self.assertEqual(code, 1, errors)
        self.assertIn(b"error[E0743]", errors)
        self.assertIn(b"data are other ones than they were: mnist", errors)

    def test_files_that_were_written(self):
        script = self.write("s.mnl", SMALL + "save a.safetensors\n\n# %% more\nprint 1\n")
        code, _, errors = self.mnl(*self.arguments(script, "stopped"))
        self.assertEqual(code, 0, errors)
        code, _, errors = self.resume_stopped(script)
        self.assertEqual(code, 0, errors)
        index = pathlib.Path(self.folder, "run-{}", "artifacts", "index.json")
        self.assertEqual(
            pathlib.Path(str(index).format("on")).read_text(),
            pathlib.Path(str(index).format("stopped")).read_text())


if __name__ == "__main__":
    unittest.main()
