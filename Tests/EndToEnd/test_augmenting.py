"""Training examples that are altered at random, as a user asks for it."""

import json
import unittest

from mnl import Case


class Augmenting(Case):
    def losses(self, script, *options):
        """The training losses of the epochs of a script."""
        code, output, errors = self.mnl("--json", *options, "-c", script)
        self.assertEqual(code, 0, errors)
        events = [json.loads(line) for line in output.splitlines()]
        return [event["value"] for event in events
                if event["type"] == "metric" and event["name"] == "loss" and event["split"] == "train"]

    def assertAltered(self, load, settings):
        """Each setting alters what is learned, in the same way for the same seed."""
        train = load + "; model lstm 8; train epochs=2 rate=0.01 "
        plain = self.losses(train)
        self.assertEqual(len(plain), 2)
        for setting in settings:
            with self.subTest(setting):
                altered = self.losses(train + setting)
                self.assertNotEqual(altered, plain)
                self.assertEqual(altered, self.losses(train + setting, "--threads", "1"))
                self.assertNotEqual(altered, self.losses(train + setting, "--seed", "2"))

    def test_images_are_shifted_turned_scaled_and_pulled_apart(self):
        self.assertAltered(
            "load digits train=600 test=60", ["shift=2", "rotate=15", "scale=0.2", "elastic=1"])

    def test_series_are_made_noisy_larger_and_cropped(self):
        self.assertAltered(
            "load sensors persons=4 windows=30 steps=24", ["jitter=0.1", "magnify=0.2", "crop=0.2"])

    def test_what_alters_images_is_refused_for_series_and_the_other_way_round(self):
        for script in ["load sensors persons=4 windows=12; model lstm 4; train rotate=5",
                       "load digits train=120 test=24; model lstm 4; train crop=0.1"]:
            code, _, errors = self.mnl("-c", script)
            self.assertEqual(code, 1, errors)


if __name__ == "__main__":
    unittest.main()
