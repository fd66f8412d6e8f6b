#!/usr/bin/env python3
"""Compares the texts that `load text` reads with what scikit-learn makes of the same files.

usage: texts_compare.py MNL

Characters and words of several scripts, all ends of lines, byte-order marks, gzip; small and large
vocabularies; lines of classes. The vocabulary, the unit at each step, what is asked, and the lengths
are compared.
"""

import collections
import gzip
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy
from sklearn.feature_extraction.text import CountVectorizer

# Letters and digits, with what holds words together; ends of lines; each other sign alone.
WORD = r"[^\W_](?:[^\W_]|['\u2019-])*|\n|[^\w\s]|_"
WORDS = ["the", "The", "sea", "don't", "it\u2019s", "well-known", "end-", "über", "straße", "站", "火车站", "мир", "x1",
         "2024", "rock", "’", ",", ".", "!", "(", ")", "_", "“", "–", "🙂"]
STEPS = 6


def analyzer(units):
    """What cuts a text as scikit-learn does."""
    kind = "char" if units == "characters" else "word"
    cut = CountVectorizer(lowercase=False, analyzer=kind, token_pattern=WORD)
    if kind == "word":
        return cut.build_analyzer()
    # Its characters have blanks of all kinds made one; those of a text are kept.
    return list


def vocabulary(units, tokens, size):
    """The units that occur most often, and the one for all others at the end."""
    counts = collections.Counter(tokens)
    common = sorted(counts, key=lambda unit: (-counts[unit], unit))[:size - 1]
    if units == "characters":
        common.sort()
    return common + ["\ufffd" if units == "characters" else "<other>"]


def text(source):
    """Some lines of words."""
    return "\n".join(
        " ".join(source.choice(WORDS, source.integers(1, 9))) for _ in range(8)) + "\n"


def run(mnl, script):
    """What a script prints."""
    done = subprocess.run(
        [mnl, "-c", script], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{script}\n{done.stderr}")
    return done.stdout


def pieces(mnl, path, units, size, tokens):
    """Whether pieces of a text are the same."""
    known = vocabulary(units, tokens, size)
    coded = [token if token in known else known[-1] for token in tokens]
    starts = range(0, len(tokens) - 1, STEPS)
    width = STEPS * len(known)
    output = run(mnl, f"""let d = load text '{path}' by={units} steps={STEPS} vocabulary={size} test=0 validation=0
for name in $d.classes {{ print "unit<{{$name}}>" }}
for row in 0..{len(starts) - 1} {{
  let x = $d.train.inputs[$row]
  let y = $d.train.targets[$row]
  print "row" {" ".join(f"$x[{place}]" for place in range(width))} {
    " ".join(f"$y[{place}]" for place in range(width))}
}}""")
    own = re.findall(r"^unit<(.*?)>$", output, re.S | re.M)
    rows = [line.split()[1:] for line in output.splitlines() if line.startswith("row")]
    hot = numpy.array(rows, "f4").reshape(len(rows), 2, STEPS, len(known))
    wanted = numpy.zeros_like(hot)
    for row, start in enumerate(starts):
        for step in range(STEPS):
            for place, index in enumerate((start + step, start + step + 1)):
                if index < len(coded):
                    wanted[row, place, step, known.index(coded[index])] = 1
    return own == known and (hot == wanted).all()


def lines(mnl, path, units, tokens, labels):
    """Whether lines of classes are the same, in their lengths and classes."""
    output = run(mnl, f"""let d = load text '{path}' by={units} steps=40 labels=true split=time test=0 validation=0
for row in 0..{len(labels) - 1} {{ print "row" $d.train.lengths[$row] $d.train[$row].class }}""")
    rows = [line.split(maxsplit=2)[1:] for line in output.splitlines() if line.startswith("row")]
    wanted = [[str(min(40, len(own))), label] for own, label in zip(tokens, labels)]
    found = [[str(int(float(length))), name] for length, name in rows]
    return found == wanted


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    mnl = pathlib.Path(sys.argv[1]).resolve()
    source = numpy.random.default_rng(1)
    compared = different = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in range(24):
            units = ("characters", "words")[case % 2]
            cut = analyzer(units)
            own = text(source)
            labels = [str(source.choice(["good", "bad", "站"])) for _ in own.splitlines()]
            labels[:2] = ["good", "bad"]
            whole = "".join(f"{label}\t{line}\n" for label, line in zip(labels, own.splitlines()))
            end = str(source.choice(["\n", "\r\n", "\r"]))
            mark = b"\xef\xbb\xbf" if source.random() < 0.3 else b""
            packed = source.random() < 0.3
            for name, content in (("pieces", own), ("lines", whole)):
                raw = mark + content.replace("\n", end).encode()
                path = pathlib.Path(folder) / f"{name}{case}.txt{'.gz' if packed else ''}"
                path.write_bytes(gzip.compress(raw) if packed else raw)
                size = int(source.choice([5, 12, 1000]))
                same = (
                    pieces(mnl, path, units, size, cut(own)) if name == "pieces"
                    else lines(mnl, path, units, [cut(line) for line in own.splitlines()], labels))
                compared += 1
                if not same:
                    different += 1
                    print(f"{path.name} by {units}: not the same:\n{content}")
    print(f"{compared} texts read as by scikit-learn, {different} not")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
