"""Every help that says what to change is followed, and the error has to go away.

The triggers are the examples of the error pages, of the documentation and of `Fixtures/faults.md`,
which has scripts that are wrong as users write them.
"""

import json
import pathlib
import re
import subprocess
import unittest

from mnl import BINARY, Case, environment

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAULTS = ROOT / "Tests" / "Fixtures" / "faults.md"
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), FAULTS]
FENCE = re.compile(r"^```mnl-(?:error|warning)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FAULT = re.compile(r"# error (E\d{4}) at (\d+):(\d+)\n")


def triggers(pages):
    """The scripts with a fault, as (place, text)."""
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{page.relative_to(ROOT)}:{line}", found.group(1)


def offset(text, line, column):
    """Where a line and a column, counted from 1, are in a text."""
    return sum(len(part) for part in text.splitlines(keepends=True)[: line - 1]) + column - 1


def mended(text, edits):
    """The text after the edits of one help."""
    places = sorted(
        (offset(text, e["line"], e["column"]), offset(text, e["end_line"], e["end_column"]), e["text"])
        for e in edits)
    for start, end, new in reversed(places):
        text = text[:start] + new + text[end:]
    return text


class Remedies(Case):
    def diagnostics(self, text):
        done = subprocess.run(
            [BINARY, "run", "--json", "-"], input=text.encode(), capture_output=True, timeout=120,
            cwd=self.folder, env=environment())
        events = [json.loads(line) for line in done.stdout.splitlines()]
        return [event for event in events if event["type"] == "diagnostic"]

    def test_every_help_that_can_be_followed_makes_its_error_go_away(self):
        applied = advice = silent = 0
        for place, text in triggers(PAGES):
            for found in self.diagnostics(text):
                if not found["edits"]:
                    advice += found["help"] is not None
                    silent += found["help"] is None
                    continue
                with self.subTest(place, help=found["help"]):
                    better = mended(text, found["edits"])
                    rest = self.diagnostics(better)
                    key = (found["code"], found["message"])
                    self.assertNotIn(key, [(d["code"], d["message"]) for d in rest], better)
                    if not found["code"].startswith("E01"):
                        self.assertFalse([d for d in rest if d["code"].startswith("E01")], better)
                applied += 1
        print(f"{applied} helps applied; {advice} are advice; {silent} errors have none")
        self.assertGreater(applied, 40)

    def test_a_script_that_is_wrong_has_the_one_fault_that_it_shows(self):
        for place, text in triggers([FAULTS]):
            with self.subTest(place):
                code, line, column = FAULT.match(text).groups()
                found = [(d["code"], d["line"], d["column"]) for d in self.diagnostics(text)]
                self.assertEqual(found, [(code, int(line), int(column))])

    def test_there_are_scripts_that_are_wrong_in_many_ways(self):
        codes = {FAULT.match(text).group(1) for _, text in triggers([FAULTS])}
        self.assertGreater(len(list(triggers([FAULTS]))), 40)
        self.assertGreater(len(codes), 20)


if __name__ == "__main__":
    unittest.main()
