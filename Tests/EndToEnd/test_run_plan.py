"""Which cells run, with which parameters, for how long, and what they are expected to show."""

import json
import os
import pathlib
import unittest

from mnl import Case

CELLS = """\
# %% name="params"
param n: int 1..10 = 3

# %% name="one"
print "one {$n}"
let x = $n * 2

# %% name="two"
print "two {$x}"

# %% name="three"
print "three"
"""


class Cells(Case):
    def setUp(self):
        super().setUp()
        self.path = self.write("a.mnl", CELLS)

    def shown(self, *options):
        code, output, errors = self.mnl("run", self.path, *options)
        self.assertEqual(code, 0, errors)
        return output.decode().split("\n")[:-1]

    def test_cells_before_the_first_run_in_silence(self):
        self.assertEqual(self.shown("--from", "two"), ["two 6", "three"])
        self.assertEqual(self.shown("--from", "3"), ["two 6", "three"])
        self.assertEqual(self.shown("--from=-1"), ["three"])

    def test_cells_after_the_last_do_not_run(self):
        self.assertEqual(self.shown("--to", "one"), ["one 3"])
        self.assertEqual(self.shown("--from", "one", "--to", "two"), ["one 3", "two 6"])

    def test_only_some_cells_run_besides_those_that_declare(self):
        self.assertEqual(self.shown("--only", "three,one"), ["one 3", "three"])

    def test_a_half_built_session_is_refused_before_it_runs(self):
        code, output, errors = self.mnl("run", self.path, "--only", "two")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0208]: nothing binds '$x'", errors)

    def test_a_cell_that_there_is_not_is_named_with_the_nearest(self):
        code, output, errors = self.mnl("run", self.path, "--to", "thre")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"has no cell 'thre', which '--to' names\nhelp: did you mean `three`?", errors)

    def test_options_that_contradict_each_other_are_refused(self):
        for options in (["--only", "one", "--to", "two"], ["--verify", "--update"],
                        ["--timeout", "0"], ["--timeout", "x"]):
            code, output, errors = self.mnl("run", self.path, *options)
            self.assertEqual((code, output), (2, b""), options)
            self.assertTrue(errors)

    def test_tags_say_which_cells_do_not_run_and_which_may_fail(self):
        path = self.write("b.mnl", '# %% tags=["skip-execution"]\nprint 1\n\n'
                          '# %% tags=["raises-exception"]\nmodle lstm\n\n# %%\nprint 3\n')
        code, output, errors = self.mnl(path)
        self.assertEqual((code, output), (0, b"3\n"))
        self.assertIn(b"error[E0201]", errors)

    def test_a_cell_that_was_to_fail_and_did_not_is_worth_a_warning(self):
        path = self.write("b.mnl", '# %% name="a" tags=["raises-exception"]\nprint 1\n')
        code, output, errors = self.mnl(path)
        self.assertEqual((code, output), (0, b"1\n"))
        self.assertIn(b"warning[E0724]: cell 'a' is marked to fail, and did not", errors)


class Limits(Case):
    def test_a_cell_that_runs_too_long_ends_the_run(self):
        path = self.write("a.mnl", "# %% a timeout=0.2\nwhile true { }\n\n# %% b\nprint 2\n")
        code, output, errors = self.mnl(path)
        self.assertEqual((code, output), (124, b""))
        self.assertIn(b"error[E0313]: the cell ran longer than its limit", errors)

    def test_the_option_is_for_cells_without_a_limit_and_cannot_be_caught(self):
        path = self.write(
            "a.mnl", "# %% a timeout=60\nprint 1\n\n"
            "# %% b\ntry { while true { } } catch e { print 2 }\n\n# %% c\nprint 3\n")
        code, output, errors = self.mnl("run", path, "--timeout", "0.2")
        self.assertEqual((code, output), (124, b"1\n"))
        code, output, errors = self.mnl("run", path, "--timeout", "0.2", "--on-error", "continue")
        self.assertEqual((code, output), (124, b"1\n3\n"))


    def test_a_limit_that_is_none_is_refused(self):
        for value in ('"5min"', "0", "-1", "1e300", "null"):
            path = self.write("a.mnl", f"# %% a timeout={value}\nprint 1\n")
            code, output, errors = self.mnl(path)
            self.assertEqual((code, output), (2, b""), value)
            self.assertIn(b"error[E0701]: the time limit of a cell", errors)
            self.assertIn(b"a.mnl:1:8", errors)

    def test_a_file_after_one_that_ran_out_of_time_runs_where_errors_do_not_stop(self):
        slow = self.write("slow.mnl", "while true { }\n")
        good = self.write("good.mnl", "print 1\n")
        options = ["--timeout", "0.2"]
        self.assertEqual(self.mnl("run", slow, good, *options)[:2], (124, b""))
        self.assertEqual(
            self.mnl("run", slow, good, *options, "--on-error", "continue")[:2], (124, b"1\n"))


