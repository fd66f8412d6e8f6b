"""Help on the shell and in the language, and the pages of all errors with their examples."""

import gzip
import os
import pathlib
import random
import re
import struct
import subprocess
import unittest

from mnl import BINARY, Case, environment

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "errors").glob("E*.md"))
FENCE = re.compile(r"^```(mnl|mnl-error|mnl-warning|sh-error|sh-warning)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"error\[(E\d{4})\]")
WARNING = re.compile(r"warning\[(E\d{4})\]")
EXPECTED = re.compile(r"\A# .*")
# Nothing that an example could do makes these appear.
WITHOUT_EXAMPLE = {
    "E0422": "told as E0307, like everything that Ctrl-C stops",
    "E0423": "a checkpoint of other data is refused before its place in them is looked at",
    "E0425": "told as E0307, like everything that Ctrl-C stops",
    "E0743": "needs data that change between two runs",
    "E0744": "needs a disk that fails",
    "E0901": "a bug",
}


def declared_codes():
    """Every code that the sources declare."""
    codes = set()
    for path in (ROOT / "Sources").rglob("*.swift"):
        text = path.read_text(encoding="utf-8")
        codes |= {f"E{int(n):04}" for n in re.findall(r"= DiagnosticCode\(rawValue: (\d+)\)", text)}
        if path.name == "DataError.swift":
            codes |= {f"E{int(n):04}" for n in re.findall(r": \((4\d\d), \"", text)}
    return codes


class ErrorPages(Case):
    def test_every_code_has_a_page_and_every_page_a_code(self):
        self.assertEqual({page.stem for page in PAGES}, declared_codes())

    def test_every_page_has_an_example_unless_none_can_be(self):
        example = re.compile(r"^```\w+-(error|warning)$", re.MULTILINE)
        without = {page.stem for page in PAGES if not example.search(page.read_text("utf-8"))}
        self.assertEqual(without, set(WITHOUT_EXAMPLE))

    def test_every_example_is_live(self):
        for page in PAGES:
            for kind, body in FENCE.findall(page.read_text(encoding="utf-8")):
                with self.subTest(page.stem, kind=kind):
                    self.check(page.stem, kind, body)

    def check(self, code, kind, body):
        folder = os.path.join(self.folder, f"{code}-{kind}")
        self.furnish(folder)
        env = environment()
        env["PATH"] = os.path.join(folder, "bin") + os.pathsep + env["PATH"]
        is_shell = kind.startswith("sh-")
        command = ["sh", "-c", body] if is_shell else [BINARY, "run", "-"]
        done = subprocess.run(
            command, input=b"" if is_shell else body.encode(), capture_output=True,
            timeout=120, cwd=folder, env=env)
        errors = done.stderr.decode(errors="replace")
        # The first line of the example names all that it brings; a data set of the example's own
        # making is never the published one.
        named = EXPECTED.match(body).group() if kind.endswith(("error", "warning")) else ""
        wanted = {
            severity: re.findall(rf"{severity} (E\d{{4}})", named) for severity in ("error", "warning")}
        told = [found for found in WARNING.findall(errors) if found != "E0419" or code == "E0419"]
        self.assertEqual(CODE.findall(errors), wanted["error"], errors)
        self.assertEqual(sorted(set(told)), wanted["warning"], errors)
        self.assertIn(code, CODE.findall(errors) + told if named else [code], errors)
        self.assertEqual(done.returncode == 0, not wanted["error"], errors)

    def furnish(self, folder):
        """A folder with `mnl` on its path and a small data set in MNIST's form in `data`."""
        os.makedirs(os.path.join(folder, "data"))
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(os.path.abspath(BINARY), os.path.join(folder, "bin", "mnl"))
        pixels = random.Random(1).randbytes(120 * 784)
        files = {
            "images-idx3": struct.pack(">4I", 2051, 120, 28, 28) + pixels,
            "labels-idx1": struct.pack(">2I", 2049, 120) + bytes(120),
        }
        for part in ("train", "t10k"):
            for kind, content in files.items():
                path = os.path.join(folder, "data", f"{part}-{kind}-ubyte.gz")
                with open(path, "wb") as file:
                    file.write(gzip.compress(content))


class Help(Case):
    def test_the_shell_and_the_language_say_the_same(self):
        for topic in ["train", "load digits", "train.epochs", "search loss", "error E0203", "language"]:
            with self.subTest(topic):
                code, on_shell, _ = self.mnl("help", *topic.split())
                self.assertEqual(code, 0)
                code, in_language, errors = self.mnl("-c", f"help {topic}")
                self.assertEqual((code, in_language), (0, on_shell), errors)

    def test_commands_of_the_shell_come_first(self):
        code, output, _ = self.mnl("help", "run")
        self.assertEqual(code, 0)
        self.assertIn(b"USAGE: mnl run", output)
        self.assertIn(b"run: Computes tensors", self.mnl("help", "tensor.run")[1])

    def test_an_unknown_topic_is_refused_with_the_nearest(self):
        code, output, errors = self.mnl("help", "trian")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0217]: there is no help on 'trian'\nhelp: did you mean `help train`?", errors)

    def test_the_handbook_is_up_to_date(self):
        done = subprocess.run(
            [ROOT / "scripts" / "handbook", "--check", "--binary", BINARY], capture_output=True,
            timeout=60)
        self.assertEqual((done.returncode, done.stdout), (0, b""), done.stderr)

    def test_a_def_explains_itself(self):
        script = "## Doubles a number.\ndef twice(\n  n: int ## what\n) {\n  return $n * 2\n}\nhelp twice\n"
        with open(os.path.join(self.folder, "s.mnl"), "w", encoding="utf-8") as file:
            file.write(script)
        code, output, errors = self.mnl("run", "s.mnl")
        self.assertEqual(code, 0, errors)
        self.assertIn(b"twice: Doubles a number", output)
        self.assertIn(b"what", output)


if __name__ == "__main__":
    unittest.main()
