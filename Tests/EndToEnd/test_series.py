"""Series as the archives of UEA and UCR have them: from a file to answers."""

import gzip
import json
import os
import unittest

from mnl import Case

HEADER = """@problemName Waves
@timeStamps false
@univariate false
@dimensions 2
@equalLength false
@classLabel true down up
@data
"""


def waves(count, labelled=True):
    """Series that rise or fall beside one that says nothing, of different lengths."""
    lines = []
    for place in range(count):
        rises, start, steps = place % 2, (place * 7 % 10) / 10, 5 + place % 4
        values = [f"{start + (step if rises else -step) / 4:.3f}" for step in range(steps)]
        if place == 3:
            values[2] = "?"
        noise = [str(place * step % 5) for step in range(steps)]
        lines.append(f"{','.join(values)}:{','.join(noise)}"
                     + (f":{'up' if rises else 'down'}" if labelled else ""))
    header = HEADER if labelled else HEADER.replace("@classLabel true down up", "@classLabel false")
    return header + "\n".join(lines) + "\n"


class Series(Case):
    def test_series_with_a_header_are_learned_and_others_told(self):
        train = self.write("Waves_TRAIN.ts", waves(120))
        self.write("Waves_TEST.ts.gz", gzip.compress(waves(20).encode()))
        model = os.path.join(self.folder, "m.safetensors")
        status, output, errors = self.mnl(
            "-c", f"load series '{train}'; model lstm 8; train epochs=25 batch=10 rate=0.03; "
            f"print (eval).accuracy; save '{model}'", timeout=300)
        self.assertEqual(status, 0, errors)
        text = output.decode()
        self.assertEqual(text.splitlines()[-2], "1.0", text)
        self.assertIn("120 series of 5 to 8 steps of 2 numbers, 2 classes, 2 missing values "
                      "interpolated, divided by chance within each class, tests by 20 of ", text)
        self.assertIn("Waves: 108 train, 12 validation, 20 test", text)
        answers = os.path.join(self.folder, "a.jsonl")
        for content in (waves(4), waves(4, labelled=False)):
            status, _, errors = self.mnl(
                "-c", f"open '{model}'; predict series \"-\" to='{answers}'", stdin=content)
            self.assertEqual(status, 0, errors)
            self.assertIn("1 missing value interpolated", errors.decode())
            with open(answers, encoding="utf-8") as file:
                found = [json.loads(line) for line in file]
            self.assertEqual([one["series"] for one in found], [0, 1, 2, 3])
            self.assertEqual([one["class"] for one in found], ["down", "up"] * 2)
        for content, words in [
                ("@data\n1,2,3\n", "has series of 1 number a step, expected 2"),
                ("@data\n" + ":".join([",".join("123456789")] * 2),
                 "has series of 9 steps, expected at most 8")]:
            other = self.write("o.ts", content)
            status, _, errors = self.mnl("-c", f"open '{model}'; predict series '{other}'")
            self.assertEqual(status, 1)
            self.assertIn("E0433", errors.decode())
            self.assertIn(f"'{other}' {words}", errors.decode())

    def test_lines_of_a_label_and_values(self):
        lines = [f"{place % 2 + 1}\t{place % 2}\t{place % 3}\tNaN" for place in range(20)]
        path = self.write("l.tsv", "\n".join(lines) + "\n")
        model = os.path.join(self.folder, "l.safetensors")
        status, output, errors = self.mnl(
            "-c", f"load series '{path}'; model lstm 4; save '{model}'")
        self.assertEqual(status, 0, errors)
        self.assertIn("20 series of 2 steps of 1 number, 2 classes", output.decode())
        for option, content in [("", "?\t1\t2\n"), ("labels=false", "1\t2\n")]:
            status, output, errors = self.mnl(
                "-c", f"open '{model}'; predict series \"-\" {option}", stdin=content)
            self.assertEqual(status, 0, errors)

    def test_numbers_are_asked_for(self):
        lines = [f"{place},{place + 1}:{place / 2}" for place in range(20)]
        path = self.write("r.ts", "@targetLabel true\n@data\n" + "\n".join(lines) + "\n")
        status, output, errors = self.mnl(
            "-c", f"load series '{path}'; model lstm 4; train epochs=1 batch=5; print (eval).mae")
        self.assertEqual(status, 0, errors)
        self.assertIn("asks for a number, divided by chance", output.decode())

    def test_a_share_that_is_said_goes_before_the_file_beside(self):
        lines = "".join(f"{place % 2} 1 2\n" for place in range(20))
        path = self.write("x_TRAIN.txt", lines)
        self.write("x_TEST.txt", lines)
        status, output, errors = self.mnl("-c", f"load series '{path}' test=0.5 validation=0")
        self.assertEqual(status, 0, errors)
        self.assertIn("x: 10 train, 0 validation, 10 test", output.decode())

    def test_bad_series_are_refused(self):
        whole = gzip.compress(waves(40).encode())
        header = "@classLabel true a b\n"
        for content, code, words in [
                (whole[:-30], "E0410", "break off"),
                (b"", "E0408", "is empty"),
                (header, "E0436", "b.ts:2:1: the header ends here, without '@data'"),
                (header + "@data\r\n1,2:a\r1,2x:b\n", "E0436", "b.ts:4:3: '2x' is no number"),
                (header + "@data\n1,2:3:a\n", "E0436", "b.ts:3:5: dimension 2"),
                ("@dimensions 3\n" + header + "@data\n1:a\n", "E0436", "as '@dimensions' says"),
                (header + "@data\n1:c\n", "E0436", "its classes are a, b"),
                (header + "@data\n(1,2):a\n", "E0436", "write the values alone"),
                ("@data\n1,2\n", "E0433", "neither a class nor a number is asked"),
                ("a\t1\0\n", "E0436", "b.ts:1:4: a zero byte"),
                ("a\t1e999\n", "E0436", "b.ts:1:3: '1e999' is no finite number")]:
            path = self.write("b.ts", content)
            status, _, errors = self.mnl("-c", f"load series '{path}'")
            self.assertEqual(status, 1, words)
            self.assertIn(code, errors.decode())
            self.assertIn(words, errors.decode())


if __name__ == "__main__":
    unittest.main()
