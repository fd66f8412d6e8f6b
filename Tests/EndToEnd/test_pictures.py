"""Pictures in files, and what reaches what is no terminal, or one of few columns or colours."""

import base64
import json
import os
import re
import struct
import unittest
import xml.dom.minidom
import zlib

from mnl import Case

DIGITS = "load digits train=120 test=24; "
TRAINED = DIGITS + "model lstm 8; let r = train epochs=2; "
COLOR = re.compile(rb"\x1b\[[0-9;]*m")


def grey(data):
    """The width and the rows of pixels of a grey PNG file without filters."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, place = {}, 8
    while place < len(data):
        (size,) = struct.unpack(">I", data[place : place + 4])
        name, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        (found,) = struct.unpack(">I", data[place + 8 + size : place + 12 + size])
        assert zlib.crc32(name + body) == found
        chunks[name], place = body, place + 12 + size
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert form == [8, 0, 0, 0, 0]
    packed = zlib.decompress(chunks[b"IDAT"])
    rows = [packed[row * (width + 1) : (row + 1) * (width + 1)] for row in range(height)]
    assert all(row[0] == 0 for row in rows)
    return width, [row[1:] for row in rows]


class PictureFiles(Case):
    def run_well(self, script, *options):
        code, output, errors = self.mnl(*options, "-c", script)
        self.assertEqual(code, 0, errors)
        return output

    def path(self, name):
        return os.path.join(self.folder, name)

    def test_png_has_the_pixels(self):
        output = self.run_well(DIGITS + "show split=train count=10; show count=10 to=d.png", "--json")
        shown = next(e for e in map(json.loads, output.splitlines()) if e["type"] == "display")
        images = shown["data"]["application/vnd.mnl.images+json"]["pixels"]
        with open(self.path("d.png"), "rb") as file:
            data = file.read()
        self.assertEqual(base64.b64decode(shown["data"]["image/png"]), data)
        width, rows = grey(data)
        self.assertEqual((width, len(rows)), (8 * 112 + 7 * 4, 2 * 112 + 4))
        for place, (left, top) in enumerate([(0, 0), (116, 0), (232, 0)]):
            pixels = [rows[top + 4 * y + 2][left + 4 * x + 2] for y in range(28) for x in range(28)]
            self.assertEqual(pixels, images[place])

    def test_svg_is_xml(self):
        self.run_well(
            TRAINED + "plot to=plot.svg; let g = gates to=gates.svg; show to=digits.svg; "
            "let e = eval; show $e to=eval.svg")
        for name in ["plot", "gates", "digits", "eval"]:
            with self.subTest(name=name):
                root = xml.dom.minidom.parse(self.path(name + ".svg")).documentElement
                self.assertEqual(root.tagName, "svg")
                self.assertGreater(int(root.getAttribute("height")), 50)

    def test_what_cannot_be_replaced_stays_and_nothing_is_left(self):
        os.mkdir(self.path("loss.svg"))
        code, _, errors = self.mnl("-c", "plot [1, 2] to=loss.svg")
        self.assertEqual(code, 1)
        self.assertIn(b"'loss.svg' cannot be written", errors)
        self.assertEqual(os.listdir(self.folder), ["loss.svg"])

    def test_nothing_else_is_left(self):
        self.write("loss.svg", "old")
        self.run_well("plot [1, 2] to=loss.svg")
        self.assertEqual(os.listdir(self.folder), ["loss.svg"])

    def test_a_file_that_cannot_be_drawn(self):
        for script, words in [
            ("plot [1] to=a.png", b"must end in .svg"),
            ("show 3 to=a.png", b"there is nothing to draw as PNG"),
            ("plot [1] to=no/where.svg", b"'no/where.svg' cannot be written"),
        ]:
            with self.subTest(script=script):
                code, _, errors = self.mnl("-c", script)
                self.assertEqual(code, 1)
                self.assertIn(words, errors)
        self.assertEqual(os.listdir(self.folder), [])


class Streams(Case):
    SCRIPT = TRAINED + "plot; show count=2; gates; eval; show $r; plot [1, 2, 3]"

    def test_no_escape_reaches_a_file(self):
        code, output, errors = self.mnl("-c", self.SCRIPT)
        self.assertEqual(code, 0)
        self.assertNotIn(b"\x1b", output + errors)
        self.assertNotIn(b"\r", output + errors)
        self.assertIn(b"digits train, images 0 to 1 of 110", output)
        self.assertIn(b"@@@", output, "images in ASCII")
        self.assertRegex(output, rb"epoch +loss +validation loss")

    def seen(self, columns=80, **changes):
        terminal = self.terminal(
            "--quiet", "-c", self.SCRIPT, columns=columns, rows=50, **changes)
        self.assertEqual(terminal.wait(60), 0)
        return terminal.seen

    def test_colours_are_those_that_the_terminal_has(self):
        kinds = {
            "sixteen": (rb"\x1b\[(3|9)\d(;(4|10)\d)?m", {"TERM": "xterm"}),
            "palette": (rb"\x1b\[38;5;", {"TERM": "xterm-256color"}),
            "full": (rb"\x1b\[38;2;", {"TERM": "xterm", "COLORTERM": "truecolor"}),
        }
        for name, (pattern, changes) in kinds.items():
            with self.subTest(kind=name):
                seen = self.seen(**changes)
                for other, (wanted, _) in kinds.items():
                    self.assertEqual(bool(re.search(wanted, seen)), other == name, other)

    def test_no_colours_where_nobody_wants_them(self):
        seen = self.seen(NO_COLOR="1", TERM="xterm-256color")
        self.assertNotIn(b"\x1b", seen)
        self.assertIn("▀".encode(), seen)

    def test_only_ascii_where_the_locale_is_not_utf_8(self):
        seen = COLOR.sub(b"", self.seen(LANG="C"))
        self.assertTrue(seen.isascii())

    def test_no_line_is_wider_than_the_window(self):
        for columns in [20, 40, 80, 120]:
            with self.subTest(columns=columns):
                text = COLOR.sub(b"", self.seen(columns=columns, TERM="xterm-256color")).decode()
                widest = max(text.split("\r\n"), key=len)
                self.assertLessEqual(len(widest), columns, widest)


class Progress(Case):
    WORK = "load digits train=60000 test=10000"

    def test_work_of_more_than_half_a_second_has_a_bar(self):
        terminal = self.terminal("-c", self.WORK + "; " + self.WORK)
        self.assertEqual(terminal.wait(60), 0)
        if b"drawing digits" not in terminal.seen:
            self.skipTest("this machine draws 70,000 digits in half a second")
        self.assertRegex(terminal.seen, rb"drawing digits .* \d+ %  [\d,]+ images/s  0:0\d left")
        self.assertNotIn(b"]2;", terminal.seen)

    def test_none_of_it_elsewhere(self):
        code, output, errors = self.mnl("-c", self.WORK)
        self.assertEqual((code, errors), (0, b""))
        self.assertTrue(output.startswith(b"digits: "))

    def test_the_title_tells_of_it_if_asked(self):
        terminal = self.terminal("--title", "-c", self.WORK + "; " + self.WORK)
        self.assertEqual(terminal.wait(60), 0)
        if b"drawing digits" not in terminal.seen:
            self.skipTest("this machine draws 70,000 digits in half a second")
        self.assertRegex(terminal.seen, rb"\x1b\[22;2t\x1b\]2;mnl: drawing digits, \d+ %\x07")
        self.assertIn(b"\x1b[23;2t", terminal.seen)

    def test_an_interrupted_picture_leaves_the_terminal_as_it_was(self):
        terminal = self.terminal(
            "-c", DIGITS + "model lstm 64; train epochs=100000 plot=true", rows=24)
        terminal.expect("━━", 60)
        terminal.type("\x03")
        self.assertEqual(terminal.wait(60), 130)
        before, _, after = terminal.seen.rpartition(b"A\x1b[J")
        self.assertIn(b"E0307", after)
        self.assertNotIn("┤".encode(), after)


if __name__ == "__main__":
    unittest.main()
