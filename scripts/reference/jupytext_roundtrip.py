#!/usr/bin/env python3
"""Checks that stock jupytext gives .mnl files back byte for byte after a trip through .ipynb.

    .build-venv/jupytext/bin/python scripts/reference/jupytext_roundtrip.py examples/*.mnl

The two commands of the trip are those that a user would type; they run with the jupytext of the
Python that runs this script.
"""

import argparse
import difflib
import json
import pathlib
import subprocess
import sys


def jupytext(text, *arguments):
    """Runs jupytext as a filter from standard input to standard output."""
    command = [sys.executable, "-m", "jupytext", "--quiet", *arguments]
    result = subprocess.run(command, input=text, capture_output=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(arguments)}: {result.stderr.decode(errors='replace')}")
    return result.stdout


def check(path):
    """Returns whether the file comes back unchanged, and says what became of it."""
    before = path.read_bytes()
    notebook = jupytext(before, "--from", "sh:percent", "--to", "ipynb")
    after = jupytext(notebook, "--from", "ipynb", "--to", "sh:percent")
    cells = json.loads(notebook)["cells"]
    markers = [line for line in before.decode().splitlines() if line.startswith("# %%")]
    if len(cells) != len(markers):
        print(f"{path}: {len(markers)} cells in the file, {len(cells)} in the notebook")
        return False
    if before != after:
        lines = [text.decode(errors="replace").splitlines() for text in (before, after)]
        print("\n".join(difflib.unified_diff(*lines, str(path), "after the trip", lineterm="")))
        print(f"{path}: changed by the trip")
        return False
    print(f"{path}: {len(cells)} cells, the same bytes")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
    results = [check(path) for path in parser.parse_args().files]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
