"""The page of a run in a browser: nothing goes wrong in it, and it is readable on any screen, by day and by night."""

import os
import pathlib
import re
import shutil
import struct
import subprocess
import unittest
import zlib

from mnl import Case

BROWSER = next(filter(None, map(
    shutil.which, ["chromium-headless-shell", "chromium", "chromium-browser"])), None)
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"


def pixels(path):
    """The rows of a PNG as bytes, three or four for each pixel."""
    with open(path, "rb") as file:
        data = file.read()
    width, height, depth, color = struct.unpack(">IIBB", data[16:26])
    assert depth == 8 and color in (2, 6), (depth, color)
    size = 4 if color == 6 else 3
    packed, place = b"", 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place:place + 4])
        if data[place + 4:place + 8] == b"IDAT":
            packed += data[place + 8:place + 8 + length]
        place += length + 12
    raw, rows, above = zlib.decompress(packed), [], bytes(width * size)
    for row in range(height):
        start = row * (width * size + 1)
        kind, line = raw[start], bytearray(raw[start + 1:start + 1 + width * size])
        for index in range(width * size):
            left = line[index - size] if index >= size else 0
            up, corner = above[index], above[index - size] if index >= size else 0
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = up
            elif kind == 3:
                guess = (left + up) // 2
            elif kind == 4:
                estimate = left + up - corner
                guess = min((left, up, corner), key=lambda value, e=estimate: abs(e - value))
            else:
                guess = 0
            line[index] = (line[index] + guess) & 255
        above = bytes(line)
        rows.append(above)
    return size, rows


@unittest.skipIf(BROWSER is None, "there is no Chromium")
class Pages(Case):
    def setUp(self):
        super().setUp()
        # The tutorial, with data that are there in a moment.
        script = (EXAMPLES / "mnist-lstm.mnl").read_text(encoding="utf-8")
        self.write("tutorial.mnl", script)
        code, _, errors = self.mnl(
            "run", "tutorial.mnl", "--set", "dataset=digits", "--set", "epochs=1", "--no-record",
            "--quiet", "--on-error", "continue", "--out", "tutorial.html", timeout=300)
        self.assertIn(code, (0, 3), errors)

    def browse(self, page, *options):
        """Opens a page; returns what the browser writes and what it complains of."""
        done = subprocess.run(
            [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--allow-file-access-from-files", "--enable-logging=stderr", "--v=0",
             f"--user-data-dir={self.folder}/browser", *options, f"file://{self.folder}/{page}"],
            capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode(), done.stderr.decode(errors="replace")

    def picture(self, name, width, height, *options):
        path = os.path.join(self.folder, name)
        _, errors = self.browse(
            "tutorial.html", f"--screenshot={path}", f"--window-size={width},{height}", *options)
        self.assertNotIn("CONSOLE", errors)
        return pixels(path)

    def test_it_shows_text_on_light_and_on_dark_without_a_complaint(self):
        grounds = []
        for options in ([], ["--blink-settings=preferredColorScheme=0"]):
            size, rows = self.picture("page.png", 1200, 800, *options)
            grounds.append(sum(rows[0][:3]) / 3)
            inked = sum(row.count(row[:size]) < len(row) // size for row in rows)
            self.assertGreater(inked, 100, "hardly anything is written on the page")
        self.assertGreater(grounds[0], 200)
        self.assertLess(grounds[1], 80)

    def test_it_fits_a_phone(self):
        self.write("frame.html", """<!doctype html><title>?</title>
<iframe id="page" src="tutorial.html" style="width:390px;height:800px;border:0"></iframe>
<script>addEventListener("load", () => {
  const page = document.getElementById("page").contentDocument;
  document.title = page.documentElement.scrollWidth + " " + page.body.innerText.length;
})</script>""")
        output, _ = self.browse("frame.html", "--dump-dom", "--virtual-time-budget=5000")
        width, letters = map(int, re.search(r"<title>(\d+) (\d+)", output).groups())
        self.assertLessEqual(width, 390)
        self.assertGreater(letters, 500)


if __name__ == "__main__":
    unittest.main()
