"""What `eval` and `compare` show: to a person at a terminal, to a file, to a program."""

import json
import re
import unittest

from mnl import Case

READY = "load digits train=600 test=100; model lstm 8; train epochs=2 batch=20 rate=0.01; "
LINE = r"lstm 8 on digits test after 2 epochs: accuracy \d+\.\d+% \(\d+ of 100\), loss \d+\.\d+"
# As many colours as the terminal is said to have: 16.
COLORED = re.compile(rb"\x1b\[\d+;\d+m +\d+ \x1b\[0m")


class Evaluation(Case):
    def last_line(self, script):
        """The lines of standard output after those of `READY`."""
        code, output, errors = self.mnl("-c", READY + script)
        self.assertEqual(code, 0, errors)
        self.assertNotIn(b"\x1b", output)
        return output.decode().splitlines()[3:]

    def test_is_a_line_in_a_file(self):
        lines = self.last_line("eval; print (eval)")
        self.assertEqual(len(lines), 2)
        for line in lines:
            self.assertRegex(line, f"^{LINE}$")

    def test_shows_all_in_a_file_when_asked_to(self):
        lines = self.last_line("let r = eval; show $r")
        self.assertRegex(lines[0], f"^{LINE}$")
        self.assertIn("class     precision  recall      F1     AUC  examples", lines)
        matrix = lines[-10:]
        self.assertEqual([line.split()[0] for line in matrix], [str(k) for k in range(10)])
        self.assertEqual(len({len(line) for line in matrix}), 1)
        counts = [int(word) for line in matrix for word in line.split()[1:]]
        self.assertEqual((len(counts), sum(counts)), (100, 100))

    def test_shows_all_on_a_terminal_within_its_window(self):
        for columns in [40, 80]:
            with self.subTest(columns=columns):
                terminal = self.terminal("-c", READY + "eval", columns=columns)
                self.assertEqual(terminal.wait(30), 0)
                self.assertRegex(terminal.seen, COLORED if columns == 80 else rb"\x1b\[\d+;\d+m  \x1b\[0m")
                text = re.sub(r"\x1b\[[0-9;]*[mK]", "", terminal.seen.decode())
                for wanted in ["accuracy", "class ", "macro", "true / predicted"]:
                    self.assertIn(wanted, text)
                tables = text[text.index("true / predicted"):].split("\r\n")
                self.assertLessEqual(max(len(line) for line in tables), columns)

    def test_shades_without_colours(self):
        terminal = self.terminal("-c", READY + "eval", NO_COLOR="1")
        self.assertEqual(terminal.wait(30), 0)
        self.assertNotIn(b"\x1b[38", terminal.seen)
        self.assertRegex(terminal.seen.decode(), r"\d[░▒▓█] ")

    def test_tells_a_program_everything(self):
        code, output, errors = self.mnl("--json", "-c", READY + "eval")
        self.assertEqual(code, 0, errors)
        events = [json.loads(line) for line in output.splitlines()]
        bundle = [event["data"] for event in events if event["type"] == "result"][-1]
        self.assertRegex(bundle["text/plain"], f"^{LINE}$")
        parts = bundle["application/vnd.mnl.report+json"]["parts"]
        found = {kind: data for part in parts for kind, data in part.items()}
        self.assertEqual(
            found["application/vnd.mnl.matrix+json"]["columnNames"], [str(k) for k in range(10)])
        self.assertEqual(len(found["application/vnd.mnl.table+json"]["rows"]), 13)
        self.assertEqual(len(found["application/vnd.mnl.curves+json"]["series"]), 3)
        metrics = {event["name"]: event for event in events if event["type"] == "metric"}
        self.assertEqual(metrics["macro-f1"]["split"], "test")
        self.assertEqual(metrics["top-5-accuracy"]["epoch"], 2)


class Comparison(Case):
    def test_says_by_which_test_and_shows_the_counts_on_a_terminal(self):
        script = READY + "let a = eval; train epochs=2; let b = eval; compare $a $b"
        code, output, errors = self.mnl("-c", script)
        self.assertEqual(code, 0, errors)
        self.assertRegex(
            output.decode().splitlines()[-1],
            r"^lstm 8 \(2 epochs\) \S+% and lstm 8 \(4 epochs\) \S+% on digits test: \S+ points, "
            r"p = \S+ \((exact binomial|chi-square with continuity correction), "
            r"\d+ examples? of 100 differs?\)$")
        terminal = self.terminal("-c", script)
        self.assertEqual(terminal.wait(30), 0)
        self.assertIn(b"second right", terminal.seen)

    def test_refuses_other_data_and_other_values(self):
        other = READY + "let a = eval; load digits train=600 test=90; let b = eval; compare $a $b"
        code, _, errors = self.mnl("-c", other)
        self.assertEqual(code, 1)
        self.assertIn(b"digits test (100 examples) and digits test (90 examples)", errors)
        for script in ["compare 1 2", "let a = eval; compare $a", "compare"]:
            code, output, errors = self.mnl("-c", script)
            self.assertEqual((code, output), (2, b""), errors)


if __name__ == "__main__":
    unittest.main()
