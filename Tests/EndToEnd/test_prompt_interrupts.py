"""Ctrl-C, Ctrl-Z and the end of the prompt, at every moment; what is left of the terminal."""

import os
import random
import signal
import unittest

from mnl import BINARY, Terminal, environment
from test_prompt_editing import Prompting

LOAD = "load digits train=600 test=100; model lstm 16"


class BelowShell(Prompting):
    def below_shell(self):
        """The prompt below a shell, which compares the mode of the terminal before and after."""
        script = (
            f"trap : INT; before=$(stty -g); {BINARY}; code=$?; "
            "[ \"$before\" = \"$(stty -g)\" ] && how='the same' || how=another; "
            "echo \"ended with $code, mode $how\"; sleep 60")
        terminal = Terminal(
            ["/bin/sh", "-c", script], self.folder, 80, environment(HOME=self.folder))
        self.addCleanup(terminal.close)
        return terminal


class Interrupts(BelowShell):
    def test_at_every_kind_of_line(self):
        terminal = self.prompt()
        for typed, wait in [
            ("let half", "half"), ("if true {\r", "...> "), ("if true {\rlet a", "let a"),
            ("\x12abc", "reverse-i-search"), ("\x1b5", "arg: 5"), ("tr\t", "tr"),
            ("print \x16", "print "),
        ]:
            with self.subTest(typed=typed):
                terminal.type(typed)
                terminal.expect(wait, 60)
                terminal.type("\x03")
                terminal.settle()

    def test_a_training_keeps_what_it_has_learnt(self):
        terminal = self.prompt()
        terminal.type(LOAD + "\r")
        terminal.expect("mnl> ", 60)
        terminal.type("let a = 7\r")
        terminal.expect("mnl> ", 60)
        terminal.type("train epochs=100000\r")
        terminal.expect("epoch 2", 60)
        terminal.type("\x03")
        before = terminal.expect("mnl> ", 60)
        self.assertIn(b"\r\n", before)
        self.assertNotIn(b"^C", before)
        self.answer(terminal, "$a", "7")
        terminal.type("let r = eval\r")
        terminal.expect("mnl> ", 60)
        self.answer(terminal, "$r.accuracy > 0", "true")
        terminal.type("train\r")
        terminal.expect("epoch", 60)
        terminal.type("\x03")
        terminal.expect("mnl> ", 60)

    def test_what_is_shown_is_not_preceded_by_an_echo(self):
        terminal = self.prompt()
        terminal.type("while true {}\r")
        terminal.expect("{}\r\n", 60)
        terminal.read(0.3)
        terminal.type("\x03")
        self.assertNotIn(b"^C", terminal.expect("E0307", 60))

    def test_what_is_typed_meanwhile_waits(self):
        terminal = self.prompt()
        terminal.type("for i in 1..300000 { let x = $i }\r")
        terminal.type("6 * 7\r")
        terminal.expect("\r\n42\r\n", 60)

    def test_fifty_at_random_moments(self):
        terminal = self.below_shell()
        terminal.expect("mnl> ", 60)
        terminal.type(LOAD + "\r")
        terminal.expect("mnl> ", 60)
        numbers = random.Random(6)
        for _ in range(50):
            terminal.type(numbers.choice([
                "train epochs=100\r", "for i in 1..100000 { print $i }\r", "tr\t", "while true {}\r",
                "eval\r", "let half", "if true {\r", "\x12ab", "",
            ]))
            terminal.read(numbers.random() * 0.3)
            terminal.type("\x03")
        terminal.settle()
        terminal.type("exit\r")
        terminal.expect("ended with 0, mode the same", 60)


class Ends(BelowShell):
    def test_the_mode_is_restored_whatever_ends_it(self):
        for text, number, code in [
            ("\x04", None, 0), ("exit\r", None, 0), ("let half", signal.SIGTERM, 143),
            ("let half", signal.SIGHUP, 143), ("let half", signal.SIGQUIT, 131),
            ("while true {}\r", signal.SIGTERM, 143),
        ]:
            with self.subTest(text=text, number=number):
                terminal = self.below_shell()
                terminal.expect("mnl> ", 60)
                terminal.type(text)
                terminal.read(0.5)
                if number:
                    os.kill(child(terminal.pid), number)
                terminal.expect(f"ended with {code}, mode the same", 60)


class Stops(Prompting):
    def test_stopped_and_resumed_while_typing(self):
        terminal = self.shell()
        terminal.type("if true {\r")
        terminal.expect("...> ", 60)
        terminal.type("print (6 * 7)")
        terminal.expect("print (6 * 7)", 60)
        terminal.type("\x1a")
        terminal.expect("Stopped", 60)
        terminal.expect("sh> ", 60)
        terminal.type("fg\r")
        terminal.expect("print (6 * 7)", 60)
        terminal.type(" }")
        self.answer(terminal, "", "42")

    def test_stopped_and_resumed_while_something_runs(self):
        terminal = self.shell()
        terminal.type("while true {}\r")
        terminal.expect("{}\r\n", 60)
        terminal.read(0.3)
        terminal.type("\x1a")
        terminal.expect("Stopped", 60)
        terminal.expect("sh> ", 60)
        terminal.type("stty -a | tr ' ' '\\n' | grep -x '.*echo'; fg\r")
        terminal.expect("\r\necho\r\n", 60)
        terminal.read(0.5)
        terminal.type("\x03")
        terminal.expect("E0307", 60)
        terminal.expect("mnl> ", 60)
        self.answer(terminal, "6 * 7", "42")


def child(pid):
    """The only child of a process."""
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return int(file.read().split()[0])


if __name__ == "__main__":
    unittest.main()
