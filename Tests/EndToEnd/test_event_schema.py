"""Every line of `--json` is as `docs/events.schema.json` says."""

import copy
import json
import os
import signal
import time
import unittest

from mnl import Case
from peers import ROOT, jsonschema
from test_examples import EXAMPLES

SCHEMA = json.loads((ROOT / "docs" / "events.schema.json").read_text())
TYPES = {reference["$ref"].rsplit("/", 1)[1] for reference in SCHEMA["oneOf"]}

DISPLAYS = """\
param n: int = 3 ## how many
let d = load digits train=600 test=100
model lstm 4
train epochs=2 batch=100
show
show $d
summary
eval
plot loss accuracy
let p = predict
$p
explain model
explain loss
gates
compare (eval) (eval)
status
help train
[1, "x", none]
expect ($n == 3) "three"
"""
EXAMPLE_SETTINGS = {
    "adding.mnl": ("steps=10", "train=240", "test=24", "epochs=1", "error=10"),
    "fashion-mnist.mnl": ("dataset=digits", "epochs=1", "batch=1000", "units=4"),
    "forecast.mnl": ("days=20", "steps=24", "epochs=1", "share=10"),
    "mnist-best.mnl": ("dataset=digits", "epochs=1", "batch=1000", "units=4"),
    "mnist-lstm.mnl": ("dataset=digits", "epochs=1", "batch=5000"),
    "mnist-lstm.zh.mnl": ("dataset=digits", "epochs=1", "batch=5000"),
    "permuted-mnist.mnl": ("dataset=digits", "epochs=1", "batch=5000", "units=4"),
    "quickstart.mnl": ("dataset=digits", "epochs=1", "batch=1000"),
    "regression.mnl": ("train=240", "test=24", "epochs=1", "share=10"),
    "reviews.mnl": ("reviews=120", "epochs=1", "accuracy=0"),
    "sensors.mnl": ("persons=6", "windows=12", "epochs=1", "divisions=1", "gap=-1", "accuracy=0"),
    "stories.mnl": ("stories=60", "units=4", "epochs=1", "bits=9"),
}


