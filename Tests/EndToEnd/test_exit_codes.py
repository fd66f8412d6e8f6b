"""How the program ends, and what it says where."""

import json
import subprocess
import unittest

from mnl import BINARY, Case, environment

FAILING = "# %% One\n1\n\n# %% Two\n1 div 0\n\n# %% Three\n3\n"


class ExitCodes(Case):
    def test_all_ran(self):
        code, output, errors = self.mnl("-c", "1 + 2")
        self.assertEqual((code, output, errors), (0, b"3\n", b""))

    def test_a_failing_cell_stops_the_run(self):
        path = self.write("a.mnl", FAILING)
        code, output, errors = self.mnl(path)
        self.assertEqual(code, 1)
        self.assertEqual(output, b"1\n")
        self.assertIn(b"error[E0303]", errors)
        self.assertIn(f"--> {path}:5:".encode(), errors)
        self.assertIn(b", cell 2", errors)
        self.assertIn(b"1 cell did not run", errors)

    def test_an_expectation_that_does_not_hold(self):
        code, output, errors = self.mnl("-c", 'print 1\nexpect (1 > 2) "order"\nprint 2')
        self.assertEqual((code, output), (3, b"1\n"))
        self.assertIn(b"error[E0306]: expected: order", errors)

    def test_a_file_that_fails_keeps_the_next_from_running(self):
        bad, good = self.write("bad.mnl", "1 div 0\n"), self.write("good.mnl", "2\n")
        self.assertEqual(self.mnl(bad, good)[:2], (1, b""))

    def test_a_mistake_in_the_last_cell_keeps_the_first_from_running(self):
        path = self.write("a.mnl", "# %% a\n1\n\n# %% b\n$x\n")
        code, output, errors = self.mnl(path)
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0208]", errors)

    def test_independent_mistakes_are_shown_together(self):
        code, _, errors = self.mnl("-c", "$x\n$y\n$z")
        self.assertEqual(code, 2)
        self.assertEqual(errors.count(b"error[E0208]"), 3)

    def test_mistakes_of_syntax_in_two_cells_are_shown_together(self):
        path = self.write("a.mnl", "# %% a\nlet = 1\n\n# %% b\n1 +\n")
        code, output, errors = self.mnl(path)
        self.assertEqual((code, output), (2, b""))
        self.assertEqual(errors.count(b"error[E0105]"), 2)

    def test_usage(self):
        for arguments in [
            ("--nonsense",), ("-c",), ("--threads", "0", "-c", "1"),
            ("--threads", "1025", "-c", "1"), ("--threads", "x", "-c", "1"),
            ("--seed", "-1", "-c", "1"), ("--progress", "loud", "-c", "1"),
            ("--set", "x", "-c", "1"), ("-c", "1", "file.mnl"), ("check",),
        ]:
            with self.subTest(arguments=arguments):
                code, output, errors = self.mnl(*arguments)
                self.assertEqual((code, output), (2, b""))
                self.assertIn(b"Usage:", errors)

    def test_a_number_out_of_range_is_named(self):
        for option, value in [("--threads", b"-1"), ("--seed", b"-1")]:
            errors = self.mnl(option, "-1", "-c", "1")[2]
            self.assertIn(b"got " + value, errors)

    def test_version_and_help(self):
        self.assertEqual(self.mnl("--version"), (0, b"0.1.0\n", b""))
        for arguments in [("--help",), ("run", "--help"), ("help", "check")]:
            code, output, errors = self.mnl(*arguments)
            self.assertEqual((code, errors), (0, b""))
            self.assertIn(b"USAGE:", output)

    def test_check_runs_nothing(self):
        good = self.write("good.mnl", "while true {}\n")
        bad = self.write("bad.mnl", "$x\n")
        self.assertEqual(self.mnl("check", good), (0, b"", b""))
        code, output, errors = self.mnl("check", good, bad)
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"bad.mnl:1:1", errors)

    def test_all_files_are_checked_before_the_first_one_runs(self):
        good = self.write("good.mnl", "1\n")
        bad = self.write("bad.mnl", "$x\n")
        code, output, _ = self.mnl(good, bad)
        self.assertEqual((code, output), (2, b""))
        self.assertEqual(self.mnl("--quiet", good, good), (0, b"1\n1\n", b""))

    def test_a_full_disk_is_no_success(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [BINARY, "-c", "1"], stdout=full, stderr=subprocess.PIPE, env=environment())
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"error[E0309]: standard output cannot be written: no space", done.stderr)


