"""Data sets that are none: each its own error with file and byte, in little time and memory."""

import gzip
import os
import random
import resource
import struct
import subprocess
import unittest

from mnl import BINARY, Case, environment

IMAGES, LABELS = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"


def idx(magic, dimensions, values):
    """The bytes of an IDX file."""
    return struct.pack(f">{1 + len(dimensions)}I", magic, *dimensions) + values


class BadData(Case):
    def setUp(self):
        super().setUp()
        self.data = os.path.join(self.folder, "data")
        os.mkdir(self.data)
        pixels = random.Random(1).randbytes(120 * 784)
        for name in ("train", "t10k"):
            self.put(f"{name}-images-idx3-ubyte.gz", gzip.compress(idx(2051, [120, 28, 28], pixels)))
            self.put(f"{name}-labels-idx1-ubyte.gz", gzip.compress(idx(2049, [120], bytes(120))))

    def put(self, name, content):
        """Writes a file of the data set."""
        with open(os.path.join(self.data, name), "wb") as file:
            file.write(content)

    def content(self, name):
        with open(os.path.join(self.data, name), "rb") as file:
            return file.read()

    def refuse(self, code, *words, folder="data", exit_code=1):
        """Loads the data set, which has to fail within 400 MB."""

        def limit():
            # Of data, not of addresses: the stack of the interpreter is reserved, not used.
            resource.setrlimit(resource.RLIMIT_DATA, (400 << 20, 400 << 20))

        done = subprocess.run(
            [BINARY, "-c", f"load mnist dir='{folder}'"], stdin=subprocess.DEVNULL,
            capture_output=True, timeout=10, cwd=self.folder, env=environment(), preexec_fn=limit)
        self.assertEqual((done.returncode, done.stdout), (exit_code, b""), done.stderr)
        errors = done.stderr.decode()
        self.assertEqual(errors.count("error["), 1)
        self.assertIn(f"error[{code}]", errors)
        self.assertIn(" --> -c:1:", errors)
        for word in words:
            self.assertIn(word, errors)

    def test_what_is_good_is_loaded(self):
        code, output, errors = self.mnl("-c", "load mnist dir=data")
        self.assertEqual(code, 0, errors)
        self.assertIn(b"mnist: 110 train, 10 validation, 120 test", output)
        self.assertEqual(errors.count(b"warning[E0419]"), 4)

    def test_missing_folder(self):
        self.refuse("E0216", "'nowhere'", folder="nowhere", exit_code=2)

    def test_file_as_folder(self):
        self.refuse("E0216", f"'data/{IMAGES}'", folder=f"data/{IMAGES}", exit_code=2)

    def test_missing_file(self):
        os.remove(os.path.join(self.data, LABELS))
        self.refuse("E0404", LABELS)

    def test_directory_as_file(self):
        os.remove(os.path.join(self.data, IMAGES))
        os.mkdir(os.path.join(self.data, IMAGES))
        self.refuse("E0405", f"'data/{IMAGES}'")

    def test_empty_file(self):
        self.put(IMAGES, b"")
        self.refuse("E0408", f"'data/{IMAGES}'")

    def test_wrong_magic(self):
        self.put(IMAGES, b"<html>not found</html>")
        self.refuse("E0409", f"'data/{IMAGES}'", "begins with 0x3c68746d", "0x00000803 (2051)")

    def test_truncated_gzip(self):
        content = self.content(IMAGES)
        self.put(IMAGES, content[:5000])
        self.refuse("E0410", f"'data/{IMAGES}'", "after 5000 bytes")

    def test_corrupted_gzip(self):
        content = bytearray(self.content(IMAGES))
        content[-8] ^= 0xFF
        self.put(IMAGES, content)
        self.refuse("E0411", f"'data/{IMAGES}'", "near byte ", "incorrect data check")

    def test_four_billion_images(self):
        self.put(IMAGES, gzip.compress(idx(2051, [4_000_000_000, 28, 28], bytes(5000))))
        self.refuse("E0414", f"'data/{IMAGES}'", "4000000000 x 28 x 28 bytes (byte 4)")

    def test_more_images_than_the_file_has(self):
        self.put(IMAGES, gzip.compress(idx(2051, [2_000_000, 28, 28], bytes(5000))))
        self.refuse("E0412", f"'data/{IMAGES}'", "5016 bytes", "needs 1568000016")

    def test_a_bomb(self):
        self.put(IMAGES, gzip.compress(idx(2051, [120, 28, 28], bytes(200_000_000)), 1))
        self.refuse("E0413", f"'data/{IMAGES}'", f"byte {16 + 120 * 784}")

    def test_counts_that_differ(self):
        self.put(LABELS, gzip.compress(idx(2049, [119], bytes(119))))
        self.refuse("E0416", f"'data/{IMAGES}' has 120 examples", f"'data/{LABELS}' has 119", "byte 4")

    def test_label_above_nine(self):
        self.put(LABELS, gzip.compress(idx(2049, [120], bytes(77) + b"\x0a" + bytes(42))))
        self.refuse("E0417", f"'data/{LABELS}'", "label 10 at index 77 (byte 85)")


if __name__ == "__main__":
    unittest.main()
