"""What a person at a terminal sees, and what nobody else may get."""

import os
import signal
import time
import unittest

from mnl import Case

LOOP = "for i in 1..3000000000 { let x = $i }"
ESCAPE = b"\x1b"


class ControlCharacters(Case):
    SCRIPT = 'print "a\\u{1b}[31m\\u{0}b"; "\\u{9b}c"'
    SAFE = b"a\\u{1b}[31m\\u{0}b"

    def test_spelled_out_on_a_terminal(self):
        terminal = self.terminal("-c", self.SCRIPT)
        self.assertEqual(terminal.expect(b"\\u{9b}c"), self.SAFE + b"\r\n")

    def test_spelled_out_in_a_file(self):
        self.assertEqual(
            self.mnl("-c", self.SCRIPT), (0, self.SAFE + b"\n\\u{9b}c\n", b""))


class Prompt(Case):
    def prompt(self, **changes):
        terminal = self.terminal(**changes)
        terminal.expect("mnl> ")
        return terminal

    def test_entries_and_the_end(self):
        terminal = self.prompt()
        terminal.type("let a = 7\n")
        terminal.expect("mnl> ")
        terminal.type("$a + 1\n")
        terminal.expect("\r\n8\r\n")
        terminal.expect("mnl> ")
        terminal.type("\x04")
        self.assertEqual(terminal.wait(), 0)

    def test_an_unfinished_entry_asks_for_more(self):
        terminal = self.prompt()
        terminal.type("if true {\n")
        terminal.expect("...> ")
        terminal.type("let b = 2\n")
        terminal.expect("...> ")
        terminal.type("}\n")
        terminal.expect("mnl> ")

    def test_an_error_does_not_end_it(self):
        terminal = self.prompt()
        for entry, code in [("let = 3", "E0105"), ("$nothing", "E0208"), ("1 div 0", "E0303")]:
            terminal.type(entry + "\n")
            terminal.expect(code)
            terminal.expect("mnl> ")
        terminal.type("2 * 21\n")
        terminal.expect("\r\n42\r\n")

    def test_interrupt_gives_a_fresh_prompt(self):
        terminal = self.prompt()
        terminal.type("let half")
        terminal.read(0.1)
        for _ in range(3):
            terminal.type("\x03")
            terminal.expect("\r\nmnl> ")
        terminal.type("if true {\n")
        terminal.expect("...> ")
        terminal.type("\x03")
        terminal.expect("mnl> ")
        terminal.type("5 + 5\n")
        terminal.expect("\r\n10\r\n")

    def test_interrupt_stops_what_runs_and_keeps_the_session(self):
        terminal = self.prompt()
        terminal.type("let a = 7\n")
        terminal.expect("mnl> ")
        for _ in range(2):
            terminal.type("while true {}\n")
            terminal.expect("{}\r\n")
            time.sleep(0.3)
            terminal.type("\x03")
            terminal.expect("E0307")
            terminal.expect("mnl> ")
        terminal.type("$a\n")
        terminal.expect("\r\n7\r\n")

    def test_two_interrupts_in_a_row_do_not_end_it(self):
        terminal = self.prompt()
        # Nobody reads, so it hangs in a write, where no safe point is between the two.
        terminal.type("for i in 1..100000 { print $i }\n")
        time.sleep(0.5)
        for _ in range(2):
            os.kill(terminal.pid, signal.SIGINT)
            time.sleep(0.2)
        terminal.expect("E0307")
        terminal.expect("mnl> ")

    def test_many_interrupts_do_not_end_it(self):
        terminal = self.prompt()
        for count in range(30):
            terminal.type("while true {}\n" if count % 3 == 0 else "")
            time.sleep(0.01 * (count % 7))
            terminal.type("\x03")
        terminal.settle()

    def test_the_end_inside_an_unfinished_entry(self):
        for changes in [{}, {"TERM": "dumb"}]:
            with self.subTest(changes=changes):
                terminal = self.prompt(**changes)
                terminal.type("if true {\n")
                terminal.expect("...> ")
                terminal.type("\x04")
                terminal.expect("dropped")
                terminal.expect("mnl> ")
                terminal.type("\x04")
                self.assertEqual(terminal.wait(), 0)


