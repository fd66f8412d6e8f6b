"""What the check of a script finds before anything runs, and what becomes of errors afterwards."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import unittest

from mnl import BINARY, Case, environment

FOUR = "# %% a\n1\n\n# %% b name=\"two\"\nlet d = 4 div 0\n\n# %% c\n3\n\n# %% d\n$d\n"


class BeforeTheRun(Case):
    TRAINS = "# %% Train\nload digits\nmodel lstm 128\ntrain epochs=50\nsave model.safetensors\n\n"

    def test_three_typos_in_the_last_cell_are_shown_and_nothing_trains(self):
        path = self.write("a.mnl", self.TRAINS + "# %% End\nevla\nprint $reslut\neval modle=$m\n")
        begin = time.monotonic()
        code, output, errors = self.mnl(path)
        # Fifty epochs take minutes; the bound is generous, because machines are busy.
        self.assertLess(time.monotonic() - begin, 20)
        self.assertEqual((code, output), (2, b""))
        for place in [b"E0201]", b"a.mnl:8:1, cell 2", b"E0208]", b"a.mnl:9:7, cell 2", b"E0202]",
                      b"a.mnl:10:6, cell 2"]:
            self.assertIn(place, errors)
        self.assertNotIn(b"epoch", errors)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "model.safetensors")))

    def test_programs_see_that_nothing_began_where_the_last_cell_is_wrong(self):
        path = self.write("a.mnl", self.TRAINS + "# %% End\nevla\nprint $reslut\neval modle=1\n")
        code, output, _ = self.mnl("--json", path)
        events = [json.loads(line) for line in output.splitlines()]
        self.assertEqual(code, 2)
        self.assertEqual(
            [event["code"] for event in events if event["type"] == "diagnostic"],
            ["E0201", "E0208", "E0202"])
        self.assertFalse(
            {event["type"] for event in events} & {"progress", "output", "metric", "result"})

    def test_columns_count_unicode_scalars(self):
        # The place begins behind an emoji and behind an accent that is a character of its own.
        path = self.write("a.mnl", "print \"\U0001F600 e\u0301\" $reslut\n")
        _, output, _ = self.mnl("--json", path)
        events = [json.loads(line) for line in output.splitlines()]
        found = next(event for event in events if event["type"] == "diagnostic")
        self.assertEqual(
            (found["line"], found["column"], found["end_line"], found["end_column"]), (1, 14, 1, 21))
        self.assertIn(b"a.mnl:1:14", self.mnl(path)[2])

    def test_ten_mistakes_at_most_and_how_many_more(self):
        code, _, errors = self.mnl("-c", "".join(f"wibble{n}\n" for n in range(13)))
        self.assertEqual((code, errors.count(b"error[E0201]")), (2, 10))
        self.assertIn(b"note: 3 more errors are not shown", errors)

    # A text for each thing that is known before the run, and what is said of it.
    MISTAKES = {
        "the name of a command": ("lod digits", "E0201"),
        "the name of a parameter": ("train epoch=3", "E0202"),
        "the name of a variable": ("print $nothing", "E0208"),
        "a field of a known result": ("let r = eval; print $r.acuracy", "E0213"),
        "the type of a literal": ("train epochs=six", "E0204"),
        "a limit": ("train epochs=0", "E0203"),
        "a limit for a variable": ("let n = 0; train epochs=$n", "E0203"),
        "a unit that is missing": ("train for=3", "E0204"),
        "a unit of another kind": ("train epochs=3s", "E0204"),
        "one of some words": ("cast (constant [1]) to=flot", "E0203"),
        "a parameter that must be given": ("reshape (constant [1])", "E0205"),
        "a file that must exist": ("open none-such.safetensors", "E0216"),
        "a module": ("use none-such", "E0215"),
        "a param without a value": ("param x: int; print $x", "E0205"),
        "the default of a param": ("param x: int 1..5 = 9; print $x", "E0211"),
        "a param within a block": ("if true { param x: int = 1 }", "E0112"),
        "return at the top level": ("return 3", "E0112"),
        "break outside of a loop": ("def f() { break }", "E0112"),
        "continue outside of a loop": ("if true { continue }", "E0112"),
        "a condition": ("while 1 { }", "E0302"),
        "what a loop goes through": ("for i in 3 { }", "E0302"),
        "what an operator takes": ("let n = \"6\"; print ($n + 1)", "E0302"),
        "what an operator takes, by type": ("def f(n: text) { return ($n * 2) }", "E0302"),
        "a comparison of different kinds": ("load digits; if (eval) > 0.9 { }", "E0302"),
        "what a format takes": ("print \"{'a':.2}\"", "E0302"),
        "the second word in a variable": ("let name = \"digts\"; load $name", "E0201"),
        "an index": ("let l = [1, 2]; print $l[2]", "E0304"),
        "sizes": ("reshape (constant [1, 2, 3]) [2, 2]", "E0601"),
        "shapes": ("let x = placeholder [none, 9]; $x @ (constant [[1, 2]])", "E0601"),
    }

    def test_each_thing_that_can_be_known_is_known_before_the_run(self):
        for name, (text, code) in self.MISTAKES.items():
            with self.subTest(name):
                status, output, errors = self.mnl("-c", "print 1; " + text)
                self.assertEqual((status, output), (2, b""), errors)
                self.assertEqual(errors.count(b"error["), 1, errors)
                self.assertIn(f"error[{code}]".encode(), errors)

    def test_values_from_outside_are_checked_too(self):
        path = self.write("a.mnl", "param x: int 1..5 = 2\nprint $x\n")
        for setting, code in {"x=9": b"E0203", "x=a": b"E0204", "y=1": b"E0209"}.items():
            with self.subTest(setting):
                status, output, errors = self.mnl(path, "--set", setting)
                self.assertEqual((status, output), (2, b""))
                self.assertIn(b"error[" + code, errors)

    def test_what_cannot_be_meant_is_a_warning_and_runs(self):
        for text, code in {"param x: int = 3": b"E0218",
                           "def f() { return 1; print 2 }": b"E0219",
                           "for i in 1..3 { break; print 2 }": b"E0219"}.items():
            with self.subTest(text):
                status, output, errors = self.mnl("-c", text + "\nprint 4")
                self.assertEqual((status, output), (0, b"4\n"))
                self.assertIn(b"warning[" + code, errors)

    def test_a_mistake_has_no_follow_ups(self):
        code, _, errors = self.mnl("-c", "let r = evla\nprint $r.accuracy\nprint ($r + 1)\n")
        self.assertEqual((code, errors.count(b"error[")), (2, 1), errors)

    def test_the_prompt_checks_each_cell_with_the_same_words(self):
        lines = ["trian", "print $nothing", "1 + true"]
        for line in lines:
            with self.subTest(line):
                _, _, errors = self.mnl("-c", line)
                message = errors.split(b"\n", 1)[0]
                terminal = self.terminal(NO_COLOR="1")
                terminal.expect("mnl> ")
                terminal.type(line + "\n")
                terminal.expect(message)
                terminal.expect("mnl> ")


class AfterAnError(Case):
    def test_the_cells_after_one_that_failed_do_not_run(self):
        code, output, errors = self.mnl(self.write("a.mnl", FOUR))
        self.assertEqual((code, output), (1, b"1\n"))
        self.assertIn(b"a.mnl:5:11, cell 'two'", errors)
        self.assertIn(b"2 cells did not run", errors)
        self.assertNotIn(b"cells failed", errors)

    def test_they_run_if_that_is_asked_for(self):
        code, output, errors = self.mnl("--on-error", "continue", self.write("a.mnl", FOUR))
        self.assertEqual((code, output), (1, b"1\n3\n"))
        self.assertIn(b"a.mnl:5:11, cell 'two'", errors)
        self.assertIn(b"2 cells failed: 'two', 4", errors)
        self.assertNotIn(b"did not run", errors)

    def test_what_a_failed_cell_did_not_make_is_said_to_be_so(self):
        path = self.write("a.mnl", FOUR)
        _, _, errors = self.mnl("--on-error=continue", path)
        self.assertIn(
            f"error[E0208]: nothing binds '$d'\n  --> {path}:11:1, cell 4".encode(), errors)
        self.assertIn(b"note: it may be what cell 'two' failed to make", errors)

    def test_an_expectation_that_does_not_hold_stops_all_the_same(self):
        text = "# %% a\n1 div 0\n\n# %% b\nexpect (1 > 2) 'order'\n\n# %% c\n3\n"
        code, output, errors = self.mnl("--on-error=continue", self.write("a.mnl", text))
        self.assertEqual((code, output), (1, b""))
        self.assertIn(b"error[E0306]", errors)
        self.assertIn(b"1 cell did not run", errors)
        text = text.replace("1 div 0", "1")
        self.assertEqual(self.mnl("--on-error=continue", self.write("a.mnl", text))[0], 3)

    def test_the_next_file_runs_as_well(self):
        bad, good = self.write("bad.mnl", "1 div 0\n"), self.write("good.mnl", "2\n")
        self.assertEqual(self.mnl("--on-error=continue", bad, good)[:2], (1, b"2\n"))

    def test_programs_are_told_how_each_cell_ended(self):
        _, output, _ = self.mnl("--json", "--on-error=continue", self.write("a.mnl", FOUR))
        events = [json.loads(line) for line in output.splitlines()]
        self.assertEqual(
            [event["status"] for event in events if event["type"] == "cell_end"],
            ["ok", "failed", "ok", "failed"])

    def test_an_unknown_option_is_answered_with_the_nearest(self):
        code, output, errors = self.mnl("--on-eror", "continue", "-c", "1")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"--on-error", errors)


# Runs a program and writes the most memory it took, in KiB, to a file. A process of its own: what a
# child takes counts from its parent's memory on, and the one that runs the tests has grown large.
MEASURE = """
import os, resource, sys
code = os.spawnv(os.P_WAIT, sys.argv[2], sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""


class LargeInput(Case):
    def measured(self, content):
        """Runs a file; returns its code, its output, its errors and the memory it took, in bytes."""
        path, peak = self.write("a.mnl", content), os.path.join(self.folder, "peak")
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, peak, BINARY, path], stdin=subprocess.DEVNULL,
            capture_output=True, env=environment(), timeout=120)
        with open(peak) as file:
            return done.returncode, done.stdout, done.stderr, int(file.read()) << 10

    def test_a_hundred_thousand_lines_run(self):
        lines = "".join(f"let x{n} = {n}\n" for n in range(100_000)) + "$x99999\n"
        code, output, _, memory = self.measured(lines)
        self.assertEqual((code, output), (0, b"99999\n"))
        self.assertLess(memory, 400 << 20)

    def test_what_is_no_script_is_refused_in_little_memory(self):
        texts = {
            "random bytes": random.Random(2).randbytes(1 << 20),
            "a line of 2 MiB": b"print '" + b"a" * (2 << 20) + b"'\n",
            "10,000 open parentheses": b"(" * 10_000,
            "NUL": b"print 1\0\n" * 100_000,
            "a lone surrogate": b"print '\xed\xa0\x80'\n",
            "bytes that are not UTF-8": b"print '\xff\xfe'\n",
        }
        for name, content in texts.items():
            with self.subTest(name):
                code, output, errors, memory = self.measured(content)
                self.assertEqual((code, output), (2, b""))
                self.assertLess(len(errors), 2048)
                self.assertTrue(all(line.isprintable() for line in errors.decode().split("\n")))
                self.assertLess(memory, 200 << 20)


