"""What a terminal shows: the bytes of a program drawn by the terminal emulator pyte, as text."""

import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHADES = " ░▒▓█"
GREYS = {"black": 0, "white": 170, "brightblack": 85, "brightwhite": 255}

try:
    import pyte
except ImportError:
    # Where `scripts/reference/venv pyte` puts it.
    sys.path += [str(path) for path in ROOT.glob(".build-venv/pyte/lib/python*/site-packages")]
    try:
        import pyte
    except ImportError:
        pyte = None


def brightness(color):
    """How bright a colour is, from 0 to 255."""
    if color in GREYS:
        return GREYS[color]
    try:
        red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return 128
    return (299 * red + 587 * green + 114 * blue) // 1000


def mark(cell):
    """A character that looks like a cell, whose colours text cannot show.

    Half blocks in two greys become what is bright of them; blanks on a ground become a shade.
    """
    if cell.data == "▀" and cell.bg != "default":
        upper, lower = brightness(cell.fg) > 90, brightness(cell.bg) > 90
        return " ▄▀█"[2 * upper + lower]
    if cell.data == " " and cell.bg != "default":
        return SHADES[1 + min(3, brightness(cell.bg) * 4 // 256)]
    return cell.data


class Screen:
    """A terminal of some size."""

    def __init__(self, columns, rows):
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data):
        """Takes the bytes that a program wrote."""
        self._stream.feed(data)

    def follow(self, terminal, wanted, seconds=60):
        """Takes what a program writes until the screen is as it is wanted."""
        end = time.monotonic() + seconds
        while True:
            self.feed(terminal.seen)
            terminal.seen = b""
            if wanted(self):
                return
            if time.monotonic() > end:
                raise AssertionError(f"what was wanted did not come, but\n{self.text}")
            terminal.read(0.05)

    @property
    def cursor(self):
        """The row and the column of the cursor."""
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def lines(self):
        """The lines, without blanks at their ends."""
        buffer = self._screen.buffer
        return [
            "".join(mark(buffer[row][column]) for column in range(self._screen.columns)).rstrip()
            for row in range(self._screen.lines)
        ]

    @property
    def text(self):
        """All lines, those at the end that are blank left out."""
        return "\n".join(self.lines).rstrip("\n") + "\n"