@unittest.skipUnless(jsonschema, "the package jsonschema is not installed")
class EventSchema(Case):
    @classmethod
    def setUpClass(cls):
        if jsonschema:
            jsonschema.Draft202012Validator.check_schema(SCHEMA)
            # One for each type: what is wrong with a line is then told, not that no type fits.
            cls.validators = {
                name: jsonschema.Draft202012Validator(
                    {"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}) for name in TYPES}
            cls.whole = jsonschema.Draft202012Validator(SCHEMA)

    def judge(self, output):
        """Holds every line against the schema; returns the lines."""
        self.assertTrue(output.endswith(b"\n"))
        lines = [json.loads(line) for line in output.splitlines()]
        for line in lines:
            self.assertIn(line["type"], TYPES)
            faults = list(self.validators[line["type"]].iter_errors(line))
            self.assertEqual([fault.message for fault in faults], [], str(line)[:2000])
        return lines

    def lines(self, output):
        """The lines of one run, which the schema describes, without a gap, the last one its end."""
        lines = self.judge(output)
        self.assertEqual([line["seq"] for line in lines], list(range(1, len(lines) + 1)))
        self.assertEqual((lines[0]["type"], lines[-1]["type"]), ("run_start", "run_end"))
        self.assertEqual(sum(line["type"] == "run_end" for line in lines), 1)
        return lines

    def run_lines(self, text, *options, code=0, **changes):
        path = self.write("a.mnl", text)
        status, output, errors = self.mnl("run", path, "--json", *options, **changes)
        self.assertEqual(status, code, output[-2000:] + errors)
        lines = self.lines(output)
        self.assertEqual(lines[-1]["exit"], code)
        return lines

    def test_displays_of_every_kind(self):
        lines = self.run_lines(DISPLAYS)
        def names(value):
            """The keys of an object and of all that is in it: reports have parts."""
            if isinstance(value, dict):
                return set(value).union(*map(names, value.values()))
            return set().union(*map(names, value)) if isinstance(value, list) else set()

        found = names([line.get("data", {}) for line in lines])
        self.assertLessEqual(
            {f"application/vnd.mnl.{kind}+json" for kind in
             ("table", "curves", "matrix", "images", "report")} | {"image/png", "image/svg+xml"},
            found)
        self.assertLessEqual({"metric", "progress", "expectation", "result"},
                             {line["type"] for line in lines})

    def test_runs_that_end_otherwise(self):
        text = (
            "def f(x: int) {\n  return (1 div $x)\n}\n\n# %% a tags=[\"raises-exception\"]\n"
            "f 0\n\n# %% b\nlet one = f 0\n\n# %% c\nprint 3\n")
        lines = self.run_lines(text, code=1)
        self.assertTrue(any(line.get("calls") for line in lines))
        self.assertEqual(
            [line["status"] for line in lines if line["type"] == "cell_end"],
            ["ok", "allowed", "failed", "pending"])
        lines = self.run_lines(text, "--only", "4")
        self.assertIn("skipped", [line.get("status") for line in lines])
        lines = self.run_lines("trian epochs=3\n", code=2)
        self.assertTrue(any(line.get("edits") for line in lines))
        self.run_lines("param a = 1\nprint $a\n", "--set", "b=1", code=2)
        self.run_lines("expect (1 > 2) \"order\"\n", code=3)
        self.run_lines("print 1\n#> 2\n", "--verify", code=3)
        self.run_lines("print 1\n#> 1\n", "--verify")
        self.run_lines("print 1\nwhile true {}\n", "--timeout", "0.2", code=124)

    def test_a_run_that_cannot_begin(self):
        status, output, _ = self.mnl("run", "no.mnl", "--json")
        self.assertEqual((status, self.lines(output)[-1]["exit"]), (2, 2))

    def test_a_run_that_is_terminated(self):
        for number, code in [(signal.SIGTERM, 143), (signal.SIGINT, 130)]:
            process = self.start("run", self.write("a.mnl", "print 1\nwhile true {}\n"), "--json")
            head = b""
            while b'"type":"output"' not in head:
                head += process.stdout.readline()
            time.sleep(0.2)
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=60), code)
            lines = self.lines(head + process.stdout.read())
            self.assertEqual((lines[-1]["status"], lines[-1]["exit"]), ("interrupted", code))

    def test_a_plan_and_lists(self):
        path = self.write("a.mnl", "# %% a\nparam n: int = 1 ## n\nprint $n\n")
        for option in ("--dry-run", "--list", "--params-help"):
            status, output, _ = self.mnl("run", path, "--json", option)
            self.assertEqual(status, 0)
            self.judge(output)

    def test_all_examples(self):
        self.assertEqual(set(EXAMPLE_SETTINGS), {path.name for path in EXAMPLES.glob("*.mnl")})
        for name, settings in EXAMPLE_SETTINGS.items():
            with self.subTest(example=name):
                words = [word for setting in settings for word in ("--set", setting)]
                status, output, errors = self.mnl(
                    "run", str(EXAMPLES / name), "--json", *words, timeout=300)
                self.assertEqual(status, 0, errors)
                self.lines(output)

    def test_the_schema_is_strict(self):
        for line in self.run_lines(DISPLAYS):
            self.whole.validate(line)
            for name in line:
                less = {key: value for key, value in line.items() if key != name}
                if name != "cell" or line["type"] in ("cell_start", "cell_end"):
                    self.assertFalse(self.whole.is_valid(less), f"{line['type']} without {name}")
            for more in (dict(line, extra=1), dict(line, v=2), dict(line, seq=0)):
                self.assertFalse(self.whole.is_valid(more), line["type"])


if __name__ == "__main__":
    unittest.main()
