#!/usr/bin/env python3
"""Compares what `load csv` reads with what pandas reads of the same files.

usage: tables_compare.py MNL

The tables are made here, from a fixed seed: every delimiter, line end and kind of quoting, missing
values, numbers of all sizes, packed and not. exit 0 all numbers are equal, 1 some are not
"""

import gzip
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy
import pandas


def number(source):
    """A number as tables write them."""
    kind = source.randrange(6)
    if kind == 0:
        return str(source.randrange(-1000, 1000))
    if kind == 1:
        return f"{source.gauss(0, 1):.4f}"
    if kind == 2:
        return f"{source.gauss(0, 1) * 10 ** source.randrange(-30, 30):.12e}"
    if kind == 3:
        return f"+{source.random():.17f}"
    if kind == 4:
        return f" {source.random():.3f} "
    return source.choice(["", "NA", "nan", "NULL", "-nan", "N/A", "None"])


def table(source, delimiter, end, quotes):
    """The text of a table of three columns of numbers and one that is asked for."""
    lines = [delimiter.join(["a", "b", "c", "y"])]
    for row in range(200):
        fields = [number(source) for _ in range(3)] + [f"{source.random():.6f}"]
        if quotes:
            fields = [f'"{field.strip()}"' for field in fields]
        lines.append(delimiter.join(fields))
        if row % 50 == 0:
            lines.append("")
    return end.join(lines) + (end if source.random() < 0.5 else "")


def read_here(mnl, path):
    """The numbers that `load csv` gives, row by row."""
    script = f"""
let d = load csv "{path}" classes=false split=time test=0 validation=0
for row in 0..($d.train.num-examples - 1) {{
  print "row" $d.train.inputs[$row][0] $d.train.inputs[$row][1] $d.train.inputs[$row][2] $d.train.targets[$row][0]
}}
"""
    result = subprocess.run(
        [mnl, "-c", script], capture_output=True, text=True, check=False, timeout=300)
    if result.returncode != 0:
        sys.exit(f"{path}: {result.stderr}")
    rows = [line.split()[1:] for line in result.stdout.splitlines() if line.startswith("row ")]
    return numpy.array(rows, dtype="<f8").astype("<f4")


def read_there(path, delimiter):
    """The same by pandas, what is missing being the mean."""
    frame = pandas.read_csv(path, sep=delimiter, skipinitialspace=True)
    numbers = frame.to_numpy(dtype="<f8").astype("<f4")
    for column in range(numbers.shape[1]):
        known = numbers[:, column][~numpy.isnan(numbers[:, column])]
        mean = numpy.float32(numpy.sum(known.astype("<f8")) / len(known))
        numbers[:, column][numpy.isnan(numbers[:, column])] = mean
    return numbers


def main():
    mnl = pathlib.Path(sys.argv[1]).resolve()
    source = random.Random(20)
    compared = different = 0
    with tempfile.TemporaryDirectory() as folder:
        for delimiter in [",", ";", "\t", "|"]:
            for end in ["\n", "\r\n"]:
                for quotes in [False, True]:
                    text = table(source, delimiter, end, quotes)
                    path = pathlib.Path(folder) / f"table-{compared}.csv"
                    packed = source.random() < 0.3
                    if packed:
                        path = path.with_suffix(".csv.gz")
                        path.write_bytes(gzip.compress(text.encode()))
                    else:
                        path.write_bytes(text.encode())
                    here, there = read_here(mnl, path), read_there(path, delimiter)
                    compared += 1
                    # The mean of what is known may differ in its last bit: it is summed in another order.
                    if here.shape != there.shape or not numpy.allclose(
                        here, there, rtol=1e-6, atol=0
                    ):
                        different += 1
                        print(f"{path.name}: {delimiter!r} {end!r} quotes {quotes}: not the same")
    print(f"{compared} tables read as pandas does, {different} not")
    return 1 if different or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
