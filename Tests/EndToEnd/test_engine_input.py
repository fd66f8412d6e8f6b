"""Numbers that the engine cannot take, and odd ones that it can: threads and batches."""

import os
import unittest

from mnl import Case

DATA = "let d = load digits train=120 test=24\n"
VERBS = DATA + "let m = model lstm 8; "
# The same network from tensor commands, with so many of its 110 training images.
TENSORS = DATA + """let x = placeholder [none, 784]
let y = placeholder [none, 10]
let cell = lstm-cell 8
let r = dynamic-rnn $cell (reshape $x [-1, 28, 28])
let w = variable (truncated-normal [8, 10] stddev=0.1)
let loss = mean (cross-entropy ($r.state.h @ $w) $y)
let step = minimize (adam) $loss
let init = initialize
run $init
let batch = next-batch $d.train COUNT
"""
FEED = "run $step feed=[[$x, $batch.images], [$y, $batch.labels]]\n"


class EngineInput(Case):
    def works(self, script, *arguments):
        """Runs a script that has to end well; returns its output."""
        code, output, errors = self.mnl("-c", script, "--quiet", *arguments, timeout=120)
        self.assertEqual(code, 0, errors)
        return output.decode()

    def fails(self, script, exit_code, error, *words):
        """Runs a script that has to fail with one error, which says all of these words."""
        code, output, errors = self.mnl("-c", script, "--quiet", timeout=120)
        text = errors.decode()
        self.assertEqual(code, exit_code, text)
        self.assertEqual(text.count("error["), 1, text)
        self.assertIn(f"error[{error}]", text)
        for word in words:
            self.assertIn(word, text)
        return output.decode()


class Threads(EngineInput):
    def test_none_or_fewer(self):
        for arguments in [
            ["-c", "1", "--threads", "0"], ["-c", "1", "--threads", "-1"],
            ["check", "--threads", "0", os.devnull], ["run", "--threads", "-1", os.devnull],
        ]:
            with self.subTest(arguments=arguments):
                code, output, errors = self.mnl(*arguments)
                self.assertEqual((code, output), (2, b""))
                number = arguments[arguments.index("--threads") + 1]
                self.assertIn(
                    f"'--threads' must be 1 to 1024, got {number}.".encode(), errors)

    def test_more_than_cores_give_the_same_weights(self):
        cores = len(os.sched_getaffinity(0))
        script = VERBS + "train epochs=2 batch=50; print $m.hash"
        hashes = {
            threads: self.works(script, "--threads", str(threads)).split()[-1]
            for threads in [1, cores + 1, 3 * cores + 2]
        }
        self.assertEqual(len(hashes[1]), 64)
        self.assertEqual(len(set(hashes.values())), 1, hashes)

    def test_more_than_cores_give_the_same_weights_to_tensor_commands(self):
        cores = len(os.sched_getaffinity(0))
        script = TENSORS.replace("COUNT", "50") + FEED * 3 + "print (run $w)[0]\n"
        outputs = {
            self.works(script, "--threads", str(threads)).splitlines()[-1]
            for threads in [1, cores + 1, 3 * cores + 2]
        }
        self.assertEqual(len(outputs), 1, outputs)


class Batches(EngineInput):
    def test_of_one_example(self):
        output = self.works(VERBS + "let t = train epochs=1 batch=1; print $t.added $m.hash")
        self.assertRegex(output.splitlines()[-1], r"^1 [0-9a-f]{64}$")

    def test_of_one_example_with_tensor_commands(self):
        output = self.works(
            TENSORS.replace("COUNT", "1") + FEED + "print $batch.images.shape $batch.labels.shape")
        self.assertEqual(output.splitlines()[-1], "[1, 784] [1, 10]")

    def test_of_all_examples(self):
        self.works(VERBS + "train epochs=2 batch=110")
        self.works(TENSORS.replace("COUNT", "110") + FEED)

    def test_larger_than_the_data(self):
        self.fails(
            VERBS + "train epochs=1 batch=111", 1, "E0203",
            "a batch of 111 examples from the 110 of digits train",
            "help: use a batch of 110 or fewer")

    def test_larger_than_the_data_by_default(self):
        self.fails(
            "load digits train=24 test=12; model lstm 8; train", 1, "E0203",
            "a batch of 50 examples from the 22 of digits train",
            "help: use a batch of 22 or fewer")

    def test_larger_than_the_data_of_next_batch(self):
        self.fails(
            TENSORS.replace("COUNT", "111"), 1, "E0420",
            "a batch of 111 examples from 110 train examples",
            "help: use a batch of 110 or fewer")

    def test_a_refused_batch_changes_nothing(self):
        script = (
            VERBS + "train epochs=1 batch=20; let before = $m.hash; "
            "try { train epochs=1 batch=1000 } catch { print 'refused' }; "
            "expect ($m.hash == $before) 'the weights are kept'; expect ($m.epochs == 1) 'one'")
        self.assertIn("refused\n", self.works(script))

    def test_of_none_or_fewer(self):
        # They stand in the text, so they are refused before anything runs.
        for script in [
            VERBS + "train epochs=1 batch=0", VERBS + "train epochs=1 batch=-5",
            DATA + "next-batch $d.train 0",
            DATA + "next-batch $d.train count=-3",
        ]:
            with self.subTest(script=script):
                output = self.fails(script, 2, "E0203", "must be at least 1")
                self.assertEqual(output, "")

    def test_of_none_that_only_the_run_knows(self):
        self.fails(
            VERBS + "let n = (status).seed - 1; train epochs=1 batch=$n", 1, "E0203", "must be at least 1",
            "got 0")
        self.fails(
            TENSORS.replace("COUNT", "((status).seed - 1)"), 1, "E0203", "must be at least 1", "got 0")

    def test_of_a_number_that_is_not_whole(self):
        for script in [
            VERBS + "train epochs=1 batch=2.5",
            DATA + "next-batch $d.train 2.5",
        ]:
            with self.subTest(script=script):
                self.fails(script, 2, "E0204")

    def test_images_and_labels_of_different_batches(self):
        self.fails(
            TENSORS.replace("COUNT", "20") + "let other = next-batch $d.train 30\n"
            "run $step feed=[[$x, $batch.images], [$y, $other.labels]]\n", 1, "E0601",
            "expected one number of rows for all that is fed, got 20 and 30")


if __name__ == "__main__":
    unittest.main()
