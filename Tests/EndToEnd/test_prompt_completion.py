"""What Tab offers at the prompt, how fast, and that it never gets in the way."""

import os
import statistics
import time
import unittest

from test_prompt_editing import Prompting


class Completion(Prompting):
    def listed(self, terminal, text):
        """Types a text and Tab, and takes it back; returns the lines that came below."""
        terminal.type(text + "\t")
        terminal.expect(text + "\r\n", 60)
        lines = terminal.expect("mnl> ", 60).decode().split("\r\n")[:-1]
        terminal.expect(text, 60)
        self.take_back(terminal)
        return lines

    def completed(self, terminal, text, wanted):
        """Types a text and Tab, which makes another of it, and takes that back."""
        terminal.type(text + "\t")
        terminal.expect(wanted, 60)
        self.take_back(terminal)

    def take_back(self, terminal):
        # Ctrl-U comes in its turn; Ctrl-C might come before what is still being drawn.
        terminal.type("\x15")

    def test_commands_and_keywords(self):
        words = [line.split()[0] for line in self.listed(self.prompt(), "tr")]
        self.assertLessEqual({"train", "truncated-normal", "try"}, set(words))
        self.assertEqual([word for word in words if not word.startswith("tr")], [])

    def test_parameters_and_one_line_that_reminds_of_them(self):
        terminal = self.prompt()
        lines = self.listed(terminal, "train ")
        self.assertLess(len(lines), 24)
        self.assertTrue(lines[-1].startswith("train [epochs=]"), lines[-1])
        self.assertIn("epochs=", [line.split()[0] for line in lines[:-1]])
        # One that is used already is not offered any more.
        lines = self.listed(terminal, "train epochs=3 ")
        self.assertNotIn("epochs=", [line.split()[0] for line in lines])

    def test_a_single_candidate_is_put_in(self):
        terminal = self.prompt()
        self.completed(terminal, "train ep", "train epochs=")
        self.completed(terminal, "load dig", "load digits ")
        terminal.type("train ep\t")
        # What reminds of the parameters is one line.
        self.assertEqual(len(terminal.expect("mnl> train epochs=", 60).split(b"\r\n")), 3)

    def test_values_of_a_parameter(self):
        terminal = self.prompt()
        lines = self.listed(terminal, "train optimizer=")
        words = [line.split()[0] for line in lines[:-1]]
        self.assertEqual(words, ["adagrad", "adam", "adamw", "rmsprop", "sgd"])
        self.assertTrue(lines[-1].startswith("optimizer: "))
        lines = self.listed(terminal, "load ")
        self.assertLessEqual({"mnist", "digits"}, {line.split()[0] for line in lines})
        self.assertEqual(self.listed(terminal, "train plot=")[0].split(), ["false", "true"])
        # In parentheses a command that makes one, which may have parameters of its own.
        lines = self.listed(terminal, "train optimizer=(ada")
        self.assertEqual([line.split()[0] for line in lines], ["adagrad", "adam", "adamw"])

    def test_variables_where_they_fit(self):
        terminal = self.prompt()
        terminal.type("let count = 3; let name = 'a'\r")
        terminal.expect("mnl> ", 60)
        words = [line.split()[0] for line in self.listed(terminal, "$")]
        self.assertEqual(words, ["$count", "$name"])
        self.completed(terminal, "train epochs=$", "train epochs=$count")

    def test_topics_of_help(self):
        terminal = self.prompt()
        lines = self.listed(terminal, "help ")
        self.assertLess(len(lines), 24)
        self.assertRegex(lines[-1], r"and \d+ more")
        self.completed(terminal, "help lang", "help language")

    def test_paths_with_blanks(self):
        os.mkdir(os.path.join(self.folder, "my models"))
        terminal = self.prompt()
        self.answer(terminal, "6 * 7", "42")
        # The quote stays open for what is in the folder, and the path is one that works.
        terminal.type('session save "my\t')
        terminal.expect('session save "my models/', 60)
        terminal.type('all.mnl"\r')
        terminal.expect('all.mnl"\r\n', 60)
        terminal.expect("mnl> ", 60)
        self.assertEqual(os.listdir(os.path.join(self.folder, "my models")), ["all.mnl"])
        self.completed(terminal, 'use "my models/a', 'use "my models/all.mnl"')
        self.completed(terminal, "session save my", "session save 'my models/")

    def test_nothing_where_nothing_fits(self):
        terminal = self.prompt()
        for text in ["print 'tr", "# tr", "train nothing=", "load nothing=", "nothing "]:
            with self.subTest(text=text):
                terminal.type(text + "\t")
                terminal.read(0.2)
                terminal.type("x")
                terminal.expect("x", 60)
                self.take_back(terminal)

    def test_in_a_narrow_window(self):
        terminal = self.terminal(HOME=self.folder, columns=20)
        terminal.expect("mnl> ", 60)
        for text in ["tr", "load ", "train op"]:
            terminal.type(text + "\t")
            terminal.read(0.5)
            terminal.expect("mnl> " + text, 60)
            self.take_back(terminal)
        lines = self.listed(terminal, "tr")
        self.assertLess(max(map(len, lines)), 20)

    def test_of_a_cell_of_several_lines(self):
        terminal = self.prompt()
        terminal.type("if true {\r")
        terminal.expect("...> ", 60)
        terminal.type("print (6 * 7); let abcd = 1; print $ab\t")
        terminal.expect("print $abcd", 60)
        terminal.type(" }\r")
        terminal.expect("\r\n42\r\n1\r\n", 60)

    def test_interrupts_give_a_fresh_prompt(self):
        terminal = self.prompt()
        for text in ["tr\t", "train \t", "help \t", "load dig\t", "load \t\t\t", "train ep\t"]:
            with self.subTest(text=text):
                # Before it is done, and when it is.
                terminal.type(text + "\x03")
                terminal.settle()
                terminal.type(text)
                terminal.expect("digits" if "dig" in text else "mnl> ", 60)
                terminal.settle()

    def test_how_long_it_takes(self):
        terminal = self.prompt()
        times = []
        for _ in range(5):
            for text in ["tr", "train ", "load ", "train optimizer=", "train loss=(", "help "]:
                terminal.type(text)
                terminal.expect(text, 60)
                start = time.monotonic()
                terminal.type("\t")
                terminal.expect("mnl> " + text, 60)
                times.append(1000 * (time.monotonic() - start))
                self.take_back(terminal)
        print(
            f"\nTab: {statistics.median(times):.1f} ms, at most {max(times):.1f} ms "
            "from the key to the end of the list")


if __name__ == "__main__":
    unittest.main()