class EveryWayIn(Case):
    """The same script, however it comes, and what is no script at all."""

    SCRIPT = "let a = 3\nfor k in 1..2 {\n  print ($a * $k)\n}\n$a\n1 div 0"

    def test_a_script_means_the_same_however_it_comes(self):
        for name, text in {
            "as it is": self.SCRIPT, "with a final newline": self.SCRIPT + "\n",
            "with CRLF": self.SCRIPT.replace("\n", "\r\n"), "with a BOM": "\ufeff" + self.SCRIPT,
        }.items():
            path = self.write("a.mnl", text)
            ways = {
                "file": (path,), "run file": ("run", path), "-": ("-",), "stdin": (),
                "/dev/stdin": ("/dev/stdin",), "-c": ("-c", text),
            }
            for way, arguments in ways.items():
                with self.subTest(name, way=way):
                    reads = way in ("-", "stdin", "/dev/stdin")
                    code, output, errors = self.mnl(*arguments, stdin=text if reads else "")
                    self.assertEqual((code, output), (1, b"3\n6\n3\n"), errors)
                    self.assertIn(b":6:3", errors)

    def test_what_cannot_be_read_is_named_and_nothing_runs(self):
        self.assertEqual(self.mnl(self.write("empty.mnl", "")), (0, b"", b""))
        for path in ["no-such.mnl", self.folder]:
            with self.subTest(path):
                code, output, errors = self.mnl(path)
                self.assertEqual((code, output), (2, b""))
                self.assertIn(path.encode(), errors)

    def test_help_and_version_go_to_stdout(self):
        for arguments in [("--help",), ("--version",), ("help",), ("help", "train")]:
            with self.subTest(arguments):
                code, output, errors = self.mnl(*arguments)
                self.assertEqual((code, errors), (0, b""))
                self.assertTrue(output)


