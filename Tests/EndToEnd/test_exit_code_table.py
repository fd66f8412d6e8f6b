"""The table of exit codes in docs/experiments.md, a test for each row."""

import pathlib
import re
import signal
import unittest

from mnl import Case

TABLE = pathlib.Path(__file__).resolve().parents[2] / "docs/experiments.md"
FOREVER = "print 1\nfor i in 1..1000000000 { }\n"


class ExitCodes(Case):
    def ends(self, code, text, *options, **changes):
        self.write("a.mnl", text)
        found, _, errors = self.mnl("run", "a.mnl", *options, **changes)
        self.assertEqual(found, code, errors)

    def stopped(self, number):
        """Runs something for ever and stops it with a signal; the exit code."""
        self.write("a.mnl", FOREVER)
        process = self.start("run", "a.mnl")
        self.assertEqual(process.stdout.readline(), b"1\n")
        process.send_signal(number)
        process.communicate(timeout=60)
        return process.returncode

    def test_the_table_has_the_rows_that_are_tested(self):
        section = TABLE.read_text(encoding="utf-8").split("## Exit codes")[1]
        codes = re.findall(r"\d+", " ".join(re.findall(r"^\| ([\d, ]+) \|", section, re.MULTILINE)))
        self.assertEqual(codes, ["0", "1", "2", "3", "70", "124", "130", "143", "141"])

    def test_0_all_ran(self):
        self.ends(0, "print 1\n")

    def test_1_a_cell_failed(self):
        self.ends(1, "fail \"no\"\n")

    def test_2_nothing_ran(self):
        self.ends(2, "print 1\ntrian 2\n")

    def test_3_an_expectation_differs(self):
        self.ends(3, "expect (1 > 2) \"one is more\"\n")
        self.ends(3, "print 1\n#> 2\n", "--verify")

    def test_70_a_bug(self):
        self.write("a.mnl", FOREVER)
        process = self.start("run", "a.mnl")
        self.assertEqual(process.stdout.readline(), b"1\n")
        # What a trap of our own raises.
        process.send_signal(signal.SIGILL)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 70)

    def test_124_a_cell_ran_out_of_time(self):
        self.ends(124, FOREVER, "--timeout", "0.2")

    def test_130_an_interrupt(self):
        self.assertEqual(self.stopped(signal.SIGINT), 130)

    def test_143_a_request_to_end(self):
        self.assertEqual(self.stopped(signal.SIGTERM), 143)

    def test_141_the_reader_went_away(self):
        self.write("a.mnl", "for i in 1..100000 { print \"a line that nobody reads {$i}\" }\n")
        process = self.start("run", "a.mnl", "--quiet")
        process.stdout.readline()
        process.stdout.close()
        process.stderr.read()
        self.assertEqual(process.wait(timeout=60), 141)


if __name__ == "__main__":
    unittest.main()
