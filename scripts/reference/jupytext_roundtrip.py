#!/usr/bin/env python3
"""Checks that mnl, stock jupytext and nbformat agree on notebooks.

    .build-venv/jupytext/bin/python scripts/reference/jupytext_roundtrip.py MNL FILE...

MNL is the program, a FILE a script in canonical form or a notebook. For a script:

  jupytext gives it back byte for byte after a trip through .ipynb;
  our .ipynb is valid, has the bytes that nbformat writes, and jupytext makes the script of it;
  of the .ipynb of jupytext we make the script.

For a notebook: what we make of it by way of a script is valid. The commands of jupytext are those
that a user would type; they run with the jupytext of the Python that runs this script.
"""

import argparse
import difflib
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import nbformat


def filtered(command, text):
    """Runs a command as a filter from standard input to standard output."""
    result = subprocess.run(command, input=text, capture_output=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)}: {result.stderr.decode(errors='replace')}")
    return result.stdout


def jupytext(text, *arguments):
    return filtered([sys.executable, "-m", "jupytext", "--quiet", *arguments], text)


class Check:
    """What there is to be seen of one file."""

    def __init__(self, mnl, path):
        self.mnl = mnl
        self.path = path
        self.holds = True

    def convert(self, text, source, target):
        return filtered([self.mnl, "convert", "--from", source, "--to", target, "-", "-"], text)

    def complain(self, words):
        print(f"{self.path}: {words}")
        self.holds = False

    def compare(self, before, after, words):
        if before != after:
            lines = [text.decode(errors="replace").splitlines() for text in (before, after)]
            print("\n".join(difflib.unified_diff(*lines, str(self.path), words, lineterm="")))
            self.complain(f"another file {words}")

    def validate(self, notebook):
        """Whether nbformat takes it without a word, and would write it just so."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            read = nbformat.reads(notebook.decode(), as_version=4)
            nbformat.validate(read)
        self.compare(notebook, nbformat.writes(read).encode() + b"\n", "as nbformat writes it")

    def script(self):
        before = self.path.read_bytes()
        theirs = jupytext(before, "--from", "sh:percent", "--to", "ipynb")
        cells = json.loads(theirs)["cells"]
        markers = [line for line in before.decode().splitlines() if line.startswith("# %%")]
        if len(cells) != len(markers):
            self.complain(f"{len(markers)} cells in the file, {len(cells)} in the notebook")
        back = jupytext(theirs, "--from", "ipynb", "--to", "sh:percent")
        self.compare(before, back, "after the trip")
        ours = self.convert(before, "mnl", "ipynb")
        self.validate(ours)
        for name in ("cell_type", "source", "metadata"):
            if [cell[name] for cell in json.loads(ours)["cells"]] != [cell[name] for cell in cells]:
                self.complain(f"another {name} of a cell than jupytext's")
        back = jupytext(ours, "--from", "ipynb", "--to", "sh:percent")
        self.compare(before, back, "that jupytext makes of our notebook")
        self.compare(
            before, self.convert(theirs, "ipynb", "mnl"), "that we make of jupytext's notebook")
        print(f"{self.path}: {len(cells)} cells" + (", the same bytes" if self.holds else ""))

    def notebook(self):
        with tempfile.TemporaryDirectory() as folder:
            script = str(pathlib.Path(folder, "n.mnl"))
            filtered([self.mnl, "convert", str(self.path), script], b"")
            text = pathlib.Path(script).read_bytes()
        again = self.convert(text, "mnl", "ipynb")
        self.validate(again)
        self.compare(text, self.convert(again, "ipynb", "mnl"), "after the trip")
        print(f"{self.path}: " + ("valid" if self.holds else "not as it should be"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("mnl", metavar="MNL", help="the program")
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
    options = parser.parse_args()
    program = str(pathlib.Path(options.mnl).resolve())
    checks = [Check(program, path) for path in options.files]
    for check in checks:
        check.notebook() if check.path.suffix == ".ipynb" else check.script()
    sys.exit(0 if all(check.holds for check in checks) else 1)


if __name__ == "__main__":
    main()
