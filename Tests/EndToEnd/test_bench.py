"""Tests what scripts/bench and scripts/check-instructions compute and how they fail."""

import importlib.machinery
import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import types
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load(path):
    """A script as a module."""
    loader = importlib.machinery.SourceFileLoader(path.stem.replace("-", "_"), str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


figures = load(ROOT / "scripts/bench-support/figures.py")
contestants = load(ROOT / "scripts/bench-support/contestants.py")
guard = load(ROOT / "scripts/check-instructions")


class FiguresTests(unittest.TestCase):
    def test_a_step_of_the_tutorial_takes_387_million_operations(self):
        # Forward 139.36, back to h 108.0, weights 139.36 million.
        self.assertEqual(figures.training_flops(50, 28, 28, 100), 386_720_000)

    def test_a_single_time_step_has_no_recurrent_product(self):
        self.assertEqual(figures.training_flops(1, 1, 3, 2), 2 * (2 * 3 * 4 * 2))

    def test_operations_grow_with_the_batch_alone_by_the_same_factor(self):
        self.assertEqual(figures.training_flops(150), 3 * figures.training_flops(50))

    def test_no_size_is_measured_with_fewer_than_20_steps(self):
        self.assertEqual(figures.steps_for(1, 128, 512), 20)

    def test_no_size_is_measured_with_more_than_an_epoch(self):
        self.assertEqual(figures.steps_for(1e15, 128, 64), 429)

    def test_a_ratio_is_taken_pair_by_pair(self):
        self.assertEqual(figures.ratios([6, 2], [2, 1]), [3, 2])

    def test_samples_without_a_partner_are_refused(self):
        with self.assertRaises(ValueError):
            figures.ratios([1, 2], [1])

    def test_a_spread_is_the_median_with_the_lowest_and_the_highest(self):
        self.assertEqual(figures.spread([3, 1, 20, 2, 4], "s", 1), "3.0 s (1.0–20.0)")

    def test_a_single_sample_has_no_spread(self):
        self.assertEqual(figures.spread([0.25], "ms", 0, 1000), "250 ms")

    def test_a_target_is_met_at_its_limit(self):
        self.assertEqual(figures.verdict("tutorial", 0.37, True), "≤ 0.37: met")

    def test_a_missed_target_is_named_as_missed(self):
        self.assertEqual(figures.verdict("training", 2.69, True), "≥ 2.7: **missed**")


    def test_a_made_up_script_has_as_many_lines_as_asked_for(self):
        for lines in (1, 7, 8, 9, 1000):
            self.assertEqual(len(figures.script_of(lines).splitlines()), lines)


class ReportTests(unittest.TestCase):
    def setUp(self):
        sys.path.insert(0, str(ROOT / "scripts/bench-support"))
        self.addCleanup(sys.path.pop, 0)
        self.report = load(ROOT / "scripts/bench-support/report.py")

    def lines(self, results, disturbances=()):
        plan = types.SimpleNamespace(pairs=2, epochs=6)
        return list(self.report.Report(results, plan, "A machine;", disturbances).lines())

    def training(self, levels):
        # 50 sequences a second are one step: 386.72 MFLOP/s.
        return {"training": {
            "sgemm": [386.72e6 * 2, 386.72e6 * 4], "mnl": [50, 100], "mnl eval": [1, 1],
            "torch": [25, 50], "torch eval": [3, 3], "verbs": [50, 100], "levels": levels}}

    def test_a_lower_level_is_held_against_pytorch_at_that_level(self):
        lines = self.lines(self.training({"avx2": {"mnl": [30, 60], "torch": [10, 20]}}))
        level = next(line for line in lines if line.startswith("| both held down to avx2"))
        self.assertIn("| 45 (30–60) | 15 (10–20) | 3.00 (3.00–3.00) | ≥ 2: met |", level)

    def test_the_share_of_sgemm_is_the_work_done_in_its_own_pair(self):
        lines = self.lines(self.training({}))
        share = next(line for line in lines if line.startswith("| share of sgemm"))
        self.assertIn("| 50 % (50–50) | 25 % (25–25) |", share)
        self.assertIn("≥ 85 %: **missed**", share)

    def test_parts_that_were_not_measured_are_left_out(self):
        lines = self.lines({"start-up": [0.01, 0.02]})
        self.assertIn("| `mnl --version` | 15.0 ms (10.0–20.0) |  |  | ≤ 50 ms: met |", lines)
        self.assertFalse([line for line in lines if "training" in line])

    def test_the_language_is_held_against_its_targets(self):
        lines = self.lines({"language": {
            "loop": [0.3, 0.5], "call": [0.5e-6, 1.7e-6], "check 1000": [0.03, 0.05],
            "check 100000": [0.75, 1.25]}})
        self.assertIn("| a call of a `def` | 1.10 µs (0.50–1.70) |  |  | ≤ 1 µs: **missed** |", lines)
        self.assertIn("| `mnl check` of 1,000 lines | 40 ms (30–50) |  |  | ≤ 50 ms: met |", lines)

    def test_on_a_busy_machine_nothing_is_judged(self):
        lines = self.lines({"start-up": [0.01, 0.02]}, disturbances=[0.02, 0.3])
        self.assertIn("| `mnl --version` | 15.0 ms (10.0–20.0) |  |  | ≤ 50 ms: not judged |", lines)
        self.assertIn("other programs took 16% of the processors", "\n".join(lines))


class ContestantTests(unittest.TestCase):
    def program(self, text):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "mnl"
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)
        return path

    def test_a_run_that_fails_has_no_figures_but_a_reason(self):
        with self.assertRaisesRegex(contestants.Broken, "(?s)exit 3 after .*no such data"):
            contestants.run(["sh", "-c", "echo no such data >&2; exit 3"])

    def test_peak_memory_is_that_of_the_program(self):
        _, _, memory = contestants.run([sys.executable, "-c", "x = b'1' * 100_000_000"])
        self.assertGreater(memory, 100e6)

    def test_a_program_that_accepts_any_level_does_not_heed_it(self):
        self.assertFalse(contestants.Mnl(self.program("exit 0"), ".", 1).heeds_level())

    def test_a_program_that_refuses_a_level_that_does_not_exist_heeds_it(self):
        program = self.program('[ "$MNL_CPU" != none-such ]')
        self.assertTrue(contestants.Mnl(program, ".", 1).heeds_level())

    def test_the_rate_is_taken_from_the_cell_that_trains(self):
        program = self.program("""cat <<'END'
{"type": "cell_start", "cell": 1, "name": "warm-up"}
{"type": "cell_end", "cell": 1, "duration_s": 9}
{"type": "cell_start", "cell": 2, "name": "train"}
{"type": "cell_end", "cell": 2, "duration_s": 2}
{"type": "cell_start", "cell": 3, "name": "evaluate"}
{"type": "cell_end", "cell": 3, "duration_s": 0.5}
END
""")
        mnl = contestants.Mnl(program, pathlib.Path("."), 1)
        self.assertEqual(mnl.train(batch=50, hidden=100, steps=10), (250, 0.5))

    def test_a_benchmark_of_a_program_that_is_not_there_says_what_to_do(self):
        done = subprocess.run(
            [ROOT / "scripts/bench", "--binary", "/no/mnl"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(done.stderr, "bench: there is no /no/mnl: run scripts/setup\n")


class InstructionGuardTests(unittest.TestCase):
    def test_counts_within_the_margin_are_no_fault(self):
        self.assertEqual(list(guard.faults({"a": 103, "b": 97}, {"a": 100, "b": 100}, 0.03)), [])

    def test_a_count_above_the_margin_is_a_fault_with_both_numbers(self):
        (line,) = guard.faults({"a": 1_040}, {"a": 1_000}, 0.03)
        self.assertEqual(
            line, "a: 1,040 instructions, 4.0% more than the 1,000 recorded; the margin is 3%")

    def test_a_count_far_below_asks_to_be_recorded(self):
        (line,) = guard.faults({"a": 900}, {"a": 1_000}, 0.03)
        self.assertIn("10.0% fewer", line)
        self.assertIn("record them", line)

    def test_a_guard_that_was_never_recorded_is_a_fault(self):
        self.assertEqual(list(guard.faults({"a": 5}, {}, 0.03)), ["a: 5 instructions, none recorded"])

    def test_a_recorded_guard_that_cannot_be_counted_is_a_fault(self):
        self.assertEqual(
            list(guard.faults({}, {"a": 5}, 0.03)), ["a: recorded, but cannot be counted here"])


if __name__ == "__main__":
    unittest.main()
