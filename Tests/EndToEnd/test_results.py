"""`scripts/results`: the page of figures, and that it is whole."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

from mnl import BINARY, Case

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "results"


def titles(page):
    """The tasks of a page, in the order of its table."""
    return re.findall(r"^\| (?!task|-)(.*?) \|", page, re.MULTILINE)


class Results(Case):
    def run_script(self, *arguments):
        return subprocess.run(
            [sys.executable, SCRIPT, *arguments], capture_output=True, encoding="utf-8",
            timeout=120)

    def test_a_quick_run_writes_the_page(self):
        page = os.path.join(self.folder, "results.md")
        done = self.run_script(
            "--quick", "--only", "mnist", "adding", "--binary", BINARY, "--output", page)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        with open(page, encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(len(titles(text)), 2)
        self.assertIn("the figures mean nothing", text)
        self.assertRegex(text, r"\| \d\d\.\d\d % ± 0\.00 % \| 1 \| at least 98\.8 % \|")

    def test_a_run_that_fails_is_told_and_leaves_the_page_alone(self):
        page = os.path.join(self.folder, "results.md")
        done = self.run_script("--quick", "--binary", "/bin/false", "--output", page)
        self.assertEqual(done.returncode, 1)
        self.assertIn("results: mnist, seed 1: exit 1", done.stderr)
        self.assertFalse(os.path.exists(page))

    def test_a_missing_program_is_named(self):
        done = self.run_script("--binary", "/nosuch/mnl")
        self.assertEqual(done.returncode, 2)
        self.assertIn("there is no program at /nosuch/mnl: swift build -c release", done.stderr)

    def test_the_published_page_has_every_task_in_full_size(self):
        page = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
        tasks = re.findall(r'Task\("[\w-]+", "(.*?)",', SCRIPT.read_text(encoding="utf-8"))
        self.assertEqual(titles(page), tasks)
        self.assertNotIn("mean nothing", page)


if __name__ == "__main__":
    unittest.main()