class Endless(Case):
    """What would never end by itself."""

    def test_a_loop_is_stopped_by_an_interrupt(self):
        process = self.start("-c", "print 'it runs'\nwhile true {}")
        self.assertEqual(process.stdout.readline(), b"it runs\n")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"E0307", errors)

    def test_a_recursion_ends_with_the_chain_of_its_calls(self):
        text = "# %% a name=\"deep\"\ndef down(n: int) {\n  down ($n + 1)\n}\ndown 1\n\n# %% b\n1\n"
        code, output, errors = self.mnl(self.write("a.mnl", text))
        self.assertEqual((code, output), (1, b""))
        self.assertIn(b"error[E0305]", errors)
        self.assertIn(b"  in 'down', called at ", errors)
        self.assertIn(b"a.mnl:3:3, cell 'deep'", errors)
        self.assertIn(b"a.mnl:5:1, cell 'deep'", errors)
        self.assertIn(b"more calls ...", errors)

    def test_an_error_in_a_def_names_the_calls_on_the_way_to_it(self):
        text = "def inner(n: int) { return 1 div $n }\ndef outer() { inner 0 }\nouter\n"
        _, output, errors = self.mnl("--json", self.write("a.mnl", text))
        found = [json.loads(line) for line in output.splitlines()]
        (fault,) = [event for event in found if event["type"] == "diagnostic"]
        self.assertEqual((fault["line"], fault["column"]), (1, 30))
        calls = [(call["command"], call["line"], call["column"]) for call in fault["calls"]]
        self.assertEqual(calls, [("inner", 2, 15), ("outer", 3, 1)])


class AtThePrompt(Case):
    def prompt(self):
        terminal = self.terminal()
        terminal.expect("mnl> ")
        return terminal

    def test_a_mistake_is_told_at_once_and_asks_for_no_more_lines(self):
        terminal = self.prompt()
        terminal.type("let = 3\n")
        said = terminal.expect("mnl> ")
        self.assertIn(b"error[E0105]", said)
        self.assertNotIn(b"...>", said)

    def test_mistakes_of_beginners_are_answered_and_the_prompt_goes_on(self):
        terminal = self.prompt()
        for line, answer in [
            ("trian", "did you mean `train`?"),
            ("train epoch=3", "did you mean `epochs`?"),
            ("train epochs=six", "got the word six"),
            ("train epochs=0", "epochs must be from 1 to"),
            ("model lstm hidden", "got the word hidden"),
        ]:
            terminal.type(line + "\n")
            terminal.expect("error[E02")
            terminal.expect(answer)
            terminal.expect("mnl> ")
        terminal.type("2 * 21\n")
        terminal.expect("\r\n42\r\n")


if __name__ == "__main__":
    unittest.main()
