"""`mnl convert`: notebooks between formats, and nothing lost that was there."""

import json
import os
import pathlib
import re
import subprocess
import unittest

from mnl import BINARY, Case, environment

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.mnl"))
SCRIPT = '# %% Sums name="sums" tags=["slow"]\nprint 1\n'


def notebook(cells, **metadata):
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def code(source, outputs=()):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs)}


class Convert(Case):
    def content(self, name):
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def assertRefused(self, words, *arguments, error=None):
        code, output, errors = self.mnl("convert", *arguments)
        self.assertEqual((code, output), (2, b""), errors)
        self.assertIn(words, errors.decode())
        if error:
            self.assertIn(f"error[{error}]", errors.decode())

    def test_every_example_is_the_same_after_a_trip_through_ipynb(self):
        for path in EXAMPLES:
            with self.subTest(path.name):
                there = f"{path.stem}.ipynb"
                self.assertEqual(self.mnl("convert", str(path), there), (0, b"", b""))
                self.assertEqual(self.mnl("convert", there, path.name), (0, b"", b""))
                self.assertEqual(self.content(path.name), path.read_bytes())

    def test_every_example_is_the_same_after_a_trip_through_markdown(self):
        for path in EXAMPLES:
            with self.subTest(path.name):
                there = f"{path.stem}.md"
                self.assertEqual(self.mnl("convert", str(path), there), (0, b"", b""))
                self.assertEqual(self.mnl("convert", there, path.name), (0, b"", b""))
                self.assertEqual(self.content(path.name), path.read_bytes())

    def test_a_page_needs_nothing_else(self):
        for path in EXAMPLES:
            with self.subTest(path.name):
                page = f"{path.stem}.html"
                self.assertEqual(self.mnl("convert", str(path), page), (0, b"", b""))
                text = self.content(page).decode()
                self.assertNotIn("<script", text)
                self.assertEqual(re.findall(r'(?:src|href)="(?!https?://|data:image/|#)', text), [])
                self.assertEqual(re.findall(r'<(?:img|link)[^>]*"http', text), [])

    def test_a_page_holds_the_pictures_beside_the_notebook(self):
        os.mkdir(os.path.join(self.folder, "in"))
        self.write("in/a.png", b"\0\1\2")
        self.write("in/s.mnl", "# %% [markdown]\n# ![words](a.png)\n")
        self.assertEqual(self.mnl("convert", "in/s.mnl", "out.html"), (0, b"", b""))
        self.assertIn(b'alt="words" src="data:image/png;base64,AAEC"', self.content("out.html"))
        self.assertRefused("is a page, which is written and never read", "out.html", "x.mnl")

    def test_the_commands_of_the_handbook_do_what_it_says(self):
        page = (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```(mnl|sh)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        self.write("lesson.mnl", next(body for kind, body in blocks if kind == "mnl"))
        os.symlink(os.path.abspath(BINARY), os.path.join(self.folder, "mnl"))
        variables = environment()
        variables["PATH"] = self.folder + os.pathsep + variables["PATH"]
        for body in (body for kind, body in blocks if kind == "sh"):
            done = subprocess.run(
                ["sh", "-e", "-c", body], capture_output=True, cwd=self.folder, env=variables,
                timeout=120)
            self.assertEqual((done.returncode, done.stderr), (0, b""), body)

    def test_equal_scripts_give_equal_notebooks(self):
        self.write("s.mnl", SCRIPT)
        for name in ("a.ipynb", "b.ipynb"):
            self.assertEqual(self.mnl("convert", "s.mnl", name), (0, b"", b""))
        self.assertEqual(self.content("a.ipynb"), self.content("b.ipynb"))

    def test_streams_need_their_format_to_be_said(self):
        code, output, errors = self.mnl(
            "convert", "--from", "mnl", "--to", "ipynb", "-", "-", stdin=SCRIPT)
        self.assertEqual((code, errors), (0, b""))
        self.assertEqual(json.loads(output)["cells"][0]["id"], "sums")
        self.assertRefused("--from", "--to", "ipynb", "-", "-", error="E0710")
        self.assertRefused("'s.txt' names no format", "s.txt", "s.ipynb", error="E0710")

    def test_what_is_there_stays_unless_it_is_to_be_replaced(self):
        self.write("s.mnl", SCRIPT)
        kept = self.write("n.ipynb", "mine")
        self.assertRefused("'n.ipynb' is there already", "s.mnl", "n.ipynb")
        self.assertEqual(self.content("n.ipynb"), b"mine")
        os.chmod(kept, 0o640)
        self.assertEqual(self.mnl("convert", "s.mnl", "n.ipynb", "--overwrite"), (0, b"", b""))
        written = self.content("n.ipynb")
        self.assertEqual(os.stat(kept).st_mode & 0o777, 0o640)
        self.assertEqual(self.mnl("convert", "s.mnl", "n.ipynb"), (0, b"", b""))
        self.assertEqual(self.content("n.ipynb"), written)
        self.assertEqual(sorted(os.listdir(self.folder)), ["n.ipynb", "s.mnl"])

    def test_a_place_that_cannot_be_written_is_named(self):
        self.write("s.mnl", SCRIPT)
        os.mkdir(os.path.join(self.folder, "d.ipynb"))
        self.assertRefused("'d.ipynb' is there already", "s.mnl", "d.ipynb")
        self.assertRefused("no such file or directory", "s.mnl", "none/x.ipynb")
        self.assertRefused("'x.mnl' cannot be read: no such file", "x.mnl", "x.ipynb")
        self.assertEqual(sorted(os.listdir(self.folder)), ["d.ipynb", "s.mnl"])

    def test_files_inside_are_written_beside_the_script(self):
        picture = {"a.png": {"image/png": "AAEC"}}
        cell = {"cell_type": "markdown", "metadata": {}, "source": "![](attachment:a.png)"}
        self.write("n.ipynb", notebook([{**cell, "attachments": picture}]))
        code, output, errors = self.mnl("convert", "n.ipynb", "out.mnl")
        self.assertEqual((code, output), (0, b""))
        self.assertIn(b"warning[E0709]: a file inside of the notebook: written into 'out_files'",
                      errors)
        self.assertEqual(self.content("out.mnl"), b"# %% [markdown]\n# ![](out_files/a.png)\n")
        self.assertEqual(self.content("out_files/a.png"), b"\0\1\2")
        self.write("out_files/a.png", "mine")
        self.assertRefused("'out_files/a.png' is there already", "n.ipynb", "out.mnl")
        self.assertEqual(self.content("out_files/a.png"), b"mine")

    def test_code_in_another_language_becomes_raw_text(self):
        self.write("n.ipynb", notebook(
            [code("import os")], kernelspec={"name": "python3", "language": "python"}))
        code_, _, errors = self.mnl("convert", "n.ipynb", "n.mnl")
        self.assertEqual(code_, 0)
        self.assertIn(b"warning[E0708]: the code of 'n.ipynb' is python", errors)
        self.assertEqual(self.content("n.mnl"), b"# %% [raw]\n# import os\n")
        self.assertEqual(self.mnl("run", "n.mnl")[0], 0)

    def test_bad_notebooks_are_refused_each_in_its_own_words(self):
        cases = {
            "E0706 is no notebook: it ends in the middle": notebook([code("1")])[:60],
            "E0706 expected a JSON value": "print 1\n",
            "E0706 it is empty": "",
            "E0707 of nbformat 3": '{"nbformat": 3, "worksheets": []}',
            "E0711 would begin another cell": notebook([code("1\n# %%\n2")]),
            "E0102 found the byte 0xFF": b'{"a": "\xff"}',
        }
        for number, (expected, text) in enumerate(cases.items()):
            error, _, words = expected.partition(" ")
            with self.subTest(expected):
                self.write(f"{number}.ipynb", text)
                self.assertRefused(words, f"{number}.ipynb", "out.mnl", error=error)
                self.assertFalse(os.path.exists(os.path.join(self.folder, "out.mnl")))

    def test_bad_scripts_are_refused_each_in_its_own_words(self):
        cases = {
            "E0701 unknown cell type '[pdf]'": "# %% [pdf]\n1\n",
            "E0702 no closing '# ---'": "# ---\n# a: 1\n1\n",
            "E0703 two cells are named 'a'": '# %% name="a"\n1\n\n# %% name="a"\n2\n',
            "E0704 must start in the first column": "if true {\n  # %% x\n}\n",
        }
        for expected, text in cases.items():
            error, _, words = expected.partition(" ")
            with self.subTest(expected):
                self.write("s.mnl", text)
                self.assertRefused(words, "s.mnl", "s.ipynb", error=error)

    def test_50_megabytes_of_output_are_read(self):
        stream = {"output_type": "stream", "name": "stdout", "text": ["0123456789abcdef\n"] * 3000000}
        self.write("n.ipynb", notebook([code("print 1", [stream])]))
        self.assertGreater(os.path.getsize(os.path.join(self.folder, "n.ipynb")), 50 << 20)
        self.assertEqual(self.mnl("convert", "n.ipynb", "n.mnl", timeout=300), (0, b"", b""))
        self.assertEqual(self.content("n.mnl"), b"# %%\nprint 1\n")

    def test_a_marker_inside_of_a_block_ends_the_cell_there(self):
        self.write("s.mnl", "# %%\nif true {\n# %%\n}\n")
        code_, _, errors = self.mnl("run", "s.mnl")
        self.assertEqual(code_, 2)
        self.assertIn(b"error[E0106]", errors)
        self.assertIn(b"the cell ends where another one begins, on line 3", errors)


if __name__ == "__main__":
    unittest.main()
