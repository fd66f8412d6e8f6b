"""Input that is no script: each its own error, a place and a small message, never a crash."""

import array
import json
import math
import random
import resource
import subprocess
import time
import unittest

from mnl import BINARY, Case, environment


class BadInput(Case):
    def refuse(self, path, code, where=None):
        """Runs a file that cannot run, within 2 s and 200 MB; returns what is said of it."""

        def limit():
            # Of data, not of addresses: the stack of the interpreter is reserved, not used.
            resource.setrlimit(resource.RLIMIT_DATA, (400 << 20, 400 << 20))

        start = time.monotonic()
        done = subprocess.run(
            [BINARY, path], stdin=subprocess.DEVNULL, capture_output=True, timeout=30,
            cwd=self.folder, env=environment(), preexec_fn=limit)
        self.assertEqual(done.returncode, 2, done.stderr[:2000])
        self.assertLess(time.monotonic() - start, 2)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"error[" + code + b"]", done.stderr)
        self.assertLess(len(done.stderr), 2048)
        self.assertNotIn(b"\x1b", done.stderr)
        self.assertNotIn(b"\0", done.stderr)
        if where:
            self.assertIn(where, done.stderr)
        return done.stderr

    def test_missing_file(self):
        self.refuse("no/such.mnl", b"E0113", b"'no/such.mnl' cannot be read: no such file")

    def test_a_model_that_is_not_there(self):
        path = self.write("a.mnl", "print 1\nopen nope\n")
        self.assertIn(b"2 | open nope", self.refuse(path, b"E0216", b"there is no file 'nope'"))

    def test_a_folder_of_data_that_is_not_there(self):
        path = self.write("a.mnl", "print 1\nload mnist dir=nowhere\n")
        self.refuse(path, b"E0216", b"there is no folder 'nowhere'")

    def test_files_and_folders_confused(self):
        path = self.write("a.mnl", "open '.'\nload mnist dir=a.mnl\n")
        text = self.refuse(path, b"E0216", b"'.' is a folder, expected a file")
        self.assertIn(b"'a.mnl' is a file, expected a folder", text)

    def test_directory(self):
        self.refuse(self.folder, b"E0113", b"is a directory")

    def test_unreadable_file(self):
        self.refuse("/proc/self/mem", b"E0113", b"'/proc/self/mem' cannot be read: ")

    def test_random_bytes(self):
        data = random.Random(1).randbytes(1 << 20)
        self.refuse(self.write("a.mnl", data), b"E0102", b"a.mnl:1:")

    def test_random_bytes_that_never_end(self):
        self.refuse("/dev/zero", b"E0113", b"larger than 64 MiB")

    def test_invalid_utf8(self):
        path = self.write("a.mnl", b"let a = 1\nlet b = \"\xe9\"\n")
        text = self.refuse(path, b"E0102", b"a.mnl:2:10")
        self.assertIn(b"found the byte 0xE9 at offset 19", text)

    def test_nul(self):
        self.refuse(self.write("a.mnl", b"let a = 1\n\0\n"), b"E0102", b"a.mnl:2:1")

    def test_nested_parentheses(self):
        self.refuse(self.write("a.mnl", "(" * 10_000 + ")" * 10_000), b"E0107", b"a.mnl:1:")

    def test_nested_brackets_that_never_close(self):
        path = self.write("a.mnl", "let x = " + "[" * 10_000)
        self.refuse(path, b"E0107", b"a.mnl:1:")

    def test_a_line_that_is_too_long(self):
        path = self.write("a.mnl", "let x = '" + "a" * (2 << 20) + "'\n")
        self.refuse(path, b"E0108", b"a.mnl:1:")

    def test_endless_names_and_words(self):
        for line, code in [
            ("a" * 1_000_000, b"E0114"), ("$" + "a" * 1_000_000, b"E0114"),
            ("print " + "a" * 1_000_000, b"E0204"), ("load " + "a" * 1_000_000, b"E0201"),
        ]:
            with self.subTest(line=line[:8]):
                self.refuse(self.write("a.mnl", line + "\n"), code, b"a.mnl:1:")

    def test_a_hundred_thousand_mistakes(self):
        path = self.write("a.mnl", "".join(f"fooo{n} a=1\n" for n in range(100_000)))
        self.refuse(path, b"E0201", b"99990 more errors are not shown")

    def test_indented_marker(self):
        path = self.write("a.mnl", "if true {\n  # %% Inside\n}\n")
        self.refuse(path, b"E0704", b"a.mnl:2:3")

    def test_header(self):
        path = self.write("a.mnl", "# ---\n# a: &anchor x\n# ---\n1\n")
        self.refuse(path, b"E0702", b"a.mnl:2:1")

    def test_escapes_in_the_source(self):
        self.refuse(self.write("a.mnl", b"let a = \x1b[31m\n"), b"E0101")


