#!/usr/bin/env python3
"""Compares the arrays that `load npz` and `load npy` read with those that numpy wrote.

usage: arrays_compare.py MNL

All types of numbers in both byte orders and both orders of axes, packed, plain and alone.
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy

TYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]
SHAPE = (7, 3, 2)


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


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    mnl = pathlib.Path(sys.argv[1]).resolve()
    source = numpy.random.default_rng(1)
    compared = different = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        targets = numpy.arange(7, dtype=">f8") / 4
        numpy.save(folder / "y.npy", targets)
        for kind in TYPES:
            for ends in "<>":
                for order in "CF":
                    array = written(source, kind if kind[-1] in "?1" else ends + kind, order)
                    numpy.save(folder / "x.npy", array)
                    numpy.savez(folder / "plain.npz", x=array, y=targets)
                    numpy.savez_compressed(folder / "packed.npz", x=array, y=targets)
                    wanted = array.astype("f4").reshape(7, -1)
                    if kind == "u1":
                        wanted = wanted * numpy.float32(1 / 255)
                    for command in (
                            f"load npy '{folder}/x.npy' '{folder}/y.npy'",
                            f"load npz '{folder}/plain.npz'", f"load npz '{folder}/packed.npz'"):
                        lines = read_here(mnl, command)
                        found = [line.split()[1:] for line in lines]
                        expected = [[*row, target] for row, target in zip(
                            wanted, targets.astype("f4"))]
                        compared += 1
                        same = len(found) == 7 and all(
                            numpy.float32(one) == numpy.float32(other)
                            for line, row in zip(found, expected)
                            for one, other in zip(line, row, strict=True))
                        if not same:
                            different += 1
                            print(f"{kind} {ends} {order}: {command}: not the same")
    print(f"{compared} files of arrays read as numpy does, {different} not")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
