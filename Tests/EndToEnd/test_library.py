"""The library of modules: its own examples, where it is found, and how it is installed."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from mnl import BINARY, Case, environment

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "stdlib").glob("*.mnl"))
DEFINITION = re.compile(r"((?:^## ?.*\n)+)^def ([\w.-]+)\(", re.MULTILINE)
EXAMPLE = re.compile(r"^## > (.*?)(?:  # (.*))?$", re.MULTILINE)


class Examples(Case):
    def test_every_command_has_a_summary_and_two_examples_which_run(self):
        ran = 0
        for module in MODULES:
            text = module.read_text(encoding="utf-8")
            found = DEFINITION.findall(text)
            self.assertEqual(len(found), len(re.findall(r"^def ", text, re.MULTILINE)), module.name)
            for comments, name in found:
                examples = EXAMPLE.findall(comments)
                with self.subTest(module=module.stem, command=name):
                    self.assertRegex(comments.splitlines()[0], r"^## [A-Z].*\.$")
                    self.assertGreaterEqual(len(examples), 2)
                for code, words in examples:
                    with self.subTest(module=module.stem, command=name, example=code):
                        self.assertTrue(words)
                        status, _, errors = self.mnl("-c", f"use {module.stem}\n{code}")
                        self.assertEqual((status, b"error" in errors), (0, False), errors)
                        ran += 1
        self.assertGreater(ran, 10)

    def test_the_library_is_in_the_one_style(self):
        files = [str(path) for path in [*MODULES, *sorted((ROOT / "examples").glob("*.mnl"))]]
        self.assertEqual(self.mnl("fmt", "--verify", *files)[:2], (0, b""))

    def test_the_copy_in_the_program_is_the_library(self):
        done = subprocess.run(
            [ROOT / "scripts" / "handbook", "--check"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


class Places(Case):
    def module(self, folder, answer):
        """Writes a module `mine` into a folder of that name."""
        os.makedirs(os.path.join(self.folder, folder), exist_ok=True)
        self.write(os.path.join(folder, "mine.mnl"), f"def answer() {{ return {answer} }}\n")
        return os.path.join(self.folder, folder)

    ASK = ("-c", "use mine; print (answer)")

    def test_the_option_comes_before_the_environment(self):
        option, variable = self.module("a", 1), self.module("b", 2)
        self.assertEqual(self.mnl("--stdlib", option, *self.ASK, MNL_STDLIB=variable)[1], b"1\n")
        self.assertEqual(self.mnl(*self.ASK, MNL_STDLIB=variable)[1], b"2\n")

    def test_what_a_folder_lacks_comes_from_the_program(self):
        folder = self.module("a", 1)
        status, output, _ = self.mnl(
            "--stdlib", folder, "-c", "use mine; use recipes; print (answer)")
        self.assertEqual((status, output), (0, b"1\n"))

    def test_a_missing_module_names_the_places(self):
        folder = self.module("a", 1)
        status, _, errors = self.mnl("--stdlib", folder, "-c", "use nosuch")
        self.assertEqual(status, 2)
        self.assertIn(f"it is not in {folder}\n".encode(), errors)
        self.assertIn(b"it is not in the library of the program\n", errors)

    def test_an_option_that_is_no_folder_is_wrong_usage(self):
        status, output, errors = self.mnl("--stdlib", "/nosuch", *self.ASK)
        self.assertEqual((status, output), (2, b""))
        self.assertIn(b"'--stdlib' must be a folder, and '/nosuch' is none", errors)

    def test_a_path_begins_in_the_folder_of_the_text_that_says_it(self):
        self.module("lib/deep", 3)
        self.write("lib/outer.mnl", 'use "deep/mine.mnl"\ndef ask() { return (answer) }\n')
        script = self.write("main.mnl", "use ./lib/outer.mnl\nprint (outer.ask)\n")
        with tempfile.TemporaryDirectory() as elsewhere:
            done = subprocess.run(
                [BINARY, script], capture_output=True, cwd=elsewhere, env=environment())
        self.assertEqual((done.returncode, done.stdout), (0, b"3\n"), done.stderr)

    def test_a_fault_of_a_module_is_shown_in_its_text_and_nothing_runs(self):
        self.write("faulty.mnl", "def a() { prnt 1 }\n")
        script = self.write("main.mnl", 'print "before"\nuse "faulty.mnl"\na\n')
        status, output, errors = self.mnl(script)
        self.assertEqual((status, output), (2, b""))
        self.assertIn(b"unknown command 'prnt'", errors)
        self.assertIn(b"faulty.mnl:1:11", errors)
        self.assertEqual(errors.count(b"error["), 1)

    def test_a_module_that_is_no_text_is_an_error(self):
        self.write("binary.mnl", b"\x00\xff" * 100)
        status, _, errors = self.mnl("-c", 'use "binary.mnl"')
        self.assertEqual(status, 2)
        self.assertIn(b"error[E0102]", errors)

    def test_a_folder_in_the_place_of_a_module_is_an_error(self):
        os.mkdir(os.path.join(self.folder, "folder.mnl"))
        status, _, errors = self.mnl("-c", 'use "folder.mnl"')
        self.assertEqual(status, 2)
        self.assertIn(b"error[E0113]", errors)

    def test_the_program_alone_in_an_empty_folder_has_its_library(self):
        alone = shutil.copy(BINARY, os.path.join(self.folder, "mnl"))
        done = subprocess.run(
            [alone, "-c", "use tables; load digits train=120 test=24; "
             "compare-units epochs=1 units=[2]"], capture_output=True,
            cwd=self.folder, env=environment())
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_help_explains_a_command_that_is_not_used_yet(self):
        status, output, _ = self.mnl("help", "train-until")
        self.assertEqual(status, 0)
        self.assertIn(b"Full name: recipes.train-until, with `use recipes` before it.", output)


class Refusals(Case):
    def refuse(self, code, message, *options):
        status, _, errors = self.mnl(*options, "-c", code)
        self.assertEqual(status, 1)
        self.assertIn(message, errors)

    def test_recipes_say_what_they_need(self):
        load = "load digits train=120 test=24\n"
        self.refuse("use recipes; " + load + "over-seeds 2 seeds=[]", b"give at least one seed")
        self.refuse(
            "use recipes; " + load + "over-seeds 2 epochs=1", b"--seed fixes the seed", "--seed", "5")
        self.refuse("use tables; " + load + "compare-units epochs=1", b"give at least one number")
        self.refuse(
            "use recipes; load adding steps=4 train=24 test=12; model lstm 2; train-until 0.5",
            b"no accuracy on the validation examples")

    def test_the_seed_is_afterwards_what_it_was(self):
        _, output, _ = self.mnl(
            "-c", "use recipes; load digits train=120 test=24; seed 9\n"
            "let a = over-seeds 2 seeds=[1] epochs=1; print (status).seed")
        self.assertTrue(output.endswith(b"9\n"), output)


class Installation(Case):
    def install(self, *arguments):
        return subprocess.run(
            [ROOT / "scripts" / "install", *arguments], capture_output=True, text=True,
            timeout=1800)

    def test_everything_is_installed_and_the_installed_library_is_used(self):
        if pathlib.Path(BINARY).resolve() != (ROOT / ".build/release/mnl").resolve():
            self.skipTest("the program under test is not what would be installed")
        prefix = os.path.join(self.folder, "prefix")
        done = self.install("--prefix", prefix)
        self.assertEqual(done.returncode, 0, done.stderr)
        again = self.install(f"--prefix={prefix}")
        self.assertEqual(again.returncode, 0, again.stderr)
        files = {
            str(path.relative_to(prefix)) for path in pathlib.Path(prefix).rglob("*")
            if path.is_file()}
        wanted = {"bin/mnl", "share/bash-completion/completions/mnl",
                  "share/zsh/site-functions/_mnl", "share/fish/vendor_completions.d/mnl.fish"}
        wanted |= {f"share/mnl/stdlib/{path.name}" for path in MODULES}
        wanted |= {f"share/mnl/examples/{path.name}" for path in (ROOT / "examples").glob("*.mnl")}
        self.assertEqual(files, wanted)
        program = os.path.join(prefix, "bin", "mnl")
        with open(os.path.join(prefix, "share/mnl/stdlib/mine.mnl"), "w") as file:
            file.write("def answer() { return 42 }\n")
        done = subprocess.run(
            [program, "-c", "use mine; print (answer)"], capture_output=True, env=environment())
        self.assertEqual((done.returncode, done.stdout), (0, b"42\n"), done.stderr)
        bash = os.path.join(prefix, "share/bash-completion/completions/mnl")
        self.assertEqual(subprocess.run(["bash", "-n", bash]).returncode, 0)

    def test_wrong_usage_and_a_folder_that_cannot_be_written_are_told(self):
        self.assertEqual(self.install("--nosuch").returncode, 2)
        self.assertEqual(self.install("--prefix").returncode, 2)
        done = self.install("--prefix", "/proc/nosuch")
        self.assertEqual(done.returncode, 1)
        self.assertIn("'/proc/nosuch' cannot be written", done.stderr)


if __name__ == "__main__":
    unittest.main()
