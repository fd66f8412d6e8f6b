#!/usr/bin/env python3
"""Compares the arrays that `load npz` and `load npy` read with those that numpy wrote.

usage: arrays_compare.py MNL

All types of numbers in both byte orders and both orders of axes, packed, plain and alone; those of the
IDX form, plain and packed with gzip; texts of both kinds, parts for the test, rows of different
lengths; and what numpy reads of the archives that `predict` writes.

exit 0 all is the same, 1 something is not
"""

import gzip
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import numpy

TYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]
SHAPE = (7, 3, 2)
IDX_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def written(source, kind, order):
    """An array of a type, as different numbers as it can hold."""
    numbers = source.normal(size=SHAPE) * 50
    array = numpy.abs(numpy.round(numbers)) if numpy.dtype(kind).kind in "ub" else numbers
    return numpy.asarray(array.astype(kind), dtype=kind, order=order)


def run(mnl, script):
    """The lines that a script prints."""
    done = subprocess.run(
        [mnl, "-c", script], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{script}: {done.stderr}")
    return done.stdout.splitlines()


def read_here(mnl, command, part="train", rows=7, targets=1):
    """The inputs of the rows of a part as mnl has them, and what is asked of them."""
    script = f"""let d = {command} split=time test=0 validation=0 normalize=false
for class in $d.classes {{ print "class" $class }}
for row in 0..{rows - 1} {{
  let x = $d.{part}.inputs[$row]
  let y = $d.{part}.targets[$row]
  print "row" {" ".join(f"$x[{place}]" for place in range(6))} {" ".join(
      f"$y[{place}]" for place in range(targets))}
}}"""
    return [line for line in run(mnl, script) if line.startswith(("row", "class"))]


def scaled(array):
    """What a network reads of an array: of bytes, as of images."""
    numbers = array.astype("f4").reshape(7, -1)
    return numbers * numpy.float32(1 / 255) if array.dtype == "u1" else numbers


def is_same(lines, inputs, targets):
    """Whether what was read is what was written."""
    found = [line.split()[1:] for line in lines if line.startswith("row")]
    expected = [[*row, target] for row, target in zip(inputs, targets.astype("f4"))]
    return len(found) == 7 and all(
        numpy.float32(one) == numpy.float32(other)
        for line, row in zip(found, expected) for one, other in zip(line, row, strict=True))


def write_idx(path, code, array):
    """Writes an array in MNIST's form."""
    head = bytes([0, 0, code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    path.write_bytes(head + array.astype(IDX_TYPES[code]).tobytes())


def compare_idx(mnl, source, folder):
    """Arrays in MNIST's form that are read as they were written, and those that are not."""
    targets = numpy.arange(7) / 4
    write_idx(folder / "y.idx", 0x0E, targets)
    compared = different = 0
    for code, kind in IDX_TYPES.items():
        array = written(source, kind, "C")
        write_idx(folder / "x.idx", code, array)
        (folder / "x.gz").write_bytes(gzip.compress((folder / "x.idx").read_bytes()))
        for name in ("x.idx", "x.gz"):
            lines = read_here(mnl, f"load idx '{folder}/{name}' labels='{folder}/y.idx'")
            compared += 1
            if not is_same(lines, scaled(array), targets):
                different += 1
                print(f"{kind} in {name}: not the same")
    return compared, different


def compare_texts(mnl, source, folder):
    """Texts that are asked for: both kinds, both byte orders, both orders of axes."""
    compared = different = 0
    words = numpy.array(["größer", "a", "数字", "a", "kleiner als", "数字", "a"])
    plain = numpy.array(["b", "aa", "c", "aa", "b", "c", "b"])
    inputs = source.normal(size=SHAPE).astype("f4")
    for texts, kind in [(words, "<U12"), (words, ">U12"), (words, "<U40"), (plain, "S2"), (plain, "S9")]:
        for order in "CF":
            array = numpy.asarray(texts.reshape(7, 1).astype(kind), order=order)
            numpy.savez(folder / "t.npz", x=inputs, y=array)
            classes = sorted(set(texts))
            lines = read_here(mnl, f"load npz '{folder}/t.npz'", targets=len(classes))
            named = [line.removeprefix("class ") for line in lines if line.startswith("class")]
            rows = [line.split()[7:] for line in lines if line.startswith("row")]
            told = [named[row.index("1.0")] if "1.0" in row else None for row in rows]
            compared += 1
            if named != classes or told != list(texts):
                different += 1
                print(f"{kind} {order}: {named} and {told}, expected {classes} and {list(texts)}")
    return compared, different


def compare_parts(mnl, source, folder):
    """Parts for the test, by the usual names and by others; and rows of different lengths."""
    compared = different = 0
    arrays = {
        name: written(source, "f4", "C") for name in ("x_train", "x_test", "left", "right")}
    asked = numpy.arange(7) / 8
    numpy.savez(folder / "p.npz", **arrays, y_train=asked, y_test=asked[::-1], far=asked + 1)
    for part, inputs, targets, more in (
            ("train", "x_train", asked, ""), ("test", "x_test", asked[::-1], ""),
            ("train", "left", asked, "inputs=left targets=y_train"),
            ("test", "right", asked + 1, "test-inputs=right test-targets=far")):
        lines = read_here(mnl, f"load npz '{folder}/p.npz' {more}", part=part)
        compared += 1
        if not is_same(lines, scaled(arrays[inputs]), targets):
            different += 1
            print(f"{part} {more}: not the same")
    for name in ("x_train", "y_train"):
        numpy.save(folder / f"{name}.npy", arrays.get(name, asked))
    numpy.save(folder / "x_test.npy", arrays["x_test"])
    lines = read_here(
        mnl, f"load npy '{folder}/x_train.npy' '{folder}/y_train.npy' "
        f"test-inputs='{folder}/x_test.npy' test-targets='{folder}/y_train.npy'", part="test")
    lengths = numpy.array([0, 1, 2, 3, 2, 1, 0], dtype=">i2")
    ends = numpy.arange(3)[None, :, None] < lengths[:, None, None]
    numpy.savez(folder / "l.npz", x=arrays["left"], y=asked, lengths=lengths)
    shorter = read_here(mnl, f"load npz '{folder}/l.npz' lengths=lengths")
    for words, own, inputs in (("of npy", lines, arrays["x_test"]),
                               ("of rows of different lengths", shorter, arrays["left"] * ends)):
        compared += 1
        if not is_same(own, scaled(inputs), asked):
            different += 1
            print(f"{words}: not the same")
    return compared, different


def answers(mnl, folder, arrays, more="", options=""):
    """What a model tells of arrays, as numpy reads it and as lines of JSON."""
    numpy.savez(folder / "a.npz", **arrays)
    told = f"predict npz '{folder}/a.npz' {more}"
    run(mnl, f"load npz '{folder}/a.npz' {options} {more}; model lstm 4; train epochs=2 batch=4; "
        f"{told} to='{folder}/told.npz' top=2; {told} to='{folder}/told.jsonl' top=2")
    with open(folder / "told.jsonl", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    # Nothing in it may be code.
    with numpy.load(folder / "told.npz", allow_pickle=False) as archive:
        return dict(archive), lines


def compare_answers(mnl, source, folder):
    """Archives that `predict` writes: of classes, numbers, labels, and classes at each step."""
    inputs = source.normal(size=(20, 3, 2)).astype("f4")
    words = numpy.array(["größer", "数字", "a", "kleiner als"] * 5)
    wrong = []

    def check(name, is_right):
        checks.append(name)
        if not is_right:
            wrong.append(name)
            print(f"answers, {name}: not the same")

    checks = []
    told, lines = answers(mnl, folder, {"x": inputs, "y": words})
    classes = told["classes"]
    check("names", list(classes) == sorted(set(words)) and classes.dtype.kind == "U")
    check("rows", told["row"].tolist() == [line["row"] for line in lines])
    check("classes", told["prediction"].tolist() == [line["class"] for line in lines])
    check("shares", told["probabilities"].shape == (20, 4) and told["probabilities"].dtype == "f4"
          and numpy.allclose(told["probabilities"].sum(axis=1), 1, atol=1e-5))
    order = numpy.argsort(-told["probabilities"], axis=1, kind="stable")[:, :2]
    check("likeliest", (told["top_classes"] == classes[order]).all()
          and (told["prediction"] == classes[order[:, 0]]).all())
    check("their shares", (told["top_probabilities"] == numpy.take_along_axis(
        told["probabilities"], order, axis=1)).all())
    check("shares in lines", told["top_probabilities"].tolist() == [
        [line["probability"], line["probability-2"]] for line in lines])

    told, lines = answers(mnl, folder, {"x": inputs, "y": inputs[:, 2, 0] + 5})
    check("a number", told["prediction"].tolist() == [line["y"] for line in lines]
          and told["names"].tolist() == ["y"])
    told, lines = answers(mnl, folder, {"x": inputs, "y": inputs[:, 2]})
    check("numbers", told["prediction"].tolist() == [[line["y-1"], line["y-2"]] for line in lines])
    told, lines = answers(
        mnl, folder, {"x": inputs, "y": (inputs.reshape(20, 6)[:, :4] > 0).astype("u1")})
    check("labels", told["probabilities"].tolist() == [
        [line[name] for name in told["labels"]] for line in lines]
        and (told["prediction"] == (told["probabilities"] > 0.5)).all())

    lengths = numpy.arange(20, dtype="i4") % 4
    told, lines = answers(
        mnl, folder, {"x": inputs, "y": numpy.arange(60).reshape(20, 3) % 5, "n": lengths},
        more="lengths=n", options="classes=true")
    steps = [[text for text in row if text] for row in told["prediction"].tolist()]
    check("steps", steps == [line["class"] for line in lines]
          and [len(row) for row in steps] == lengths.tolist() == told["lengths"].tolist())
    check("shares of steps", told["probabilities"].shape == (20, 3, 5))
    return len(checks), len(wrong)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    mnl = pathlib.Path(sys.argv[1]).resolve()
    source = numpy.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        compared = different = 0
        for compare in (compare_idx, compare_texts, compare_parts, compare_answers):
            own = compare(mnl, source, folder)
            compared, different = compared + own[0], different + own[1]
        targets = numpy.arange(7, dtype=">f8") / 4
        numpy.save(folder / "y.npy", targets)
        for kind in TYPES:
            for ends in "<>":
                for order in "CF":
                    array = written(source, kind if kind[-1] in "?1" else ends + kind, order)
                    numpy.save(folder / "x.npy", array)
                    numpy.savez(folder / "plain.npz", x=array, y=targets)
                    numpy.savez_compressed(folder / "packed.npz", x=array, y=targets)
                    for command in (
                            f"load npy '{folder}/x.npy' '{folder}/y.npy'",
                            f"load npz '{folder}/plain.npz'", f"load npz '{folder}/packed.npz'"):
                        lines = read_here(mnl, command)
                        compared += 1
                        if not is_same(lines, scaled(array), targets):
                            different += 1
                            print(f"{kind} {ends} {order}: {command}: not the same")
    print(f"{compared} arrays are as numpy has them, {different} not")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
