#!/usr/bin/env python3
"""Compares the arrays that `load npz` and `load npy` read with those that numpy wrote.

usage: arrays_compare.py MNL

All types of numbers in both byte orders and both orders of axes, packed, plain and alone; and those
of the IDX form, plain and packed with gzip.
"""

import gzip
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


def read_here(mnl, command):
    """The inputs of all rows as mnl has them, and what is asked of them."""
    script = f"""let d = {command} split=time test=0 validation=0 normalize=false
for row in 0..6 {{
  let x = $d.train.inputs[$row]
  print "row" {" ".join(f"$x[{place}]" for place in range(6))} $d.train.targets[$row][0]
}}"""
    done = subprocess.run(
        [mnl, "-c", script], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.stderr}")
    return [line for line in done.stdout.splitlines() if line.startswith("row")]


def scaled(array):
    """What a network reads of an array: of bytes, as of images."""
    numbers = array.astype("f4").reshape(7, -1)
    return numbers * numpy.float32(1 / 255) if array.dtype == "u1" else numbers


def is_same(lines, inputs, targets):
    """Whether what was read is what was written."""
    found = [line.split()[1:] for line in lines]
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


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    mnl = pathlib.Path(sys.argv[1]).resolve()
    source = numpy.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        compared, different = compare_idx(mnl, source, folder)
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
    print(f"{compared} files of arrays read as numpy does, {different} not")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
