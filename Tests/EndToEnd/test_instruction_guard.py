"""Whether `scripts/check-instructions` notices a kernel that got slower."""

import importlib.machinery
import importlib.util
import json
import pathlib
import sys
import unittest
from unittest import mock

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/check-instructions"


def load():
    """The script as a module."""
    loader = importlib.machinery.SourceFileLoader("check_instructions", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    with mock.patch.object(sys, "dont_write_bytecode", True):
        loader.exec_module(module)
    return module


class InstructionGuard(unittest.TestCase):
    def setUp(self):
        self.guard = load()
        self.known = json.loads(self.guard.COUNTS.read_text())

    def judge(self, change):
        """The exit code where each count is the recorded one times `change`."""
        found = {name: round(count * change) for name, count in self.known["counts"].items()}
        with (mock.patch.object(self.guard, "measure", lambda binary: found),
              mock.patch.object(self.guard, "toolchain", lambda: self.known["toolchain"]),
              mock.patch.object(self.guard.shutil, "which", lambda program: program),
              mock.patch("builtins.print")):
            return self.guard.check(sys.executable, record=False)

    def test_five_percent_more_instructions_are_too_many(self):
        self.assertEqual(self.judge(1.05), 1)

    def test_five_percent_fewer_have_to_be_recorded(self):
        self.assertEqual(self.judge(0.95), 1)

    def test_a_difference_of_two_percent_is_none(self):
        self.assertEqual([self.judge(change) for change in (0.98, 1, 1.02)], [0, 0, 0])

    def test_one_slower_kernel_among_others_is_named(self):
        counts = {"training avx2": 1_000_000, "language baseline": 500}
        found = {**counts, "training avx2": 1_050_000}
        faults = list(self.guard.faults(found, counts, self.guard.MARGIN))
        self.assertEqual(len(faults), 1)
        self.assertIn("training avx2: 1,050,000 instructions, 5.0% more", faults[0])

    def test_a_guard_that_was_not_counted_or_not_recorded_is_named(self):
        for found, recorded in [({"a": 1}, {}), ({}, {"a": 1})]:
            self.assertEqual(len(list(self.guard.faults(found, recorded, 0.03))), 1)

    def test_every_guard_is_recorded(self):
        names = {name.split()[0] for name in self.known["counts"]}
        self.assertEqual(names, set(self.guard.GUARDS))

    def test_counts_of_another_compiler_are_not_compared(self):
        with (mock.patch.object(self.guard, "toolchain", lambda: {"swift": "0"}),
              mock.patch.object(self.guard.shutil, "which", lambda program: program),
              self.assertRaises(self.guard.Unable) as raised):
            self.guard.check(sys.executable, record=False)
        self.assertEqual(raised.exception.status, 77)


if __name__ == "__main__":
    unittest.main()
