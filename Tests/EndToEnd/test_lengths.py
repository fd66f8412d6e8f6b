"""Sequences of different lengths: what a user loads, trains, keeps and asks."""

import unittest

from mnl import Case

DATA = "load letters steps=12 shortest=0 train=240 test=60"


class Lengths(Case):
    def runs(self, script, code=0):
        """Runs a script that ends with a code; returns its output and errors as text."""
        found, output, errors = self.mnl("-c", script)
        self.assertEqual(found, code, errors)
        return output.decode(), errors.decode()

    def test_sequences_of_up_to_so_many_steps_are_loaded_and_shown_even_where_one_has_none(self):
        for task in ["letters", "parity"]:
            output, _ = self.runs(
                f"load {task} steps=2 shortest=0 train=120 test=24; show count=30; summary")
            self.assertIn("up to 2 steps of", output)

    def test_the_model_says_that_it_reads_each_up_to_its_end(self):
        output, _ = self.runs(f"{DATA}; model lstm 8; train epochs=1; explain model")
        self.assertIn("A sequence is up to 12 steps of one of 8 symbols.", output)
        self.assertIn("Each is read up to its own end", output)

    def test_which_letters_occur_is_learned_whatever_the_length(self):
        self.runs(
            "load letters steps=12 shortest=0 train=2400 test=200; model lstm 24 pooling=max; "
            "train epochs=12 rate=0.02 bucket=true; expect ((eval).accuracy > 0.95)")

    def test_a_saved_model_answers_as_before_and_refuses_sequences_of_one_length(self):
        output, _ = self.runs(
            f"{DATA}; model lstm 8; train epochs=1; let a = eval; save m.safetensors; "
            "open m.safetensors; let b = eval; print ($a.loss == $b.loss)")
        self.assertTrue(output.endswith("true\n"), output)
        _, errors = self.runs(
            "load letters steps=12 train=240 test=60; open m.safetensors; eval", 1)
        self.assertIn("has 12 steps of one of 8 symbols and 8 labels, the model expects up to 12",
                      errors)

    def test_buckets_go_on_where_the_training_before_ended(self):
        whole, _ = self.runs(
            f"{DATA}; let m = model lstm 8; train epochs=4 batch=9 bucket=true; print $m.hash")
        stopped, _ = self.runs(
            f"{DATA}; let m = model lstm 8; for i in 1..4 {{ train epochs=1 batch=9 bucket=true }}; "
            "print $m.hash")
        self.assertEqual(whole.split()[-1], stopped.split()[-1])

    def test_a_checkpoint_of_a_training_in_other_batches_is_refused(self):
        self.runs(f"{DATA}; model lstm 8; train epochs=1 checkpoint=a.ckpt bucket=true")
        _, errors = self.runs(
            f"{DATA}; model lstm 8; train epochs=1 checkpoint=a.ckpt resume=true", 1)
        self.assertIn("bucket", errors)

    def test_buckets_need_lengths_and_the_help_leaves_them_out(self):
        _, errors = self.runs(
            "load letters steps=12 train=240 test=60; model lstm 8; train epochs=1 bucket=true", 1)
        self.assertIn("those of 'letters train' all have 12 steps", errors)
        self.assertIn("help: leave `bucket` out", errors)

    def test_gates_are_shown_up_to_the_end_and_not_of_what_has_no_steps(self):
        output, _ = self.runs(
            "load parity steps=6 shortest=3 train=120 test=24; model lstm 4; train epochs=1; "
            "print (gates 0).steps (gates 1).steps (gates 2).steps (gates 3).steps")
        steps = [int(word) for word in output.split()[-4:]]
        self.assertTrue(all(3 <= count <= 6 for count in steps), steps)
        _, errors = self.runs(
            "load parity steps=1 shortest=0 train=120 test=200; model lstm 4; train epochs=1; "
            + "; ".join(f"gates {row}" for row in range(12)), 1)
        self.assertIn("has no steps", errors)


if __name__ == "__main__":
    unittest.main()
