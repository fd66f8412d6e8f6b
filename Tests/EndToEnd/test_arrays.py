"""Arrays as numpy writes them: from an archive to answers."""

import io
import json
import os
import struct
import unittest
import zipfile

from mnl import Case


def npy(kind, shape, content):
    """The bytes of an array."""
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + content


def npz(packing=zipfile.ZIP_DEFLATED, **arrays):
    """The bytes of an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in arrays.items():
            archive.writestr(name + ".npy", content)
    return file.getvalue()


def waves(count):
    """Sequences that rise or fall, and which they do."""
    rows, labels = [], []
    for place in range(count):
        rises = place % 2
        start = (place * 7 % 10) / 10
        rows += [start + (step if rises else -step) / 4 for step in range(6)]
        labels.append(rises)
    return (npy("<f4", (count, 6), struct.pack(f"<{len(rows)}f", *rows)),
            npy("<i8", (count,), struct.pack(f"<{count}q", *labels)))


class Arrays(Case):
    def test_an_archive_is_learned_and_another_one_told(self):
        for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            inputs, targets = waves(120)
            path = self.write("waves.npz", npz(packing, x=inputs, y=targets))
            model = os.path.join(self.folder, "m.safetensors")
            status, output, errors = self.mnl(
                "-c", f"load npz '{path}'; model lstm 8; train epochs=20 batch=10 rate=0.03; "
                f"print (eval).accuracy; save '{model}'", timeout=300)
            self.assertEqual(status, 0, errors)
            self.assertEqual(output.decode().splitlines()[-2], "1.0", output)
            self.assertIn("'x' of 120 x 6, asks for 'y'", output.decode())
        answers = os.path.join(self.folder, "a.jsonl")
        status, _, errors = self.mnl(
            "-c", f"open '{model}'; predict npy \"-\" to='{answers}'", stdin=waves(4)[0])
        self.assertEqual(status, 0, errors)
        with open(answers, encoding="utf-8") as file:
            self.assertEqual([json.loads(line)["class"] for line in file], ["0", "1", "0", "1"])

    def test_images_with_a_test_part_of_their_own(self):
        pixels = bytes(range(8)) * 8
        path = self.write("i.npz", npz(
            x_train=npy("|u1", (16, 2, 2), pixels), y_train=npy("<U1", (16,), "ab".encode(
                "utf-32-le") * 8), x_test=npy("|u1", (2, 2, 2), pixels[:8]),
            y_test=npy("<U1", (2,), "ba".encode("utf-32-le"))))
        status, output, errors = self.mnl("-c", f"load npz '{path}' validation=0")
        self.assertEqual(status, 0, errors)
        self.assertIn("i: 16 train, 0 validation, 2 test, 2x2, 2 classes", output.decode())

    def test_bad_archives_are_refused(self):
        inputs, targets = waves(4)
        whole = npz(x=inputs, y=targets)
        bomb = bytearray(npz(x=npy("|u1", (10_000_000,), bytes(10_000_000)), y=targets))
        first = bomb.index(b"PK\x01\x02")
        bomb[first + 24:first + 28] = struct.pack("<I", 0xFFFFFFF0)
        damaged = bytearray(whole)
        damaged[60] ^= 255
        for content, code, words in [
                (whole[:-30], "E0434", "no zip archive"),
                (bytes(bomb), "E0434", "possible are at most"),
                (bytes(damaged), "E0434", "damaged"),
                (npz(x=inputs, y=targets, x_test=inputs), "E0435", "has no array 'y_test'"),
                (npz(a=inputs, y=targets), "E0435", "has no array 'x_train'"),
                (npz(x=npy("|O", (1,), b"\x80\x04."), y=targets), "E0434", "objects of Python"),
                (b"", "E0408", "is empty")]:
            path = self.write("a.npz", content)
            status, _, errors = self.mnl("-c", f"load npz '{path}'")
            self.assertEqual(status, 1, words)
            self.assertIn(code, errors.decode())
            self.assertIn(words, errors.decode())


if __name__ == "__main__":
    unittest.main()
