"""`mnl fmt`: one style, in place, as a whole, and never another meaning."""

import os
import pathlib
import re
import resource
import signal
import subprocess
import unittest

from mnl import BINARY, Case, environment

ROOT = pathlib.Path(__file__).resolve().parents[2]
UGLY, NEAT = "let a=1;let  b = [1,2]\n", "let a = 1\nlet b = [1, 2]\n"


class Format(Case):
    def content(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def test_the_examples_are_in_the_one_style(self):
        files = sorted(map(str, (ROOT / "examples").glob("*.mnl")))
        self.assertEqual(self.mnl("fmt", "--verify", *files), (0, b"", b""))

    def test_blocks_of_the_documentation_survive_it(self):
        pages = sorted((ROOT / "docs").glob("*.md"))
        fence = re.compile(r"^```mnl\n(.*?)^```$", re.MULTILINE | re.DOTALL)
        blocks = [block for page in pages for block in fence.findall(page.read_text("utf-8"))]
        self.assertGreater(len(blocks), 20)
        for index, block in enumerate(blocks):
            path = self.write(f"{index}.mnl", block)
            self.assertEqual(self.mnl("fmt", path), (0, b"", b""), block)
            self.assertEqual(self.mnl("fmt", "--verify", path), (0, b"", b""), block)

    def test_a_file_is_replaced_and_keeps_mode_and_link(self):
        path = self.write("s.mnl", UGLY)
        os.chmod(path, 0o750)
        link = os.path.join(self.folder, "link.mnl")
        os.symlink("s.mnl", link)
        self.assertEqual(self.mnl("fmt", link), (0, b"", b""))
        self.assertEqual(self.content(path), NEAT)
        self.assertTrue(os.path.islink(link))
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o750)
        self.assertEqual(sorted(os.listdir(self.folder)), ["link.mnl", "s.mnl"])

    def test_verify_names_what_would_change_and_writes_nothing(self):
        ugly, neat = self.write("ugly.mnl", UGLY), self.write("neat.mnl", NEAT)
        code, output, errors = self.mnl("fmt", "--verify", neat, ugly)
        self.assertEqual((code, output, errors), (3, ugly.encode() + b"\n", b""))
        self.assertEqual(self.content(ugly), UGLY)

    def test_standard_input_goes_to_standard_output(self):
        code, output, errors = self.mnl("fmt", "-", stdin=UGLY.encode())
        self.assertEqual((code, output, errors), (0, NEAT.encode(), b""))

    def test_a_faulty_file_stays_and_the_others_are_written(self):
        faulty, ugly = self.write("faulty.mnl", "let = 1\n"), self.write("ugly.mnl", UGLY)
        code, output, errors = self.mnl("fmt", faulty, ugly)
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0105]", errors)
        self.assertEqual((self.content(faulty), self.content(ugly)), ("let = 1\n", NEAT))

    def test_a_file_that_cannot_be_replaced_stays(self):
        path = self.write("s.mnl", UGLY)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        done = subprocess.run(
            [BINARY, "fmt", path], capture_output=True, timeout=30, cwd=self.folder,
            env=environment(), preexec_fn=limit)
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(f"error[E0309]: '{path}' cannot be written: ", done.stderr.decode())
        self.assertEqual(self.content(path), UGLY)
        self.assertEqual(os.listdir(self.folder), ["s.mnl"])

    def test_a_missing_file_is_named(self):
        code, _, errors = self.mnl("fmt", "nosuch.mnl")
        self.assertEqual(code, 2)
        self.assertIn(b"error[E0113]: 'nosuch.mnl' cannot be read: no such file or directory", errors)


if __name__ == "__main__":
    unittest.main()
