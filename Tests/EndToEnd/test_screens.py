"""Pictures as a terminal shows them, compared with those in the folder `screens`.

MNL_SCREENS=write writes them anew, in the handbook too: look at the difference before it is committed. Kernels are those
that every CPU has, so that the pictures are the same on all; what still depends on the machine is
masked.
"""

import os
import pathlib
import re
import unittest

import screen
from mnl import Case

PAGE = screen.ROOT / "docs" / "repl.md"
FOLDER = pathlib.Path(__file__).parent / "screens"
SIZES = [(80, 24), (120, 40)]
SAME_EVERYWHERE = {"MNL_CPU": "baseline", "OPENBLAS_CORETYPE": "Prescott"}
PREPARED = "load digits train=600 test=100; model lstm 16; "
TRAINED = PREPARED + "let r = train epochs=8 rate=0.01 batch=50; "


@unittest.skipUnless(screen.pyte, "pyte is not there: scripts/reference/venv pyte pyte==0.8.2")
class Screens(Case):
    maxDiff = None

    def written(self, script, *options, size):
        """All that the program writes to a terminal."""
        terminal = self.terminal(
            *options, "-c", script, columns=size[0], rows=size[1], TERM="xterm-256color",
            **SAME_EVERYWHERE)
        self.assertEqual(terminal.wait(120), 0)
        return terminal.seen

    def compare(self, name, text, size):
        """Compares a screen with the one that is kept, or keeps it."""
        path = FOLDER / f"{name}-{size[0]}x{size[1]}.txt"
        if os.environ.get("MNL_SCREENS") == "write":
            page = PAGE.read_text(encoding="utf-8")
            if path.exists():
                page = page.replace(path.read_text(encoding="utf-8"), text)
                PAGE.write_text(page, encoding="utf-8")
            path.write_text(text, encoding="utf-8")
        self.assertEqual(text, path.read_text(encoding="utf-8"), path.name)

    def check(self, name, script):
        """Compares what is on the screen when a script has ended."""
        for size in SIZES:
            with self.subTest(size=size):
                shown = screen.Screen(*size)
                shown.feed(self.written(script, "--quiet", size=size))
                self.compare(name, shown.text, size)

    def test_digits(self):
        self.check("digits", "load digits train=600 test=100; show count=4")

    def test_curves(self):
        self.check("plot", TRAINED + "plot loss accuracy")

    def test_confusion(self):
        self.check("confusion", TRAINED + "eval")

    def test_gates(self):
        self.check("gates", TRAINED + "gates 3; gates 3 gate=forget units=8")

    def test_training(self):
        script = "load digits train=12000 test=100; model lstm 100; train epochs=4 plot=true"
        for size in SIZES:
            with self.subTest(size=size):
                data = self.written(script, size=size)
                # The picture below the line of the last epoch, before it is taken away.
                place = data.index(b"A\x1b[J", data.index(b"epoch 4 of 4: "))
                shown = screen.Screen(*size)
                shown.feed(data[: data.rindex(b"\r", 0, place)])
                # How fast it was, and how long it would still take.
                text = re.sub(r", [\d,]+ sequences/s", "", shown.text)
                text = re.sub(r", \d+:\d\d left", "", text)
                self.compare("training", text, size)

    def typed(self, steps, size):
        """What the prompt shows when keys were typed: each as soon as those before did their work.

        A step has the keys, the line in which the cursor then is, and something that is then shown.
        """
        terminal = self.terminal(
            columns=size[0], rows=size[1], TERM="xterm-256color", HOME=self.folder,
            **SAME_EVERYWHERE)
        shown = screen.Screen(*size)
        for keys, line, text in [("", "mnl>", "leaves it"), *steps]:
            terminal.type(keys)
            shown.follow(
                terminal, lambda shown: shown.lines[shown.cursor[0]] == line and text in shown.text)
        return shown.text

    def test_banner(self):
        for size in SIZES:
            with self.subTest(size=size):
                self.compare("banner", self.typed([], size), size)

    def test_completion(self):
        steps = [
            ("let count = 3\r", "mnl>", "count"), ("load s\t", "mnl> load s", "stories"),
            ("\x15train epochs=$", "mnl> train epochs=$", ""),
            ("\t", "mnl> train epochs=$count", "epochs: int"),
            (" optimizer=", "mnl> train epochs=$count optimizer=", ""),
            ("\t", "mnl> train epochs=$count optimizer=", "optimizer: optimizer"),
        ]
        for size in SIZES:
            with self.subTest(size=size):
                self.compare("completion", self.typed(steps, size), size)

    def test_handbook_shows_them(self):
        page = PAGE.read_text(encoding="utf-8")
        for path in sorted(FOLDER.glob("*-80x24.txt")):
            with self.subTest(screen=path.name):
                self.assertIn(path.read_text(encoding="utf-8"), page)


if __name__ == "__main__":
    unittest.main()
