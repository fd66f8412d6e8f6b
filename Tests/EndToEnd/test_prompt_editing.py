"""Keys at the prompt: readline as people have configured it, cells of several lines, pasting."""

import os
import unittest

from mnl import BINARY, Case, Terminal, environment

UP = "\x1b[A"
PASTE = "\x1b[200~{}\x1b[201~"
CTRL_X_CTRL_E = "\x18\x05"


class Prompting(Case):
    def prompt(self, inputrc="", arguments=(), **changes):
        """Starts the prompt in a home of its own."""
        self.write(".inputrc", inputrc)
        changes = {"HOME": self.folder, **changes}
        terminal = self.terminal(*arguments, **changes)
        terminal.expect("mnl> ", 60)
        return terminal

    def shell(self):
        """A shell with jobs, in which the prompt runs."""
        terminal = Terminal(
            ["/bin/bash", "--norc", "--noprofile", "-i"], self.folder, 80,
            environment(HOME=self.folder, PS1="sh> "))
        self.addCleanup(terminal.close)
        terminal.expect("sh> ", 60)
        terminal.type(BINARY + "\r")
        terminal.expect("mnl> ", 60)
        return terminal

    def answer(self, terminal, text, wanted):
        """Types a cell that is complete with its last line, and waits for what it says."""
        terminal.type(text + "\r")
        terminal.expect(f"\r\n{wanted}\r\n", 60)
        terminal.expect("mnl> ", 60)


class Editing(Prompting):
    def test_keys_of_emacs(self):
        terminal = self.prompt()
        # To the beginning, one forward, a digit.
        self.answer(terminal, "19\x01\x062\x05", "129")
        self.answer(terminal, "1 + 1 nonsense\x17\x7f", "2")

    def test_keys_of_vi(self):
        terminal = self.prompt("set editing-mode vi\nset keyseq-timeout 20\n")
        terminal.type("12\x1b")
        terminal.read(0.3)
        terminal.type("0x")
        self.answer(terminal, "", "2")

    def test_bindings_of_the_user(self):
        terminal = self.prompt('"\\C-t": "40 + 2"\n$if mnl\n"\\C-g": "6 * 6"\n$endif\n')
        self.answer(terminal, "\x14", "42")
        self.answer(terminal, "\x07", "36")

    def test_the_user_may_bind_the_arrow_to_something_else(self):
        terminal = self.prompt('"\\e[A": previous-history\n')
        self.answer(terminal, "11", "11")
        self.answer(terminal, "22", "22")
        self.answer(terminal, "1" + UP, "22")

    def test_the_arrow_finds_what_begins_as_the_line_does(self):
        terminal = self.prompt()
        self.answer(terminal, "11 + 1", "12")
        self.answer(terminal, "22", "22")
        self.answer(terminal, "1" + UP, "12")
        self.answer(terminal, UP, "12")

    def test_search(self):
        terminal = self.prompt()
        self.answer(terminal, "7 * 6", "42")
        self.answer(terminal, "1", "1")
        terminal.type("\x12* 6")
        terminal.expect("reverse-i-search", 60)
        self.answer(terminal, "", "42")

    def test_wide_and_combining_characters(self):
        terminal = self.prompt()
        self.answer(terminal, 'print "世界e\u0301x"\x02\x02\x7f', "世界x")
        self.answer(terminal, 'print "a世b"\x02\x02\x7f', "ab")

    def test_characters_beyond_ascii_in_any_locale(self):
        for locale in ["C", None, "nowhere.UTF-8"]:
            with self.subTest(locale=locale):
                terminal = self.prompt(LANG=locale)
                self.answer(terminal, 'print "é世"\x02\x7f', "é")

    def test_a_narrow_window(self):
        terminal = self.prompt()
        terminal.resize(20)
        terminal.type('print "a line that is longer than twenty columns"')
        self.answer(terminal, "\x02\x7f", "a line that is longer than twenty column")

    def test_another_size_while_typing(self):
        terminal = self.prompt()
        terminal.type('print "')
        for columns in [20, 100, 7, 80]:
            terminal.resize(columns)
            terminal.type(f"{columns} ")
        self.answer(terminal, '."', "20 100 7 80 .")


