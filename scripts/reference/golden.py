"""What the scripts of golden vectors share: numbers to begin with, the form of the files, the check."""

import argparse
import json
import math
import pathlib
import sys
import textwrap

import torch

TOLERANCE = {"float64": 1e-9, "float32": 2e-5}
FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "Fixtures" / "reference"


def wave(shape, scale, step, dtype):
    """Numbers between -scale and scale that need no random generator: scale * sin(1 + step * k)."""
    values = [scale * math.sin(1 + step * k) for k in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).to(dtype).reshape(shape)


def plain(value):
    """A tensor as its shape and its numbers in a row; each number exactly."""
    value = value.detach()
    return {"shape": list(value.shape), "data": value.to(torch.float64).flatten().tolist()}


def write(value, indent=0):
    """JSON with one key a line and long lists wrapped at 100 columns."""
    pad = " " * indent
    if isinstance(value, dict):
        lines = [
            f"{pad} {json.dumps(key)}: {write(item, indent + 1)}" for key, item in value.items()
        ]
        return "{\n" + ",\n".join(lines) + f"\n{pad}}}"
    if isinstance(value, list) and len(value) > 4:
        text = ", ".join(json.dumps(item) for item in value)
        return (
            "[\n"
            + textwrap.fill(
                text,
                100,
                initial_indent=pad + "  ",
                subsequent_indent=pad + "  ",
                break_on_hyphens=False,
            )
            + f"\n{pad} ]"
        )
    return json.dumps(value)


def differences(expected, found, place, tolerance):
    """Yields one line for each number that differs by more than `tolerance`."""
    if isinstance(expected, dict):
        if not isinstance(found, dict) or expected.keys() != found.keys():
            yield f"{place}: not the same keys"
            return
        for key in expected:
            if key != "torch":
                yield from differences(
                    expected[key], found[key], f"{place}.{key}", TOLERANCE.get(key, tolerance)
                )
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(expected) != len(found):
            yield f"{place}: not the same length"
            return
        for index, pair in enumerate(zip(expected, found)):
            yield from differences(*pair, f"{place}[{index}]", tolerance)
    elif isinstance(expected, (int, float)):
        if not math.isclose(expected, found, rel_tol=tolerance, abs_tol=tolerance * 1e-2):
            yield f"{place}: the file has {expected!r}, PyTorch {torch.__version__} gives {found!r}"
    elif expected != found:
        yield f"{place}: the file has {expected!r}, now {found!r}"


def main(about, files):
    """Writes the files, made by functions by their names, or compares with those that are there."""
    parser = argparse.ArgumentParser(description=about.split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="compare with the committed files, write nothing"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    wrong = []
    for name, make in files.items():
        path = FIXTURES / f"{name}.json"
        text = write(make()) + "\n"
        if arguments.check:
            committed = json.loads(path.read_text())
            wrong += differences(committed, json.loads(text), name, TOLERANCE["float64"])
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            print(f"wrote {path.relative_to(FIXTURES.parents[2])}")
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    if wrong:
        sys.exit(f"{len(wrong)} numbers differ from the golden vectors")
    if arguments.check:
        print(f"{', '.join(files)}: agree with PyTorch {torch.__version__}")
