"""What the prompt keeps, starts with and shows first."""

import os
import unittest

from mnl import Case


class SessionCommands(Case):
    def setUp(self):
        super().setUp()
        self.home = os.path.join(self.folder, "home")
        os.makedirs(os.path.join(self.home, ".config", "mnl"))

    def prompt(self, *arguments):
        terminal = self.terminal(*arguments, HOME=self.home)
        self.banner = terminal.expect("mnl> ", seconds=60)
        return terminal

    def start_file(self, text):
        path = os.path.join(self.home, ".config", "mnl", "init.mnl")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def test_what_is_saved_runs_and_is_not_overwritten(self):
        terminal = self.prompt()
        for cell in ["let a = 7", "1 div 0", "status", "print $a", "session save x.mnl"]:
            terminal.type(cell + "\n")
            terminal.expect("mnl> ", seconds=60)
        path = os.path.join(self.folder, "x.mnl")
        self.assertEqual(self.mnl(path)[:2], (0, b"7\n"))
        with open(path, encoding="utf-8") as file:
            before = file.read()
        terminal.type("session save x.mnl\n")
        terminal.expect("overwrite=true", seconds=60)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), before)

    def test_the_banner_has_two_lines(self):
        self.prompt()
        self.assertEqual(self.banner.count(b"\n"), 2)

    def test_the_banner_is_not_broken_within_words(self):
        terminal = self.terminal(HOME=self.home, columns=30)
        lines = terminal.expect("mnl> ", seconds=60).decode().split("\r\n")
        self.assertLessEqual(max(map(len, lines)), 30)
        self.assertIn("Ctrl-D leaves it", " ".join(map(str.strip, lines)))

    def test_a_broken_start_file_is_named_and_the_prompt_starts(self):
        self.start_file("let = 1\n")
        terminal = self.prompt()
        self.assertIn(b"init.mnl", self.banner)
        terminal.type("6 * 7\n")
        terminal.expect("42", seconds=60)

    def test_a_start_file_that_cannot_be_read_is_named_and_the_prompt_starts(self):
        path = os.path.join(self.home, ".config", "mnl", "init.mnl")

        def unreadable():
            self.start_file("print 42\n")
            os.chmod(path, 0)

        for make, user_is_root in [
            (unreadable, False), (lambda: os.mkdir(path), True),
            (lambda: self.start_file("\0\xff"), True),
            (lambda: os.symlink("init.mnl", path), True),
        ]:
            if os.geteuid() == 0 and not user_is_root:
                # For root nothing is unreadable.
                continue
            make()
            terminal = self.prompt()
            self.assertIn(b"init.mnl", self.banner)
            # However the lines of so long a path are broken.
            self.assertIn(b"the prompt starts without it", b" ".join(self.banner.split()))
            terminal.type("6 * 7\n")
            terminal.expect("42", seconds=60)
            os.rmdir(path) if os.path.isdir(path) else os.remove(path)

    def test_a_start_file_is_for_the_prompt_alone(self):
        self.start_file("print 42\n")
        self.prompt()
        self.assertIn(b"42", self.banner)
        self.prompt("--no-init")
        self.assertNotIn(b"42", self.banner)
        self.assertEqual(self.mnl("-c", "1", HOME=self.home), (0, b"1\n", b""))

    def test_the_tour_leads_to_a_picture(self):
        terminal = self.prompt()
        for step in range(1, 6):
            terminal.type("tour\n")
            terminal.expect(f"{step} of 5", seconds=60)
            terminal.expect("mnl> ", seconds=300)
        terminal.type("session save tour.mnl\n")
        terminal.expect("5 cells", seconds=60)

    def test_help_fits_a_screen(self):
        code, output, _ = self.mnl("help")
        self.assertEqual(code, 0)
        lines = output.decode().splitlines()
        self.assertLess(len(lines), 24)
        self.assertLess(max(map(len, lines)), 80)


if __name__ == "__main__":
    unittest.main()
