"""What `--out` writes is what Jupyter's own package takes and would write, and equal runs give equal bytes."""

import os
import signal
import unittest
import warnings

from mnl import Case
from peers import nbformat

RUN = """# %% [markdown] name="intro"
# # A run with everything
# %% Parameters
param epochs: int = 1 ## passes
# %% Train
load digits train=120 test=24
model lstm 4
train epochs=$epochs
# %% Look
show
eval
plot loss
plot loss to=loss.svg
# %% Fails tags=["raises-exception"]
fail "on purpose"
# %% Ends
print "é 数 {$epochs}"
"""


@unittest.skipIf(nbformat is None, "nbformat is not installed")
class ExportedNotebooks(Case):
    def judge(self, name):
        """Holds a notebook against the format, and its bytes against those that nbformat writes."""
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            text = file.read()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            notebook = nbformat.reads(text, as_version=4)
            nbformat.validate(notebook)
        self.assertEqual(nbformat.writes(notebook) + "\n", text)
        return notebook

    def test_a_run_with_pictures_errors_and_parameters_is_a_notebook(self):
        self.write("a.mnl", RUN)
        code, _, errors = self.mnl("run", "a.mnl", "--out", "a.ipynb", "--set", "epochs=2")
        self.assertEqual(code, 0, errors)
        notebook = self.judge("a.ipynb")
        kinds = {kind for cell in notebook.cells if cell.cell_type == "code"
                 for output in cell.outputs for kind in output.get("data", {})}
        self.assertLessEqual({"image/png", "image/svg+xml", "text/plain"}, kinds)
        self.assertIn("error", {output.output_type for cell in notebook.cells
                                if cell.cell_type == "code" for output in cell.outputs})

    def test_a_run_that_failed_and_one_that_was_stopped_are_notebooks(self):
        self.write("bad.mnl", RUN.replace(' tags=["raises-exception"]', ""))
        self.assertEqual(self.mnl("run", "bad.mnl", "--out", "bad.ipynb")[0], 1)
        self.judge("bad.ipynb")
        self.write("slow.mnl", RUN + "# %% Slow\nprint 1\nfor i in 1..1000000000 { }\n# %% Never\nprint 2\n")
        process = self.start("run", "slow.mnl", "--out", "slow.ipynb")
        while process.stderr.readline().find(b"Slow") < 0:
            pass
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143)
        cells = self.judge("slow.ipynb").cells
        self.assertIsNone(cells[-1].execution_count)

    def test_two_clean_runs_give_the_same_bytes_in_every_form(self):
        self.write("a.mnl", RUN)
        for ending in ("ipynb", "html", "md"):
            contents = []
            for name in ("one", "two"):
                os.makedirs(os.path.join(self.folder, name), exist_ok=True)
                path = f"{name}/a.{ending}"
                code, _, errors = self.mnl("run", "a.mnl", "--clean", "--out", path)
                self.assertEqual(code, 0, errors)
                with open(os.path.join(self.folder, path), "rb") as file:
                    contents.append(file.read())
            self.assertEqual(contents[0], contents[1], ending)

    def test_the_notebook_of_a_record_is_one(self):
        self.write("a.mnl", RUN)
        self.mnl("run", "a.mnl", "--run-dir", "record")
        self.judge("record/notebook.ipynb")


if __name__ == "__main__":
    unittest.main()
