"""Tests scripts/quickstart against a stand-in for `mnl` that has some data sets and lacks others."""

import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Loads a data set if the file have/NAME is there; of `mnl run` it shows the arguments.
MNL = """#!/bin/sh
if [ "$1" = run ]; then echo "$@"; exit 0; fi
name="${2#load }"
if [ -e "have/$name" ]; then exit 0; fi
if [ -e have/fault ]; then echo 'error[E0901]: a bug' >&2; exit 70; fi
echo "error[E0401]: no $name" >&2
exit 1
"""

# Notes how it was called; installs Fashion-MNIST if have/apt is there.
SETUP = """#!/bin/sh
echo "$@" >> calls
case "$1" in --package) [ -e have/apt ] && touch have/fashion-mnist || exit 2 ;; esac
"""


class QuickstartTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("scripts", "have", ".build/release"):
            (self.root / name).mkdir(parents=True)
        shutil.copy(ROOT / "scripts/quickstart", self.root / "scripts/quickstart")
        for path, text in (("scripts/setup", SETUP), (".build/release/mnl", MNL)):
            (self.root / path).write_text(text)
            (self.root / path).chmod(0o755)

    def quickstart(self, *arguments, have=()):
        """What quickstart prints last, on a machine that has the named things."""
        for name in have:
            (self.root / "have" / name).touch()
        result = subprocess.run(
            [self.root / "scripts/quickstart", *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=30,
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        self.output = result.stdout + result.stderr
        return result.stdout.splitlines()[-1]

    def calls(self):
        """How the set-up was called."""
        return (self.root / "calls").read_text().splitlines()

    def test_replays_mnist_where_it_is(self):
        self.assertEqual(self.quickstart(have=["mnist"]), "run examples/mnist-lstm.mnl")
        self.assertEqual(self.calls(), [""])

    def test_takes_fashion_mnist_without_mnist(self):
        last = self.quickstart(have=["fashion-mnist"])
        self.assertEqual(last, "run examples/mnist-lstm.mnl --set dataset=fashion-mnist")
        self.assertIn("MNIST cannot be had", self.output)

    def test_installs_fashion_mnist_where_it_can(self):
        last = self.quickstart(have=["apt"])
        self.assertEqual(last, "run examples/mnist-lstm.mnl --set dataset=fashion-mnist")
        self.assertEqual(self.calls(), ["", "--package dataset-fashion-mnist"])

    def test_takes_drawn_digits_where_there_is_nothing(self):
        last = self.quickstart()
        self.assertEqual(last, "run examples/mnist-lstm.mnl --set dataset=digits")

    def test_hands_arguments_on(self):
        last = self.quickstart("--set", "epochs=1")
        self.assertEqual(last, "run examples/mnist-lstm.mnl --set dataset=digits --set epochs=1")

    def test_does_not_look_for_mnist_when_the_user_chose(self):
        last = self.quickstart("--set", "dataset=digits")
        self.assertEqual(last, "run examples/mnist-lstm.mnl --set dataset=digits")
        self.assertEqual(self.calls(), [""])

    def test_does_not_take_a_bug_for_missing_data(self):
        last = self.quickstart(have=["fault"])
        self.assertEqual(last, "run examples/mnist-lstm.mnl")
        self.assertIn("E0901", self.output)


if __name__ == "__main__":
    unittest.main()
