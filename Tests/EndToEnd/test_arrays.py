"""Arrays as numpy writes them: from an archive to answers."""

import gzip
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


def idx(code, kind, shape, numbers):
    """The bytes of an array in MNIST's form."""
    return (bytes([0, 0, code, len(shape)]) + struct.pack(f">{len(shape)}I", *shape)
            + struct.pack(f">{len(numbers)}{kind}", *numbers))


def bars(count):
    """Images of bars, 8 by 8, that lie or stand, and which they do."""
    pixels = []
    for place in range(count):
        at = place * 5 % 8
        pixels += [255 if (x if place % 2 else y) == at else 0 for y in range(8) for x in range(8)]
    return (idx(8, "B", (count, 8, 8), pixels),
            idx(8, "B", (count,), [place % 2 for place in range(count)]))


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

    def test_lengths_of_rows_are_told_by_an_array(self):
        count = 60
        rows, labels, lengths = [], [], []
        for place in range(count):
            length = 2 + place % 3
            # After its end each row has what would mislead.
            rows += [float(place % 2)] * length + [float(1 - place % 2)] * (6 - length)
            labels.append(place % 2)
            lengths.append(length)
        whole = dict(x=npy("<f4", (count, 6), struct.pack(f"<{len(rows)}f", *rows)),
                     y=npy("<i8", (count,), struct.pack(f"<{count}q", *labels)),
                     n=npy("<i4", (count,), struct.pack(f"<{count}i", *lengths)))
        self.write("a.npz", npz(**whole))
        status, output, errors = self.mnl(
            "-c", "load npz a.npz lengths=n test=0.2; show count=1; model lstm 8; "
            "train epochs=20 batch=8 rate=0.03; print (eval).accuracy; save m.safetensors; "
            "for a in (predict npz a.npz lengths=n) { print \"is\" $a.class }", timeout=300)
        self.assertEqual(status, 0, errors)
        output = output.decode()
        self.assertIn("'x' of 60 x 6, as long as 'n' says, asks for 'y'", output)
        self.assertIn("up to 6 steps of 1 number, 2 classes", output)
        self.assertIn("\n1.0\n", output)
        told = [line.split()[1] for line in output.splitlines() if line.startswith("is ")]
        self.assertEqual(told, ["0", "1"] * (count // 2))
        lengths[7] = 7
        whole["n"] = npy("<i4", (count,), struct.pack(f"<{count}i", *lengths))
        self.write("b.npz", npz(**whole))
        for command in ("load npz b.npz lengths=n",
                        "open m.safetensors; predict npz b.npz lengths=n"):
            status, _, errors = self.mnl("-c", command)
            self.assertEqual(status, 1)
            self.assertIn("has the length 7 at index 7, allowed are 0 to 6", errors.decode())
        status, _, errors = self.mnl("-c", "load npz b.npz lengths=m")
        self.assertEqual(status, 1)
        self.assertIn("has no array 'm'", errors.decode())
        self.assertIn("its arrays are x, y, n", errors.decode())

    def test_answers_become_arrays(self):
        inputs, targets = waves(60)
        self.write("a.npz", npz(x=inputs, y=targets))
        status, _, errors = self.mnl(
            "-c", "load npz a.npz; model lstm 8; train epochs=20 batch=10 rate=0.03; "
            "predict npz a.npz to=answers.npz top=2; predict npz a.npz to=answers.csv; "
            "save m.safetensors", timeout=300)
        self.assertEqual(status, 0, errors)
        with zipfile.ZipFile(os.path.join(self.folder, "answers.npz")) as archive:
            self.assertIsNone(archive.testzip())
            names = [name.removesuffix(".npy") for name in archive.namelist()]
            arrays = {name: archive.read(name + ".npy") for name in names}
        self.assertEqual(names, ["row", "prediction", "top_classes", "top_probabilities",
                                 "probabilities", "classes"])
        self.assertIn(b"'shape': (60, 2)", arrays["probabilities"])
        with open(os.path.join(self.folder, "answers.csv"), encoding="utf-8") as file:
            told = [line.split(",")[1] for line in file.read().splitlines()[1:]]
        text = arrays["prediction"][-4 * 60:].decode("utf-32-le")
        self.assertEqual(list(text), told)
        # What was told is data again.
        status, output, errors = self.mnl(
            "-c", "load npz answers.npz inputs=probabilities targets=prediction")
        self.assertEqual(status, 0, errors)
        self.assertIn("2 steps of 1 number, 2 classes", output.decode())

    def test_no_file_of_answers_is_begun_that_could_not_be_written(self):
        inputs, targets = waves(20)
        self.write("a.npz", npz(x=inputs, y=targets))
        made = "load npz a.npz; model lstm 4; train epochs=1 batch=5; "
        for target, words in (("answers.txt", "must end in .csv, .jsonl or .npz"),
                              ("none/answers.npz", "none/answers.npz")):
            status, _, errors = self.mnl("-c", made + f"predict npz a.npz to={target}")
            self.assertEqual(status, 1, target)
            self.assertIn(words, errors.decode())
            self.assertEqual(os.listdir(self.folder), ["a.npz"])

    def test_files_named_like_mnist_find_each_other(self):
        for part, count in (("train", 96), ("t10k", 16)):
            images, labels = bars(count)
            self.write(f"{part}-images-idx3-ubyte.gz", gzip.compress(images))
            self.write(f"{part}-labels-idx1-ubyte", labels)
        status, output, errors = self.mnl(
            "-c", "load idx train-images-idx3-ubyte.gz; model lstm 8; "
            "train epochs=40 batch=8 rate=0.03; print (eval).accuracy; save m.safetensors",
            timeout=300)
        self.assertEqual(status, 0, errors)
        output = output.decode()
        self.assertIn("asks for 'train-labels-idx1-ubyte', tests by 16 of 't10k-images-idx3-ubyte.gz'",
                      output)
        self.assertIn("16 test, 8x8, 2 classes", output)
        self.assertIn("\n1.0\n", output)
        status, output, errors = self.mnl(
            "-c", "open m.safetensors; for a in (predict idx \"-\") { print $a.class }",
            stdin=gzip.compress(bars(4)[0]))
        self.assertEqual((status, output.decode().split()[-4:]), (0, ["0", "1", "0", "1"]), errors)
        # A model of images reads files of images, too, and the other way round.
        self.write("bar.pgm", b"P5 8 8 255 " + bars(4)[0][16 + 64:16 + 128])
        status, output, errors = self.mnl(
            "-c", "open m.safetensors; print (predict images bar.pgm)[0].class")
        self.assertEqual((status, output.decode().split()[-1:]), (0, ["1"]), errors)

    def test_a_model_of_drawn_digits_reads_the_form_of_mnist(self):
        path = self.write("d.idx", idx(8, "B", (2, 28, 28), bytes(2 * 784)))
        other = self.write("o.idx", idx(8, "B", (2, 28, 27), bytes(2 * 756)))
        status, output, errors = self.mnl(
            "-c", "load digits train=24 test=12; model lstm 4; train epochs=1 batch=10; "
            f"print (length (predict idx '{path}')); predict idx '{other}'")
        self.assertEqual((status, output.decode().splitlines()[-1]), (1, "2"), errors)
        self.assertIn("has rows as of 2 x 28 x 27, expected 2 x 28 x 28 images of bytes",
                      errors.decode())

    def test_more_than_memory_is_refused_before_it_is_read(self):
        labels = self.write("l", bars(4)[1])
        shape = (1 << 8, 1 << 20, 1 << 10)
        path = self.write("i", bytes([0, 0, 8, 3]) + struct.pack(">3I", *shape))
        # Nothing is on the disk but the head.
        os.truncate(path, 16 + (1 << 38))
        status, _, errors = self.mnl("-c", f"load idx '{path}' labels='{labels}'")
        self.assertEqual(status, 1)
        self.assertIn("E0433", errors.decode())
        self.assertIn("would need about 262144 MiB of memory", errors.decode())

    def test_bad_files_in_the_form_of_mnist_are_refused(self):
        images, labels = bars(4)
        one = self.write("l", labels)
        for content, code, words in [
                (b"", "E0408", "is empty"),
                (b"\x93NUMPY", "E0434", "load npy"),
                (b"\0\0\x0a\x01\0\0\0\1\0", "E0434", "elements of type 0x0a are not known"),
                (b"\0\0\x08\x03" + b"\xff" * 12, "E0414", "allowed are at most"),
                (images[:-1], "E0412", "has 271 bytes of unpacked data, needs 272"),
                (images + b"!", "E0413", "at byte 272"),
                (gzip.compress(images)[:-9], "E0410", "break off"),
                (idx(8, "B", (0, 8, 8), []), "E0415", "holds 0 records"),
                (idx(13, "f", (4, 1), [0, 1, 2, float("inf")]), "E0434", "byte 24: element 3"),
                (bars(5)[0], "E0416", "has 5 examples, but"),
                (idx(8, "B", (4, 1, 1, 2), bytes(8)), "E0433", "4 x 1 x 1 x 2")]:
            path = self.write("i", content)
            status, _, errors = self.mnl("-c", f"load idx '{path}' labels='{one}'")
            self.assertEqual(status, 1, words)
            self.assertIn(code, errors.decode())
            self.assertIn(words, errors.decode())

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