class Progress(Case):
    @staticmethod
    def drawings(terminal):
        """Each time that the bar was drawn."""
        return [part for part in terminal.seen.split(b"\r") if b"\x1b[K" in part]

    def test_a_bar_on_a_terminal(self):
        path = self.write("a.mnl", f"# %% Loop\n{LOOP}\n")
        for columns in [100, 40, 20]:
            with self.subTest(columns=columns):
                terminal = self.terminal(path, columns=columns)
                start = time.monotonic()
                # Where much else runs, the first drawing comes later.
                while len(drawings := self.drawings(terminal)) < 2:
                    self.assertLess(time.monotonic() - start, 60)
                    terminal.read(0.4)
                elapsed = time.monotonic() - start
                seen = terminal.seen
                terminal.type("\x03")
                self.assertEqual(terminal.wait(), 130)
                self.assertLessEqual(len(drawings), 10 * elapsed + 1)
                for drawing in drawings:
                    text = drawing.partition(b"\x1b[K")[0].decode()
                    self.assertLess(len(text), columns)
                # The bar is gone before anything else is written.
                self.assertIn(b"\r\x1b[K", terminal.seen[len(seen):])

    def test_no_bar_where_it_is_not_wanted(self):
        for arguments, changes in [
            (["--quiet"], {}), (["--progress", "none"], {}), (["--progress", "lines"], {}),
            ([], {"TERM": "dumb"}),
        ]:
            with self.subTest(arguments=arguments, changes=changes):
                terminal = self.terminal("-c", LOOP, *arguments, **changes)
                terminal.read(1)
                self.assertNotIn(ESCAPE, terminal.seen)
                terminal.type("\x03")
                self.assertEqual(terminal.wait(), 130)


class Escapes(Case):
    def test_colours_for_terminals_that_can(self):
        for arguments, changes, colored in [
            ([], {}, True), ([], {"NO_COLOR": "1"}, False), ([], {"TERM": "dumb"}, False),
            (["--color", "never"], {}, False),
            (["--color", "always"], {"NO_COLOR": "1"}, True),
        ]:
            with self.subTest(arguments=arguments, changes=changes):
                terminal = self.terminal("-c", "$x", *arguments, **changes)
                self.assertEqual(terminal.wait(), 2)
                self.assertEqual(b"\x1b[1;31m" in terminal.seen, colored)
                self.assertEqual(ESCAPE in terminal.seen, colored)

    def test_no_colours_at_the_prompt_where_nobody_wants_them(self):
        for changes in [{"NO_COLOR": "1"}, {"TERM": "dumb"}]:
            with self.subTest(changes=changes):
                terminal = self.terminal(HOME=self.folder, **changes)
                terminal.expect("mnl> ")
                for cell in [
                    "1 div 0", "$x", "help print", "load digits train=600 test=100", "show count=1",
                    "model lstm 8", "train epochs=2", "eval", "plot loss", "gates",
                ]:
                    terminal.type(cell + "\n")
                    terminal.expect("\r\n", 60)
                    self.assertNotRegex(terminal.expect("mnl> ", 60), rb"\x1b\[[0-9;]*m")

    def test_nothing_escapes_off_a_terminal(self):
        failing = self.write("a.mnl", "# %% One\n1\n\n# %% Two\n1 div 0\n")
        loop = self.write("b.mnl", "for i in 1..2000000 { let x = $i }\n")
        train = self.write(
            "c.mnl", "# %%\nload digits train=600 test=100\nmodel lstm 64\n# %%\n"
            "train epochs=30 plot=true\neval\nplot loss\nshow count=2\n")
        for arguments in [
            ("-c", "1"), ("-c", "$x"), (failing,), (loop,), ("--progress", "bar", loop),
            ("--help",), ("help", "run"), ("--list", failing), ("--json", failing), ("--nonsense",),
            ("-c", "'\\u{1b}[1m'"), ("-c", '"\\u{1b}[1m"'),
            (train,), ("--progress", "bar", train), ("--title", train), ("help",), ("doctor",),
            ("help", "error", "E0203"), ("check", failing), ("fmt", "--verify", failing), ("-",),
        ]:
            with self.subTest(arguments=arguments):
                _, output, errors = self.mnl(*arguments)
                self.assertNotIn(ESCAPE, output + errors)
                self.assertNotIn(b"\r", output + errors)

    def test_ascii_where_the_locale_is_not_utf8(self):
        path = self.write("a.mnl", "# %% One\n1\n\n# %% Two\n$x\n")
        for locale in ["C", "POSIX", None]:
            _, output, errors = self.mnl("--list", path, LANG=locale)
            self.assertTrue((output + errors).isascii())


if __name__ == "__main__":
    unittest.main()
