"""Windows of all sizes, which change while one types or while something runs; where the cursor is."""

import os
import unittest

import screen
from test_prompt_editing import UP, Prompting

LOAD = "load digits train=600 test=100; model lstm 16"
LEFT = "\x1b[D"
REDRAW = "\x0c"


class Inputrc(Prompting):
    def test_searching_of_the_user_in_vi_mode(self):
        terminal = self.prompt(
            "set editing-mode vi\nset keyseq-timeout 20\nset keymap vi-insert\n"
            '"\\C-p": history-search-backward\nset keymap vi-command\n'
            '"K": history-search-backward\n')
        self.answer(terminal, "11 + 1", "12")
        self.answer(terminal, "22", "22")
        self.answer(terminal, "1\x10", "12")
        # The command mode of vi: the same search, then the last digit becomes another.
        terminal.type("1\x1b")
        terminal.read(0.3)
        terminal.type("A1\x1b")
        terminal.read(0.3)
        terminal.type("K$r5")
        self.answer(terminal, "", "16")

    def test_a_file_that_is_broken(self):
        terminal = self.prompt('set editing-mode nothing\n"\\C-t: nothing\n$if\n\x00\xff\n')
        self.answer(terminal, "6 * 7", "42")


class Sizes(Prompting):
    def drawings(self, terminal):
        """What each drawing of the bar since the last look has, without the last."""
        parts = terminal.seen.split(b"\r")
        terminal.seen = parts[-1]
        return [part.partition(b"\x1b[K")[0].decode() for part in parts[:-1] if b"\x1b[K" in part]

    def test_while_a_bar_is_drawn(self):
        terminal = self.prompt()
        terminal.type("for i in 1..3000000000 { let x = $i }\r")
        terminal.expect("}\r\n", 60)
        for columns in [80, 30, 120, 20, 60]:
            with self.subTest(columns=columns):
                terminal.resize(columns)
                # Those that were on their way already may be of the old width.
                for _ in range(60):
                    terminal.read(0.5)
                    drawn = [text for text in self.drawings(terminal)[1:] if text]
                    if drawn and max(map(len, drawn)) < columns:
                        break
                else:
                    self.fail(f"drawings of other widths than below {columns}: {drawn}")
        terminal.type("\x03")
        terminal.expect("E0307", 60)
        terminal.expect("mnl> ", 60)
        self.answer(terminal, "6 * 7", "42")

    def test_twenty_columns_are_enough(self):
        terminal = self.terminal(HOME=self.folder, columns=20)
        terminal.expect("mnl> ", 60)
        for cell, last in [
            ("status", "version"), ("help print", "expect"), ("nothing", "E0201"),
            (LOAD, "lstm 16"), ("train epochs=1", "validation"), ("eval", "macro"),
            ("show count=1", "digits"), ("plot [1, 2, 3]", "┴"), ("session set prompt=''", "mnl"),
        ]:
            with self.subTest(cell=cell):
                shown = screen.Screen(20, 200) if screen.pyte else None
                terminal.type(cell + "\r")
                terminal.expect("\r\n", 60)
                seen = terminal.expect("mnl> ", 60)
                if shown:
                    shown.feed(seen)
        self.answer(terminal, "6 * 7", "42")

    def test_a_line_that_wraps_and_one_that_is_brought_back(self):
        terminal = self.terminal(HOME=self.folder, columns=20)
        terminal.expect("mnl> ", 60)
        text = "print '" + "0123456789" * 6 + "'"
        terminal.type(text + "\r")
        terminal.expect("\r\n" + "0123456789" * 6, 60)
        terminal.expect("mnl> ", 60)
        terminal.resize(33)
        terminal.type(UP)
        terminal.read(0.5)
        terminal.type("\x7f8'\r")
        terminal.expect("\r\n" + "0123456789" * 6 + "8", 60)


@unittest.skipUnless(screen.pyte, "pyte is not there: scripts/reference/venv pyte pyte==0.8.2")
class Cursor(Prompting):
    WIDTHS = [
        ("plain", 5), ("世界", 4), ("é", 1), ("e\u0301", 1), ("n\u0303o\u0308", 2), ("한국", 4),
        ("ａ", 2), ("±∞", 2), ("ß", 1),
    ]

    def draw(self, terminal, shown, keys, wanted):
        """Types keys, and waits until the screen is as it is wanted."""
        terminal.type(keys)
        shown.follow(terminal, wanted)

    def test_is_where_the_character_is(self):
        for text, width in self.WIDTHS:
            with self.subTest(text=text):
                terminal = self.terminal(HOME=self.folder, columns=60, TERM="xterm-256color")
                shown = screen.Screen(60, 24)
                start = len("mnl> '")
                self.draw(terminal, shown, "", lambda s: s.cursor[1] == 5)
                self.draw(terminal, shown, f"'{text}'", lambda s: s.cursor[1] == start + width + 1)
                row = shown.cursor[0]
                line = shown.lines[row]
                # Back over the quote and the text, to the beginning of it.
                steps = len([c for c in text if c not in "\u0301\u0303\u0308"])
                self.draw(
                    terminal, shown, LEFT * (steps + 1), lambda s: s.cursor[1] == start)
                # Drawn anew, all is as it was.
                self.draw(
                    terminal, shown, REDRAW, lambda s: s.cursor == (0, start) and s.lines[0] == line)
                self.draw(
                    terminal, shown, "x",
                    lambda s: s.cursor == (0, start + 1) and s.lines[0] == line.replace("'", "'x", 1))

    def test_is_right_in_a_line_that_wraps(self):
        terminal = self.terminal(HOME=self.folder, columns=20, TERM="xterm-256color")
        shown = screen.Screen(20, 24)
        self.draw(terminal, shown, "", lambda s: s.cursor[1] == 5)
        # Prompt and quote take 6 columns, so that a wide character does not fit the 20th.
        self.draw(terminal, shown, "'a" + "世" * 8, lambda s: s.lines[s.cursor[0]].strip() != "")
        self.draw(terminal, shown, LEFT * 9 + "b", lambda s: "'ba" in s.text)
        terminal.type("\x05'\r")
        terminal.expect("\r\nba" + "世" * 8, 60)


class Stops(Prompting):
    def test_stopped_and_resumed_while_it_trains(self):
        terminal = self.shell()
        terminal.type(LOAD + "\r")
        terminal.expect("mnl> ", 60)
        terminal.type("train epochs=1000000\r")
        terminal.expect("epoch 2", 60)
        terminal.type("\x1a")
        terminal.expect("Stopped", 60)
        terminal.expect("sh> ", 60)
        terminal.type("stty -a | tr ' ' '\\n' | grep -x '.*echo'; fg\r")
        terminal.expect("\r\necho\r\n", 60)
        terminal.expect("loss", 60)
        terminal.type("\x03")
        terminal.expect("E0307", 60)
        terminal.expect("mnl> ", 60)
        self.answer(terminal, "(eval).count", "100")
        terminal.type("exit\r")
        terminal.expect("sh> ", 60)
        self.assertTrue(os.path.exists(f"/proc/{terminal.pid}"))


if __name__ == "__main__":
    unittest.main()
