"""`mnl runs`: what is on record is listed, compared, run again and removed."""

import csv
import io
import json
import os
import unittest

from mnl import Case

SCRIPT = """# %% Parameters
param epochs: int 1.. = 1 ## passes
param units: int 1.. = 4 ## LSTM units
# %% Train
load digits train=120 test=24
model lstm $units
train epochs=$epochs rate=0.01
eval
"""


class Runs(Case):
    def setUp(self):
        super().setUp()
        self.state = os.path.join(self.folder, "state")
        self.store = os.path.join(self.state, "mnl/runs")
        self.write("script.mnl", SCRIPT)

    def run_script(self, *arguments, code=0):
        """Runs the script; returns the id of the run."""
        before = set(os.listdir(self.store)) if os.path.isdir(self.store) else set()
        found, _, errors = self.mnl(
            "run", "script.mnl", "--quiet", *arguments, XDG_STATE_HOME=self.state)
        self.assertEqual(found, code, errors)
        (name,) = set(os.listdir(self.store)) - before
        return name

    def runs(self, *arguments, code=0):
        """Runs `mnl runs`; returns its output and its errors."""
        found, output, errors = self.mnl("runs", *arguments, XDG_STATE_HOME=self.state)
        self.assertEqual(found, code, errors)
        return output.decode(), errors.decode()

    def columns(self, *arguments):
        """The headings of the table."""
        return self.runs(*arguments)[0].splitlines()[0].split()

    def test_a_table_has_only_the_parameters_that_differ_and_how_the_goal_went(self):
        self.run_script("--set", "epochs=2")
        self.run_script("--set", "epochs=3")
        output, errors = self.runs()
        self.assertEqual(
            output.splitlines()[0].split(),
            ["id", "status", "started", "seconds", "params.epochs", "test.accuracy", "test.loss"])
        self.assertRegex(output.splitlines()[-1], "[▁▂▃▄▅▆▇█]{3}$")
        self.assertIn("--cols all", errors)

    def test_runs_are_chosen_sorted_and_shown_as_asked(self):
        first, second = self.run_script("--set", "epochs=3"), self.run_script("--set", "epochs=2")
        listed = self.runs("params.epochs<3", "--cols", "id,params.epochs")[0].splitlines()[2:]
        self.assertEqual([line.split() for line in listed], [[second, "2"]])
        listed = self.runs("--sort", "params.epochs", "--cols", "id")[0].split()[2:]
        self.assertEqual(listed, [second, first])
        listed = self.runs("--sort", "params.epochs", "--descending", "--cols", "id")[0].split()[2:]
        self.assertEqual(listed, [first, second])
        self.assertEqual(self.runs("params.epochs>2", "and", "status=failed")[0], "")

    def test_all_is_there_for_programs_and_gives_the_same_order(self):
        for epochs in "231":
            self.run_script("--set", f"epochs={epochs}")
        rows = list(csv.DictReader(io.StringIO(self.runs("--csv")[0])))
        records = json.loads(self.runs("--json")[0])
        self.assertEqual([row["id"] for row in rows], [record["id"] for record in records])
        best = min(rows, key=lambda row: float(row["train.loss"]))
        found = min(records, key=lambda record: record["summary"]["train.loss"]["best"])
        self.assertEqual(best["id"], found["id"])
        self.assertEqual(self.runs("best", "--min", "train.loss")[0].split()[0], best["id"])
        self.assertEqual(best["params.epochs"], "3")

    def test_two_runs_are_compared(self):
        first = self.run_script()
        self.write("script.mnl", SCRIPT.replace("rate=0.01", "rate=0.02"))
        second = self.run_script("--set", "units=5", "--seed", "2")
        output, _ = self.runs("diff", first, second)
        self.assertRegex(output, r"parameters:\n  units  4 -> 5\n")
        self.assertRegex(output, r"test.loss +[\d.]+ -> [\d.]+ \([+-]")
        self.assertIn("seed  1 -> 2", output)
        self.assertIn("same data: yes", output)
        self.assertIn("- train epochs=$epochs rate=0.01\n+ train epochs=$epochs rate=0.02", output)

    def test_a_run_is_run_again_and_measures_the_same(self):
        first = self.run_script("--set", "epochs=2", "--seed", "7")
        self.write("script.mnl", "print 1\n")
        _, errors = self.runs("replay", first, "--quiet")
        self.assertIn("measures as then, in run", errors)
        self.assertEqual(len(os.listdir(self.store)), 2)
        record = os.path.join(self.store, first, "run.json")
        with open(record, encoding="utf-8") as file:
            changed = json.load(file)
        changed["summary"]["test.loss"]["last"] += 0.5
        with open(record, "w", encoding="utf-8") as file:
            json.dump(changed, file)
        _, errors = self.runs("replay", first, "--quiet", code=3)
        self.assertIn("test.loss: ", errors)
        self.assertIn("1 of ", errors)

    def test_a_run_gets_a_label_by_which_it_is_found(self):
        first, second = self.run_script(), self.run_script()
        self.runs("label", first, "the good one")
        self.assertIn("the good one", self.runs()[0])
        self.runs("diff", "the good one", second)
        self.assertIn("labelled 'the good one' already",
                      self.runs("label", second, "the good one", code=2)[1])
        self.runs("label", first)
        self.assertNotIn("the good one", self.runs()[0])

    def test_runs_are_removed_but_none_that_goes_on_or_has_a_label(self):
        names = [self.run_script() for _ in range(3)]
        self.runs("label", names[0], "kept")
        self.write("script.mnl", "for i in 1..1000000000 { }\n")
        process = self.start("run", "script.mnl", XDG_STATE_HOME=self.state)
        self.wait_for(lambda: len(os.listdir(self.store)) >= 4)
        going = (set(os.listdir(self.store)) - set(names)).pop()
        self.wait_for(lambda: os.path.exists(os.path.join(self.store, going, "run.json")))
        self.assertIn("running", self.runs()[0])
        self.assertIn("goes on, so it is not removed", self.runs("rm", names[1], going, code=2)[1])
        self.assertEqual(len(os.listdir(self.store)), 4)
        self.runs("gc", "--keep", "0")
        self.assertEqual(set(os.listdir(self.store)), {names[0], going})
        process.kill()
        process.wait(timeout=60)
        self.assertIn("killed", self.runs()[0])
        self.runs("rm", going, "kept")
        self.assertEqual(os.listdir(self.store), [])

    def test_what_is_not_there_is_told_with_what_there_is(self):
        first = self.run_script()
        for arguments, message in [
            (["diff", first, "1999"], "there is no run '1999'"),
            (["--sort", "acuracy"], "no run has 'acuracy'"), (["--cols", "nothing"], "no run has"),
            (["epochs ~ 3"], "is no condition"), (["rm", "nope"], "there is no run 'nope'"),
        ]:
            self.assertIn(message, self.runs(*arguments, code=2)[1])
        self.assertIn("did you mean", self.runs("--sort", "test.los", code=2)[1])

    def test_a_folder_that_lost_its_record_is_named_and_the_others_are_listed(self):
        first, second = self.run_script(), self.run_script()
        self.write(os.path.join(self.store, first, "run.json"), "{")
        output, errors = self.runs()
        self.assertIn(second, output)
        self.assertNotIn(first, output)
        self.assertIn(f"{first}' holds no record", errors)

    def test_the_table_fits_the_window_and_says_how_much_is_left_out(self):
        self.run_script("--set", "epochs=2")
        self.run_script("--set", "epochs=3")
        terminal = self.terminal("runs", columns=60)
        terminal.wait()
        text = terminal.seen.decode()
        self.assertRegex(text, r"\+\d columns")
        lines = [line for line in text.replace("\r", "").splitlines() if line.startswith("2")]
        self.assertEqual(len(lines), 2)
        self.assertTrue(all(len(line) <= 60 for line in lines), lines)

    def test_the_prompt_lists_runs_and_compares_them(self):
        first, second = self.run_script("--set", "epochs=2"), self.run_script("--set", "epochs=3")
        code, output, errors = self.mnl(
            "-c", f'runs "status=completed"; runs diff "{first}" "{second}"',
            XDG_STATE_HOME=self.state)
        self.assertEqual(code, 0, errors)
        self.assertIn(first.encode(), output)
        self.assertIn(b"epochs  2 -> 3", output)

    def test_the_prompt_completes_the_names_of_runs(self):
        names = [self.run_script(), self.run_script()]
        self.runs("label", names[0], "the first")
        terminal = self.terminal(XDG_STATE_HOME=self.state)
        terminal.expect("mnl> ")
        # A tab that comes with what is before it is taken for pasted text.
        for part, whole in [('runs diff "the', 'first"'), (f'"{names[1][:-1]}', f'{names[1][-1]}"')]:
            terminal.type(part)
            terminal.expect(part)
            terminal.type("\t")
            terminal.expect(whole)
        terminal.type("\r")
        terminal.expect("same script: yes")


if __name__ == "__main__":
    unittest.main()