class Sources(Case):
    def test_the_same_text_by_every_way(self):
        text = "let a = 3\n$a * 2"
        for content in [text, text + "\n", text.replace("\n", "\r\n"), "\ufeff" + text]:
            with self.subTest(content=content):
                path = self.write("a.mnl", content)
                expected = (0, b"6\n", b"")
                self.assertEqual(self.mnl(path), expected)
                self.assertEqual(self.mnl("run", path), expected)
                self.assertEqual(self.mnl(stdin=content), expected)
                self.assertEqual(self.mnl("-", stdin=content), expected)
                self.assertEqual(self.mnl("/dev/stdin", stdin=content), expected)
                if not content.startswith("\ufeff"):
                    self.assertEqual(self.mnl("-c", content), expected)

    def test_an_empty_text(self):
        self.assertEqual(self.mnl(stdin=""), (0, b"", b""))
        self.assertEqual(self.mnl(self.write("a.mnl", "")), (0, b"", b""))
        self.assertEqual(self.mnl("-c", ""), (0, b"", b""))

    def test_a_text_that_begins_with_a_sign(self):
        self.assertEqual(self.mnl("-c", "-3 + 1"), (0, b"-2\n", b""))

    def test_set(self):
        path = self.write("a.mnl", "param n: int 1..9 = 2\n$n * 10\n")
        self.assertEqual(self.mnl(path), (0, b"20\n", b""))
        self.assertEqual(self.mnl(path, "--set", "n=3"), (0, b"30\n", b""))
        self.assertEqual(self.mnl("run", "--set=n=4", path), (0, b"40\n", b""))
        for value, code in [("n=10", b"E0203"), ("n=x", b"E0204"), ("m=1", b"E0209")]:
            with self.subTest(value=value):
                status, output, errors = self.mnl(path, "--set", value)
                self.assertEqual((status, output), (2, b""))
                self.assertIn(b"error[" + code + b"]", errors)

    def test_list_of_several_files(self):
        first, second = self.write("a.mnl", "param n: int = 1\n"), self.write("b.mnl", "2\n")
        code, output, errors = self.mnl("--list", "--params-help", first, second)
        self.assertEqual((code, errors), (0, b""))
        lines = [line.split()[0] for line in output.decode().splitlines() if "──" not in line]
        self.assertEqual(
            lines, ["file", first, "file", first, "file", second, second + ":"])

    def test_list_with_a_parameter_that_is_not_there(self):
        path = self.write("a.mnl", "param epochs: int = 1\n")
        code, output, errors = self.mnl("--list", path, "--set", "epoch=5")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0209]", errors)
        self.assertIn(b"did you mean `epochs`?", errors)

    def test_list(self):
        path = self.write(
            "a.mnl",
            '# %% [markdown] name="intro"\n# Text\n\n# %% Load it name="load"\n'
            "param n: int 1..9 = 2  ## how many\n1 div 0\n")
        code, output, errors = self.mnl("--list", path, "--set", "n=5")
        self.assertEqual((code, errors), (0, b""))
        self.assertEqual(
            output.decode().splitlines(), [
                "cell  name   title    kind      params",
                "────  ─────  ───────  ────────  ──────",
                "      intro           markdown",
                "   1  load   Load it  code      n=5",
            ])
        code, output, _ = self.mnl("--params-help", path)
        self.assertEqual(code, 0)
        self.assertIn("n      int 1..9  2        how many", output.decode())

    def test_seed_and_threads(self):
        code, output, _ = self.mnl("-c", "let s = status\n$s.seed\n$s.threads", "--seed", "7",
                                   "--threads", "3")
        self.assertEqual((code, output), (0, b"7\n3\n"))


    def test_the_seed_is_1_unless_another_is_asked_for(self):
        self.assertEqual(self.mnl("-c", "let s = status\n$s.seed"), (0, b"1\n", b""))


class JSONLines(Case):
    def events(self, *arguments, code):
        status, output, errors = self.mnl("--json", *arguments)
        self.assertEqual((status, errors), (code, b""))
        events = [json.loads(line) for line in output.splitlines()]
        self.assertEqual([event["seq"] for event in events], list(range(1, len(events) + 1)))
        return events

    def test_a_run(self):
        events = self.events(self.write("a.mnl", FAILING), code=1)
        self.assertEqual(
            [event["type"] for event in events], [
                "run_start", "cell_start", "result", "cell_end", "cell_start", "diagnostic",
                "cell_end", "cell_end", "run_end",
            ])
        statuses = [event["status"] for event in events if "status" in event]
        self.assertEqual(statuses, ["ok", "failed", "pending", "failed"])
        self.assertEqual(events[5]["place"], "cell 2")
        self.assertEqual(events[-1]["exit"], 1)

    def test_what_cannot_run(self):
        events = self.events("-c", "$x", code=2)
        self.assertEqual(
            [event["type"] for event in events], ["run_start", "diagnostic", "run_end"])
        self.assertEqual(self.events("no-such-file", code=2)[1]["code"], "E0113")


if __name__ == "__main__":
    unittest.main()
