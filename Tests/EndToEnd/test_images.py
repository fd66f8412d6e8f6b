"""Images of one's own: from a folder to answers in a file."""

import csv
import os
import struct
import unittest
import zlib

from mnl import Case


def png(rows):
    """A PNG file of grey values."""
    def chunk(name, content):
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data)
            + chunk(b"IEND", b""))


def bar(stands, at, side=8):
    """A black bar on white, standing or lying."""
    return [[0 if (x if stands else y) == at else 255 for x in range(side)] for y in range(side)]


class Images(Case):
    def setUp(self):
        super().setUp()
        for name in ["lying down", "站"]:
            os.makedirs(os.path.join(self.folder, "bars", name))
        for number in range(40):
            stands = number % 2 == 1
            name = "站" if stands else "lying down"
            self.write(f"bars/{name}/{number:02d}.png", png(bar(stands, number // 2 % 8)))

    def runs(self, script, code=0, **options):
        """Runs a script that ends with a code; returns its output and errors as text."""
        found, output, errors = self.mnl("-c", script, **options)
        self.assertEqual(found, code, errors)
        return output.decode(), errors.decode()

    def test_a_folder_is_read_and_what_was_found_is_said(self):
        self.write("bars/站/notes.txt", "no image")
        output, _ = self.runs("load images bars")
        self.assertIn("40 images of 8 x 8 pixels in 2 classes", output)
        self.assertIn("divided by chance within each class; 1 other file left out", output)

    def test_a_saved_model_answers_for_a_folder_and_says_the_files(self):
        self.runs(
            "load images bars invert=true; model lstm 8; train epochs=40 batch=7 rate=0.02; "
            "save bars.safetensors")
        self.runs('open bars.safetensors; predict images "bars/站" to=answers.csv')
        path = os.path.join(self.folder, "answers.csv")
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(rows[0]["file"], "bars/站/01.png")
        self.assertGreater(sum(row["class"] == "站" for row in rows), 16)

    def test_standard_input_is_an_image(self):
        self.runs("load images bars; model lstm 8; save bars.safetensors")
        output, _ = self.runs(
            'open bars.safetensors; predict images "-"', stdin=png(bar(True, 3)))
        self.assertIn("<stdin>", output)

    def test_an_image_of_another_size_is_refused_with_both_unless_it_may_be_scaled(self):
        self.runs("load images bars; model lstm 8; save bars.safetensors")
        self.write("new.png", png(bar(True, 3, side=16)))
        _, errors = self.runs("open bars.safetensors; predict images new.png", code=1)
        self.assertIn("E0438", errors)
        self.assertIn("'new.png' is 16 x 16 pixels, and the model was made for 8 x 8", errors)
        self.runs("open bars.safetensors; predict images new.png fit=true")

    def test_a_model_of_digits_reads_images(self):
        self.runs("load digits train=120 test=24; model lstm 8; save digits.safetensors")
        self.write("new.png", png(bar(True, 3, side=56)))
        output, _ = self.runs(
            "open digits.safetensors; predict images new.png fit=true invert=true")
        self.assertIn("new.png", output)

    def test_a_damaged_image_is_named_with_its_byte(self):
        self.write("bars/站/99.png", png(bar(True, 3))[:-20])
        _, errors = self.runs("load images bars", code=1)
        self.assertIn("E0437", errors)
        self.assertIn("bars/站/99.png', byte ", errors)

    def test_a_size_that_is_none_is_refused(self):
        _, errors = self.runs('load images bars size="8xx"', code=1)
        self.assertIn("got 8xx", errors)


if __name__ == "__main__":
    unittest.main()
