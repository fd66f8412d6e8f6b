"""Runs the examples of the documentation with the release binary.

A block ```mnl has to run without an error; a block ```mnl-error begins with `# error E0201` and has
to give just that error. The blocks ```sh and ```python of a section about own data are the steps of one
way, in a folder of its own, and none may fail; without numpy those sections that need it are skipped.
The transcript of the README is typed again, and has to give the same lines
but for their numbers, which depend on the kind of CPU.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
FENCE = re.compile(r"^```(mnl|mnl-error)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^```(sh|python)\n(.*?)^```$|^##+ ([^\n]*)$", re.MULTILINE | re.DOTALL)
TRANSCRIPT = re.compile(r"^```text\n\$ mnl\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"error\[(E\d{4})\]")


def blocks(kind):
    """The blocks of a kind on all pages, as (place, text)."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            if found.group(1) == kind:
                line = text.count("\n", 0, found.start()) + 1
                yield f"{page.relative_to(ROOT)}:{line}", found.group(2)


def run(text):
    """Runs a script from standard input."""
    return subprocess.run(
        [os.environ["MNL_BINARY"]], input=text, capture_output=True, encoding="utf-8", timeout=120
    )


def ways(page):
    """The steps of each section of a page that has some, as (title, [(language, text)])."""
    title, steps = "", []
    for found in STEP.finditer(page.read_text(encoding="utf-8")):
        language, text, heading = found.groups()
        if language:
            steps.append((language, text))
            continue
        if steps:
            yield title, steps
        title, steps = heading, []
    if steps:
        yield title, steps


def python_with_numpy():
    """A Python that has numpy: this one, or that of the comparisons; None if neither has it."""
    for python in (sys.executable, ROOT / ".build-venv/scikit-learn/bin/python"):
        try:
            if subprocess.run([python, "-c", "import numpy"], capture_output=True).returncode == 0:
                return str(python)
        except OSError:
            pass
    return None


def without_numbers(text):
    """The text with a mark in the place of every measured number and every duration."""
    return re.sub(r"\d+ min \d+ s|\d+\.\d+ s|\d+\.\d+|\(\d+ of", "#", text)


class DocumentationTests(unittest.TestCase):
    def test_every_example_runs(self):
        for place, text in blocks("mnl"):
            with self.subTest(place):
                result = run(text)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertNotIn("error[", result.stderr)

    def test_every_error_is_the_one_that_the_page_names(self):
        for place, text in blocks("mnl-error"):
            with self.subTest(place):
                expected = re.match(r"# error (E\d{4})\n", text)
                self.assertIsNotNone(expected, "the block does not say which error it shows")
                result = run(text)
                self.assertNotEqual(result.returncode, 0)
                self.assertEqual(CODE.findall(result.stderr), [expected.group(1)], result.stderr)

    def test_every_way_of_own_data_works(self):
        python = python_with_numpy()
        for title, steps in ways(ROOT / "docs/data.md"):
            with self.subTest(title), tempfile.TemporaryDirectory() as folder:
                if any(language == "python" for language, _ in steps) and not python:
                    self.skipTest("there is no numpy")
                os.mkdir(os.path.join(folder, "bin"))
                os.symlink(
                    os.path.abspath(os.environ["MNL_BINARY"]), os.path.join(folder, "bin", "mnl"))
                path = os.path.join(folder, "bin") + os.pathsep + os.environ["PATH"]
                for language, text in steps:
                    command = ["sh", "-e"] if language == "sh" else [python]
                    done = subprocess.run(
                        command, input=text, capture_output=True, encoding="utf-8", timeout=300,
                        cwd=folder, env={**os.environ, "PATH": path})
                    self.assertEqual(done.returncode, 0, text + done.stderr)
                    self.assertNotIn("error[", done.stderr)

    def test_the_ways_of_own_data_have_steps(self):
        self.assertGreater(len(list(ways(ROOT / "docs/data.md"))), 5)

    def test_the_transcript_of_the_readme_is_real(self):
        (transcript,) = TRANSCRIPT.findall((ROOT / "README.md").read_text(encoding="utf-8"))
        lines = transcript.splitlines()
        typed = [line.removeprefix("mnl> ") for line in lines if line.startswith("mnl> ")]
        result = run("\n".join(typed) + "\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        answers = [line for line in lines if not line.startswith(("mnl> ", "epoch "))]
        self.assertEqual(without_numbers(result.stdout), without_numbers("\n".join(answers) + "\n"))
        epochs = [line for line in lines if line.startswith("epoch ")]
        for line in epochs:
            self.assertIn(line.partition(":")[0] + ": loss ", result.stderr)

    def test_there_are_examples(self):
        self.assertGreater(len(list(blocks("mnl"))), 5)
        self.assertGreater(len(list(blocks("mnl-error"))), 5)

    def test_every_link_leads_somewhere(self):
        for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES]:
            for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
                if not target.startswith("https://"):
                    with self.subTest(page=page.name, target=target):
                        self.assertTrue((page.parent / target).exists())


if __name__ == "__main__":
    unittest.main()
