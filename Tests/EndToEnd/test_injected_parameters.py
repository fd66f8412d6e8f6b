"""Notebooks of runs say which values their parameters got."""

import json
import pathlib
import unittest

from mnl import Case

SCRIPT = """\
# %% settings
param n: int = 1
param name: text = one

# %% use
print $n $name
"""


class InjectedParameters(Case):
    def export(self, name, *settings):
        path = self.write("a.mnl", SCRIPT)
        out = str(pathlib.Path(path).with_name(name))
        words = [word for setting in settings for word in ("--set", setting)]
        status, _, errors = self.mnl("run", path, "--no-record", "--out", out, *words)
        self.assertEqual(status, 0, errors)
        return out

    def test_a_notebook_has_a_cell_with_the_values_below_the_one_that_declares_them(self):
        out = self.export("a.ipynb", "n=3", "name=two words")
        cells = json.loads(pathlib.Path(out).read_text())["cells"]
        self.assertEqual(cells[1]["metadata"]["tags"], ["injected-parameters"])
        self.assertEqual(
            "".join(cells[1]["source"]),
            "# The values of this run.\nset n = 3\nset name = \"two words\"")
        self.assertEqual("".join(cells[2]["outputs"][0]["text"]), "3 two words\n")

    def test_a_notebook_of_defaults_has_none(self):
        self.assertNotIn("injected", pathlib.Path(self.export("a.ipynb")).read_text())

    def test_it_is_left_out_when_the_notebook_is_read(self):
        for name in ("a.ipynb", "a.md"):
            with self.subTest(name=name):
                out = self.export(name, "n=3")
                self.assertIn("set n = 3", pathlib.Path(out).read_text())
                status, text, errors = self.mnl("convert", out, "-", "--to", "mnl")
                self.assertEqual(status, 0, errors)
                self.assertIn(b"param n: int = 1", text)
                self.assertNotIn(b"set n", text)

    def test_a_page_shows_it(self):
        out = self.export("a.html", "n=3")
        self.assertIn("The values of this run.", pathlib.Path(out).read_text())


if __name__ == "__main__":
    unittest.main()