class Parameters(Case):
    def setUp(self):
        super().setUp()
        self.path = self.write("a.mnl", CELLS)

    def value(self, *options, **variables):
        code, output, errors = self.mnl(
            "run", self.path, "--json", *options, **variables)
        self.assertEqual(code, 0, errors)
        start = json.loads(output.split(b"\n")[0])
        return start["params"]["n"], start["origins"]["n"]

    def test_the_option_beats_the_environment_beats_the_file_beats_the_default(self):
        file = self.write("p.json", '{"n": 4}')
        self.assertEqual(self.value(), ("3", "default"))
        self.assertEqual(self.value("--params", file), ("4", "file"))
        self.assertEqual(self.value("--params", file, MNL_SET_n="5"), ("5", "environment"))
        self.assertEqual(
            self.value("--params", file, "--set", "n=6", MNL_SET_n="5"), ("6", "option"))

    def test_every_kind_of_value_goes_through_a_file(self):
        script = self.write(
            "b.mnl", "param a: bool = false\nparam b: float = 1\nparam c: text = x\n"
            "param d: list = []\nparam e: duration = 1s\nparam f = 1\n"
            "print $a $b $c $d $e $f\n")
        file = self.write(
            "p.json", '{"a": true, "b": 1e-3, "c": "a {b} \'c\'", '
            '"d": [1, "x{y}\\n", [null], "\\r\\u0001"], "e": "2min", "f": -2}')
        code, output, errors = self.mnl("run", script, "--params", file)
        self.assertEqual((code, errors), (0, b""))
        self.assertEqual(
            output.decode(),
            'true 0.001 a {b} \'c\' [1, "x{y}\\n", [none], "\\u{d}\\u{1}"] 2min -2\n')

    def test_what_is_wrong_is_told_with_its_place_before_anything_runs(self):
        for text, words in (
            ('{"m": 1}', b"error[E0209]: the script has no parameter 'm'"),
            ('{"n": 11}', b"error[E0203]: n must be from 1 to 10"),
            ('{"n": "x"}', b"error[E0204]: n must be an int"),
            ('{"n": {}}', b"gives 'n' an object"), ('{"n": 1, "n": 2}', b"twice"),
            ("[1]", b"holds no object"), ('{"n": 1', b"is no JSON"), ("", b"is no JSON"),
        ):
            file = self.write("p.json", text)
            code, output, errors = self.mnl("run", self.path, "--params", file)
            self.assertEqual((code, output), (2, b""), text)
            self.assertIn(words, errors)
            self.assertIn(b"p.json", errors)

    def test_a_variable_for_no_parameter_is_refused(self):
        code, output, errors = self.mnl("run", self.path, MNL_SET_m="1")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"MNL_SET_m:1:1", errors)


class ExpectedOutput(Case):
    SCRIPT = "param n = 1\nprint $n\n#> 1\nfor k in 1..2 { print $k }\n#> ...\n"

    def test_what_is_as_expected_ends_well(self):
        path = self.write("a.mnl", self.SCRIPT)
        code, output, errors = self.mnl("run", path, "--verify")
        self.assertEqual((code, output), (0, b"1\n1\n2\n"))
        self.assertIn(b"2 as expected, 0 not", errors)

    def test_what_differs_is_shown_and_the_exit_code_is_3(self):
        path = self.write("a.mnl", self.SCRIPT)
        code, output, errors = self.mnl("run", path, "--verify", "--set", "n=2")
        self.assertEqual((code, output), (3, b"2\n1\n2\n"))
        self.assertIn(b"error[E0722]: the output differs", errors)
        self.assertIn(b"- 1\n+ 2\n", errors)
        self.assertIn(b"1 as expected, 1 not", errors)

    def test_a_cell_that_fails_outweighs_an_output_that_differs(self):
        path = self.write("a.mnl", "print 1\n#> 2\nprint (1 div 0)\n")
        self.assertEqual(self.mnl("run", path, "--verify")[0], 1)

    def test_a_cell_that_fails_is_not_compared_as_well(self):
        path = self.write("a.mnl", "print (1 div 0)\n#> 1\n")
        code, output, errors = self.mnl("run", path, "--verify")
        self.assertEqual(code, 1)
        self.assertNotIn(b"E0722", errors)
        self.assertIn(b"0 as expected, 0 not", errors)

    def test_an_update_changes_only_the_lines_that_differ(self):
        path = self.write("a.mnl", self.SCRIPT)
        self.assertEqual(self.mnl("run", path, "--update", "--set", "n=2")[0], 0)
        self.assertEqual(
            pathlib.Path(path).read_text(), self.SCRIPT.replace("#> 1\n", "#> 2\n"))
        self.assertEqual(self.mnl("run", path, "--verify", "--set", "n=2")[0], 0)

    def test_a_file_of_which_not_all_ran_stays_as_it_is(self):
        text = "print 1\n#> 2\nprint (1 div 0)\n"
        path = self.write("a.mnl", text)
        self.assertEqual(self.mnl("run", path, "--update")[0], 1)
        self.assertEqual(pathlib.Path(path).read_text(), text)

    def test_a_mistake_on_purpose_is_expected_by_its_first_line(self):
        path = self.write(
            "a.mnl", '# %% tags=["raises-exception"]\nprint (1 div 0)\n'
            "#> error[E0303]: [..]\n")
        code, output, errors = self.mnl("run", path, "--verify")
        self.assertEqual((code, output), (0, b""))
        self.assertIn(b"1 as expected, 0 not", errors)

    def test_tables_are_expected_as_a_file_gets_them(self):
        path = self.write("a.mnl", "load digits\nsummary\n#>\n")
        self.assertEqual(self.mnl("run", path, "--update")[0], 0)
        code, output, errors = self.mnl("run", path, "--verify")
        self.assertEqual(code, 0, errors)


