#!/usr/bin/env python3
"""Compares the series that `load series` reads with what a second reader makes of the same files.

usage: series_compare.py MNL

Both forms, one and several dimensions, equal and different lengths, missing values, all
separators and ends of lines, comments, classes and numbers. All values, lengths and labels are
compared bit by bit, as 32-bit numbers.
"""

import gzip
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy

COUNT = 7
CLASSES = ["walk", "run", "3"]


def written(source, missing):
    """A number as files have it, in one of many ways; or that there is none."""
    if source.random() < missing:
        return source.choice(["?", "NaN", "nan", "NAN"])
    number = source.normal() * 10.0 ** source.integers(-4, 5)
    form = source.choice(["%.3f", "%g", "%.17g", "%e", "%.7e", "%+.2f", "%d"])
    return form % number


def series(source, dimensions, steps, missing):
    """Values as texts; no dimension is wholly missing."""
    rows = [[written(source, missing) for _ in range(steps)] for _ in range(dimensions)]
    for row in rows:
        row[source.integers(steps)] = written(source, 0)
    return rows


def headed(source, dimensions, differ, missing, asked):
    """The text of a file with a header."""
    words = {"problemName": "Any Thing", "timeStamps": "false", "missing": str(missing > 0).lower(),
             "univariate": str(dimensions == 1).lower(), "dimensions": str(dimensions),
             "equalLength": str(not differ).lower()}
    if not differ:
        words["seriesLength"] = "9"
    if asked == "classes":
        words["classLabel"] = "true " + " ".join(CLASSES)
    else:
        words["targetLabel"] = "true"
    optional = ["problemName", "missing", "univariate", "seriesLength"]
    kept = {word: value for word, value in words.items()
            if word not in optional or source.random() < 0.7}
    lines = ["# made for a test"] if source.random() < 0.5 else []
    for word, value in kept.items():
        lines.append(f"@{word if source.random() < 0.5 else word.lower()} {value}")
    lines.append("@data")
    for place in range(COUNT):
        steps = int(source.integers(1, 12)) if differ else 9
        blank = source.choice(["", " "])
        dims = [("," + blank).join(row) for row in series(source, dimensions, steps, missing)]
        label = CLASSES[place % 3] if asked == "classes" else written(source, 0)
        lines.append(":".join(dims) + ":" + blank + label)
        if source.random() < 0.2:
            lines.append(source.choice(["", "# note: 1,2", "  "]))
    return lines


def plain(source, separator, differ, missing, asked):
    """The text of a file of lines."""
    lines = []
    for place in range(COUNT):
        steps = int(source.integers(1, 10)) if differ else 9
        row = series(source, 1, steps, missing)[0]
        row[-1] = written(source, 0)
        row += ["NaN"] * (9 - steps)
        if asked == "classes":
            label = CLASSES[place % 3]
        elif asked == "whole":
            label = source.choice(["%d", "%.1f", "%.7e", "+%d"]) % (place % 3 + 9)
        else:
            label = f"{place + 0.25}"
        join = "   " if separator == " " else separator
        lines.append(("  " if separator == " " else "") + join.join([label, *row]))
    return lines


def number(text):
    """A number, or that there is none."""
    return numpy.nan if text.strip().lower() in ("?", "nan") else float(text)


def filled(row):
    """A row without gaps."""
    row = numpy.array(row)
    known = ~numpy.isnan(row)
    return numpy.interp(numpy.arange(len(row)), numpy.flatnonzero(known), row[known])