class Running(Case):
    def test_endless_recursion(self):
        code, output, errors = self.mnl("-c", "def f(n: int) {\n  let r = f $n\n}\nf 1")
        self.assertEqual((code, output), (1, b""))
        self.assertIn(b"error[E0305]", errors)
        self.assertIn(b"in 'f', called at -c:2:11", errors)
        self.assertIn(b"more calls", errors)
        self.assertLess(len(errors), 2048)

    def test_lists_nested_without_an_end(self):
        script = "let l = []\nfor i in 1..100000 { set l = [$l] }\nprint $l"
        code, output, errors = self.mnl("-c", script)
        self.assertEqual((code, output), (1, b""))
        self.assertIn(b"error[E0311]", errors)

    SMALL = "load digits train=240 test=24; let m = model lstm 16; "

    def test_a_rate_that_is_far_too_large(self):
        for settings in ["rate=1e3", "optimizer=(sgd rate=1e3)", "rate=1e300",
                         "optimizer=(sgd momentum=0.9 rate=1e30) schedule=cosine average=0.9"]:
            with self.subTest(settings):
                code, output, errors = self.mnl("-c", self.SMALL + f"train epochs=2 {settings}")
                self.assertEqual(code, 1, errors)
                self.assertIn(b"error[E0607]: training diverged: ", errors)
                self.assertIn(b"the weights are as before the training", errors)
                self.assertIn(b"help: use a smaller rate than 1", errors)
                self.assertNotIn(b"trained", output)

    def test_no_saved_weight_is_infinite_after_a_training_that_diverged(self):
        code, output, errors = self.mnl(
            "-c", self.SMALL + "train epochs=1; let before = $m.hash; "
            "try { train epochs=1 rate=1e3 } catch { print 'caught' }; "
            "expect ($m.hash == $before) 'the weights are as before'; save model.safetensors")
        self.assertEqual(code, 0, errors)
        self.assertIn(b"caught", output)
        with open(f"{self.folder}/model.safetensors", "rb") as file:
            content = file.read()
        length = int.from_bytes(content[:8], "little")
        self.assertIn("lstm.0.kernel", json.loads(content[8 : 8 + length]))
        weights = array.array("f", content[8 + length :])
        self.assertTrue(all(map(math.isfinite, weights)))

    def test_class_weights_that_do_not_fit(self):
        code, _, errors = self.mnl("-c", self.SMALL + "train epochs=1 class-weights=[1, 2]")
        self.assertEqual(code, 1)
        self.assertIn(b"2 class weights for the 10 classes of digits train", errors)

    def test_a_line_of_a_mebibyte_and_many_lines_run(self):
        line = "let x = '" + "a" * (1_000_000) + "'\n1\n"
        self.assertEqual(self.mnl(self.write("a.mnl", line))[:2], (0, b"1\n"))
        lines = "".join(f"let x{n} = {n}\n" for n in range(20_000)) + "$x19999\n"
        self.assertEqual(self.mnl(self.write("b.mnl", lines))[:2], (0, b"19999\n"))


if __name__ == "__main__":
    unittest.main()