class Reports(Case):
    def test_a_run_is_kept_as_a_notebook_in_several_forms(self):
        path = self.write("a.mnl", CELLS)
        notebook, page = os.path.join(self.folder, "r.ipynb"), os.path.join(self.folder, "r.md")
        code, output, errors = self.mnl("run", path, "--out", notebook, "--out", page)
        self.assertEqual(code, 0, errors)
        cells = json.loads(pathlib.Path(notebook).read_text())["cells"]
        self.assertEqual([len(cell["outputs"]) for cell in cells], [0, 1, 1, 1])
        self.assertEqual(cells[1]["outputs"][0]["text"], ["one 3\n"])
        self.assertIn("two 6", pathlib.Path(page).read_text())

    def test_a_page_holds_code_and_outputs(self):
        path = self.write("a.mnl", "load digits\nmodel lstm 4\neval\n")
        page = os.path.join(self.folder, "r.html")
        code, output, errors = self.mnl("run", path, "--out", page)
        self.assertEqual(code, 0, errors)
        text = pathlib.Path(page).read_text()
        self.assertTrue(text.startswith("<!doctype html>") or text.startswith("<!DOCTYPE html>"))
        self.assertIn("image/svg+xml", text)
        self.assertIn("lstm 4 on digits test", text)

    def test_a_report_is_complete_also_after_an_error(self):
        path = self.write("a.mnl", "# %%\nprint 1\n\n# %%\nprint (1 div 0)\n\n# %%\nprint 3\n")
        notebook = os.path.join(self.folder, "r.ipynb")
        self.assertEqual(self.mnl("run", path, "--out", notebook)[0], 1)
        cells = json.loads(pathlib.Path(notebook).read_text())["cells"]
        self.assertEqual([cell["execution_count"] for cell in cells], [1, 2, None])
        self.assertEqual(cells[1]["outputs"][-1]["output_type"], "error")

    def test_equal_runs_give_equal_files_if_that_is_asked_for(self):
        path = self.write("a.mnl", "load digits\nmodel lstm 4\ntrain epochs=1 batch=500\neval\n")
        files = [os.path.join(self.folder, name) for name in ("a.ipynb", "b.ipynb")]
        for file in files:
            self.assertEqual(self.mnl("run", path, "--clean", "--out", file)[0], 0)
        first, second = (pathlib.Path(file).read_bytes() for file in files)
        self.assertEqual(first, second)

    def test_a_report_that_cannot_be_written_keeps_the_script_from_running(self):
        path = self.write("a.mnl", "print 1\n")
        for file in (os.path.join(self.folder, "no/r.ipynb"), os.path.join(self.folder, "r.txt"), path):
            code, output, errors = self.mnl("run", path, "--out", file)
            self.assertEqual((code, output), (2, b""), file)
            self.assertIn(b"error[E0", errors)
        self.assertEqual(pathlib.Path(path).read_text(), "print 1\n")

    def test_nothing_is_replaced_unless_all_reports_can_be_written(self):
        path = self.write("a.mnl", "print 1\n")
        kept = self.write("kept.md", "what was there\n")
        for other in ("no/r.ipynb", "r.txt", "."):
            other = os.path.join(self.folder, other)
            code, output, errors = self.mnl("run", path, "--json", "--out", kept, "--out", other)
            self.assertEqual(code, 2, other)
            last = json.loads(output.split(b"\n")[-2])
            self.assertEqual((last["type"], last["exit"]), ("run_end", 2))
            self.assertEqual(pathlib.Path(kept).read_text(), "what was there\n")


if __name__ == "__main__":
    unittest.main()