class Cells(Prompting):
    BLOCK = ["if true {", "  print (6 * 7)", "}"]

    def type_block(self, terminal):
        for line in self.BLOCK[:-1]:
            terminal.type(line + "\r")
            terminal.expect("...> ", 60)
        self.answer(terminal, self.BLOCK[-1], "42")

    def test_the_parser_decides_what_is_complete(self):
        terminal = self.prompt()
        self.type_block(terminal)
        terminal.type("let = 3\r")
        terminal.expect("E0105", 60)
        self.assertNotIn(b"...> ", terminal.expect("mnl> ", 60))

    def test_the_arrow_brings_the_whole_cell_back(self):
        terminal = self.prompt()
        self.type_block(terminal)
        terminal.type(UP)
        terminal.expect("if true {", 60)
        terminal.expect("print (6 * 7)", 60)
        self.answer(terminal, "", "42")

    def test_what_is_brought_back_may_be_changed_and_grow(self):
        terminal = self.prompt()
        self.type_block(terminal)
        # Without the brace at its end it is not complete.
        terminal.type(UP + "\x7f\r")
        terminal.expect("...> ", 60)
        self.answer(terminal, "print 8 }", "42\r\n8")

    def test_words_that_leave(self):
        for text in ["exit", "quit", "\x04", " exit "]:
            with self.subTest(text=text):
                terminal = self.prompt()
                terminal.type(text if text == "\x04" else text + "\r")
                self.assertEqual(terminal.wait(60), 0)

    def test_the_end_of_a_cell_first(self):
        terminal = self.prompt()
        terminal.type("if true {\r")
        terminal.expect("...> ", 60)
        terminal.type("\x04")
        terminal.expect("dropped", 60)
        terminal.expect("mnl> ", 60)
        terminal.type("\x04")
        self.assertEqual(terminal.wait(60), 0)


class Pasting(Prompting):
    def paste(self, terminal, text):
        terminal.type(PASTE.format(text.replace("\n", "\r")))

    def test_runs_once_as_one_cell(self):
        terminal = self.prompt()
        lines = ["let a = 1", "if $a == 1 {", "\tprint 'one'", "}"]
        lines += [f"let a{count} = {count}" for count in range(36)]
        self.paste(terminal, "\n".join(lines) + "\n")
        self.answer(terminal, "", "one")
        self.answer(terminal, "$a35", "35")
        # Only the second one back is the paste.
        terminal.type(UP + UP)
        terminal.expect("let a35 = 35", 60)
        self.answer(terminal, "", "one")

    def test_prompts_are_left_out(self):
        terminal = self.prompt()
        self.paste(terminal, "mnl> let b = [\n...> 1,\n...> 2]\nmnl> $b\n[1, 2]\n")
        self.answer(terminal, "", "[1, 2]")

    def test_a_tab_at_the_beginning_completes_nothing(self):
        terminal = self.prompt()
        self.answer(terminal, "\tprint 3", "3")
        terminal.type("if true {\r\tprint 4\r}\r")
        terminal.expect("\r\n4\r\n", 60)

    def test_a_long_text(self):
        terminal = self.prompt()
        line = "let some-name = 1234567890 # nothing at all\n"
        text = line * (400_000 // len(line)) + "print 'done'\n"
        self.paste(terminal, text)
        self.answer(terminal, "", "done")

    def test_a_long_text_line_by_line(self):
        terminal = self.prompt("set enable-bracketed-paste off\n")
        line = "  set total = $total + 1 # nothing at all\n"
        count = 400_000 // len(line)
        terminal.type(f"let total = 0\rif true {{\r{line * count}}}\rprint \"= {{$total}}\"\r")
        terminal.expect(f"\r\n= {count}\r\n", 120)

    def test_interrupt_while_pasting(self):
        terminal = self.prompt()
        # Its end never comes.
        terminal.type("\x1b[200~" + "let a = 1\r" * 200)
        terminal.read(0.3)
        terminal.type("\x03")
        terminal.expect("mnl> ", 60)
        self.answer(terminal, "6 * 7", "42")


class OtherEditor(Prompting):
    def editor(self, body):
        """Writes a script that stands for an editor."""
        path = self.write("editor", f"#!/bin/sh\n{body}\n")
        os.chmod(path, 0o755)
        return path

    def test_edits_the_whole_cell(self):
        editor = self.editor("sed -i 's/6/7/' \"$1\"; echo '# seen' >> \"$1\"")
        terminal = self.prompt(EDITOR=editor)
        terminal.type("if true {\r")
        terminal.expect("...> ", 60)
        terminal.type("print 6 }" + CTRL_X_CTRL_E)
        terminal.expect("# seen", 60)
        self.answer(terminal, "", "7")
        terminal.type(UP)
        terminal.expect("if true {", 60)

    def test_an_editor_that_fails(self):
        terminal = self.prompt(EDITOR=self.editor("echo gone > \"$1\"; exit 3"))
        terminal.type("6 * 7" + CTRL_X_CTRL_E)
        terminal.expect("the cell is as it was", 60)
        self.answer(terminal, "", "42")


if __name__ == "__main__":
    unittest.main()