def read_there(text):
    """The series of a text, [steps, dimensions] each, and their labels, as a second reader has them."""
    lines = [line for line in re.split("\r\n|\n|\r", text) if line.strip() and line.strip()[0] != "#"]
    found, labels = [], []
    if lines[0].startswith("@"):
        start = [line.strip().lower() for line in lines].index("@data") + 1
        for line in lines[start:]:
            *dims, label = line.split(":")
            found.append(numpy.array(
                [filled([number(value) for value in one.split(",")]) for one in dims]).T)
            labels.append(label.strip())
    else:
        separator = "\t" if "\t" in lines[0] else "," if "," in lines[0] else None
        for line in lines:
            label, *row = line.split(separator)
            row = [number(value) for value in row]
            while numpy.isnan(row[-1]):
                row.pop()
            found.append(filled(row)[:, None])
            labels.append(label.strip())
        try:
            numbers = [float(label) for label in labels]
            if all(one.is_integer() for one in numbers):
                labels = [str(int(one)) for one in numbers]
        except ValueError:
            pass
    return found, labels


def read_here(mnl, path, width, outputs):
    """The length, the values and what is asked of each series, and the classes, as mnl has them."""
    script = f"""let d = load series '{path}' split=time test=0 validation=0 normalize=false
print "classes" $d.classes
for row in 0..{COUNT - 1} {{
  let x = $d.train.inputs[$row]
  let y = $d.train.targets[$row]
  print "row" $d.train.lengths[$row] {" ".join(f"$x[{place}]" for place in range(width))} {
    " ".join(f"$y[{place}]" for place in range(outputs))}
}}"""
    done = subprocess.run(
        [mnl, "-c", script], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{path}: {done.stderr}{path.read_bytes()[:2000]}")
    lines = done.stdout.splitlines()
    classes = next(line for line in lines if line.startswith("classes"))
    rows = [line.split()[1:] for line in lines if line.startswith("row")]
    return re.findall(r"[\w.+-]+", classes.removeprefix("classes")), numpy.array(rows, "f4")


def expected(found, labels, named, asked):
    """The same as a second reader has them."""
    steps = max(len(one) for one in found)
    classes = [] if asked == "numbers" else named or sorted(
        set(labels), key=lambda name: (int(name) if asked == "whole" else 0, name))
    rows = []
    for one, label in zip(found, labels):
        padded = numpy.zeros((steps, one.shape[1]))
        padded[:len(one)] = one
        target = [float(name == label) for name in classes] if classes else [float(label)]
        rows.append([len(one), *padded.ravel(), *target])
    return classes or ["y"], numpy.array(rows, "f8").astype("f4")


def texts(source):
    """Files of all forms: their ending, text, what is asked, and the classes that a header names."""
    for missing in (0, 0.3):
        for differ in (False, True):
            for asked in ("classes", "numbers"):
                for dimensions in (1, 3):
                    lines = headed(source, dimensions, differ, missing, asked)
                    yield ".ts", lines, asked, CLASSES if asked == "classes" else None
            for asked in ("classes", "whole", "numbers"):
                for separator in "\t", ",", " ":
                    lines = plain(source, separator, differ, missing, asked)
                    yield source.choice([".tsv", ".txt", ".csv"]), lines, asked, None


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    mnl = pathlib.Path(sys.argv[1]).resolve()
    source = numpy.random.default_rng(1)
    compared = different = 0
    with tempfile.TemporaryDirectory() as folder:
        for ending, lines, asked, named in texts(source):
            ends = source.choice(["\n", "\r\n", "\r", "mixed"])
            text = "".join(
                line + (source.choice(["\n", "\r\n", "\r"]) if ends == "mixed" else ends)
                for line in lines)
            content = (b"\xef\xbb\xbf" if source.random() < 0.3 else b"") + text.encode()
            if source.random() < 0.3:
                ending, content = ending + ".gz", gzip.compress(content)
            path = pathlib.Path(folder) / f"s{compared}{ending}"
            path.write_bytes(content)
            found, labels = read_there(text)
            classes, wanted = expected(found, labels, named, asked)
            width = max(len(one) for one in found) * found[0].shape[1]
            own, rows = read_here(mnl, path, width, len(classes))
            compared += 1
            if own != classes or rows.shape != wanted.shape or (rows != wanted).any():
                different += 1
                print(f"{path.name}: not the same:\n{text}\n{own} {rows}\n{classes} {wanted}")
    print(f"{compared} files of series read as by the second reader, {different} not")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
