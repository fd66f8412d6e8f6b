"""Runs the scripts of `examples` as a user does, and stops a training with Ctrl-C."""

import os
import pathlib
import re
import signal
import struct
import time
import unittest

from mnl import Case

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
DATA = os.environ.get("MNL_DATA_PATH")
LINE = re.compile(r"epoch (\d+): Acc = (0\.\d+)")


def code(name):
    """The lines of an example that are no comments, without the help of its parameters."""
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [line.partition("#")[0].rstrip() for line in lines if line.partition("#")[0].strip()]


class Examples(Case):
    def replay(self, name, *settings, **changes):
        """Runs an example; returns what it prints."""
        arguments = [word for setting in settings for word in ("--set", setting)]
        status, output, errors = self.mnl(
            "run", str(EXAMPLES / name), *arguments, timeout=300, **changes)
        self.assertEqual(status, 0, errors)
        return output.decode()

    def test_both_languages_have_the_same_code_and_print_the_same(self):
        self.assertEqual(code("mnist-lstm.mnl"), code("mnist-lstm.zh.mnl"))
        settings = ("dataset=digits", "epochs=2", "batch=5000")
        english = self.replay("mnist-lstm.mnl", *settings)
        self.assertEqual(english, self.replay("mnist-lstm.zh.mnl", *settings))
        epochs = [LINE.fullmatch(line) for line in english.splitlines()[-2:]]
        self.assertEqual([found and found[1] for found in epochs], ["1", "2"])

    def test_the_tutorial_gives_shares_to_a_loss_with_a_softmax_of_its_own(self):
        text = (EXAMPLES / "mnist-lstm.mnl").read_text(encoding="utf-8")
        sums = "sum $prediction axis=1"
        path = self.write(
            "a.mnl", text + "\n# %% Sums of the shares\n"
            f"print (run (mean ({sums})) feed=[[$x, $mnist.test.images]])\n")
        status, output, errors = self.mnl(
            path, "--set", "dataset=digits", "--set", "epochs=1", "--set", "batch=10000",
            timeout=300)
        self.assertEqual(status, 0, errors)
        self.assertAlmostEqual(float(output.splitlines()[-1]), 1, places=4)

    @unittest.skipUnless(DATA, "MNL_DATA_PATH names no folder with MNIST")
    def test_the_tutorial_learns_as_it_did(self):
        lines = self.replay("mnist-lstm.mnl", "epochs=1", MNL_DATA_PATH=DATA).splitlines()
        self.assertEqual(len([line for line in lines if line.startswith("Extracting ")]), 4)
        self.assertEqual(lines[-2], "1100 batches of 50 in an epoch")
        text = LINE.fullmatch(lines[-1])[2]
        # A 32-bit number, widened to 64 bits and written in its shortest form.
        widened = struct.unpack("f", struct.pack("f", float(text)))[0]
        self.assertEqual(text, repr(widened))
        # One softmax, or another rate, lands far above; see docs/engine.md.
        self.assertTrue(0.64 <= widened <= 0.79, text)

    def test_the_four_verbs_learn(self):
        last = self.replay("quickstart.mnl", "dataset=digits", "epochs=1").splitlines()[-1]
        found = re.fullmatch(r"test accuracy (0\.\d{4})", last)
        self.assertIsNotNone(found, last)
        self.assertGreater(float(found[1]), 0.9)


    def test_the_adding_problem_is_expected_to_be_solved(self):
        settings = ("steps=10", "train=240", "test=24", "epochs=2")
        lines = self.replay("adding.mnl", *settings, "error=10").splitlines()
        self.assertTrue(any(line.startswith("mean squared error 0.") for line in lines), lines)
        arguments = [word for setting in (*settings, "error=1e-9") for word in ("--set", setting)]
        status, _, errors = self.mnl("run", str(EXAMPLES / "adding.mnl"), *arguments, timeout=60)
        self.assertEqual(status, 3)
        self.assertIn(b"the network adds", errors)


    def test_sensors_are_told_worse_from_strangers(self):
        last = self.replay("sensors.mnl", "divisions=1").splitlines()[-1]
        shares = [float(share) for share in re.findall(r"(\d+\.\d)%", last)]
        self.assertEqual(len(shares), 2, last)
        self.assertLess(shares[0], shares[1])

    def test_an_error_stands_beside_that_of_the_mean(self):
        lines = self.replay("regression.mnl").splitlines()
        found = [re.fullmatch(r"mean absolute error ([\d.]+), .* has ([\d.]+)", line) for line in lines]
        errors = [(float(match[1]), float(match[2])) for match in found if match]
        self.assertEqual(len(errors), 1, lines)
        self.assertLess(errors[0][0], errors[0][1] / 4)
        self.assertAlmostEqual(errors[0][1], 2.5, delta=0.2)

    def test_stories_are_told_with_few_bits_and_written(self):
        lines = self.replay("stories.mnl").splitlines()
        bits = [line for line in lines if "bits per character" in line]
        self.assertRegex(bits[0], r"^0\.[3-6]\d* bits per character")
        self.assertTrue(any(re.match(r"Anna has an? \w+ \w+\. She ", line) for line in lines), lines)

    def test_reviews_are_told_although_words_alone_do_not_tell(self):
        lines = self.replay("reviews.mnl").splitlines()
        self.assertTrue(any(re.match(r"(9[7-9]|100)\.\d % right", line) for line in lines), lines)

    def test_a_forecast_is_better_than_those_that_cost_nothing(self):
        lines = self.replay("forecast.mnl").splitlines()
        form = r"mean absolute error ([\d.]+), naive ([\d.]+), seasonal naive ([\d.]+)"
        found = [match for match in (re.fullmatch(form, line) for line in lines) if match]
        self.assertEqual(len(found), 1, lines)
        model, naive, seasonal = (float(text) for text in found[0].groups())
        self.assertLess(model, 0.75 * min(naive, seasonal))

    def test_the_examples_of_images_learn(self):
        for name in ("mnist-best", "fashion-mnist", "permuted-mnist"):
            with self.subTest(name):
                settings = ("dataset=digits", "units=16", "epochs=1", "batch=500")
                last = self.replay(name + ".mnl", *settings).splitlines()[-1]
                self.assertRegex(last, r"^test accuracy 0\.\d{4}$")


class Stopping(Case):
    def test_a_training_says_in_which_epoch_it_was_stopped(self):
        process = self.start("-c", "load digits train=6000 test=100; model lstm 64; train epochs=900")
        for _ in range(2):
            process.stdout.readline()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=10), 130)
        self.assertRegex(
            process.stderr.read(), rb"interrupted in epoch \d+ of 900, after batch \d+ of 110")

    def test_a_loop_says_in_which_round_it_was_stopped(self):
        process = self.start("-c", "1\nfor epoch in 1..6 { for step in 1..100000000 { let x = $step } }")
        process.stdout.readline()
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=10), 130)
        self.assertIn(b"in round 1 of 6 of 'for epoch'", process.stderr.read())


if __name__ == "__main__":
    unittest.main()
