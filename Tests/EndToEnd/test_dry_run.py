"""`mnl run --dry-run`: what would run, without running it."""

import json
import os
import unittest

from mnl import Case

SCRIPT = (
    "# %% Values name=\"values\"\nparam n: int 1..9 = 2\nparam word = \"a\"\nprint $n\n\n"
    "# %% Slow name=\"slow\" timeout=90\nprint 1 div 0\n\n"
    "# %% name=\"later\" tags=[\"skip-execution\"]\nprint 3\n\n"
    "# %% [markdown]\n# Text\n\n"
    "# %% name=\"oops\" tags=[\"raises-exception\"]\nprint (1 div 0)\n\n"
    "# %% name=\"end\"\nprint 4\n").replace("print 1 div 0", "print (1 div 0)")


class DryRun(Case):
    def plan(self, *options, **changes):
        """The rows of the two tables, by their first cell."""
        path = self.write("a.mnl", SCRIPT)
        code, output, errors = self.mnl("run", path, "--dry-run", "--json", *options, **changes)
        self.assertEqual((code, errors), (0, b""))
        tables = [
            json.loads(line)["data"]["application/vnd.mnl.table+json"]["rows"]
            for line in output.splitlines()]
        return [{row[0]: row[1:] for row in rows} for rows in tables]

    def test_nothing_runs_and_nothing_is_written(self):
        path = self.write("a.mnl", SCRIPT)
        report = os.path.join(self.folder, "r.md")
        code, output, errors = self.mnl("run", path, "--dry-run", "--out", report)
        self.assertEqual((code, errors), (0, b""))
        self.assertFalse(os.path.exists(report))
        self.assertIn("runs, and may fail", output.decode())
        self.assertIn("1 min 30 s", output.decode())

    def test_parameters_come_with_value_and_origin(self):
        file = self.write("p.json", '{"word": "b"}')
        parameters, _ = self.plan("--params", file, "--set", "n=3")
        self.assertEqual(parameters, {"n": ["3", "option"], "word": ["b", "file " + file]})
        parameters, _ = self.plan(MNL_SET_n="4")
        self.assertEqual(parameters, {"n": ["4", "environment"], "word": ['"a"', "default"]})

    def test_each_cell_says_what_becomes_of_it(self):
        _, cells = self.plan("--timeout", "30")
        self.assertEqual([cells[number][2:] for number in range(1, 6)], [
            ["runs", "30.0 s"], ["runs", "1 min 30 s"], ["left out: its tag `skip-execution`", ""],
            ["runs, and may fail", "30.0 s"], ["runs", "30.0 s"]])

    def test_cells_before_the_first_run_in_silence_and_those_after_the_last_not_at_all(self):
        _, cells = self.plan("--from", "slow", "--to", "oops")
        self.assertEqual([cells[number][2] for number in (1, 2, 5)], [
            "runs in silence", "runs", "left out: it comes after `--to`"])

    def test_what_only_does_not_name_is_left_out(self):
        _, cells = self.plan("--only", "end")
        self.assertEqual([cells[number][2] for number in (1, 5)], [
            "left out: `--only` does not name it", "runs"])

    def test_what_could_not_run_is_refused(self):
        path = self.write("a.mnl", "param epochs = 1\nprint $epochs $x\n")
        for options in ([], ["--set", "epoch=2"]):
            code, output, errors = self.mnl("run", path, "--dry-run", *options)
            self.assertEqual((code, output), (2, b""))
            self.assertIn(b"error[E02", errors)
        good = self.write("b.mnl", "print 1\n")
        code, output, errors = self.mnl("run", good, "--dry-run", "--out", "no/r.md")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"no/r.md", errors)


if __name__ == "__main__":
    unittest.main()
