"""Tables of one's own: from a file to answers in a file."""

import csv
import json
import os
import unittest

from mnl import Case


def flowers(rows=90):
    """A table of three kinds that can be told apart."""
    lines = ["length,width,color,kind"]
    for row in range(rows):
        kind = row % 3
        color = ["red", "blue", ""][row % 7 % 3]
        lines.append(
            f"{4 + kind + row % 10 / 10:.2f},{2 + kind / 2 + row % 5 / 20:.2f},{color},"
            + ["setosa", "versicolor", "virginica"][kind])
    return "\n".join(lines) + "\n"


class Tables(Case):
    def setUp(self):
        super().setUp()
        self.write("flowers.csv", flowers())

    def runs(self, script, code=0, **options):
        """Runs a script that ends with a code; returns its output and errors as text."""
        found, output, errors = self.mnl("-c", script, **options)
        self.assertEqual(found, code, errors)
        return output.decode(), errors.decode()

    def answers(self, name):
        """The rows of a table that was written."""
        with open(os.path.join(self.folder, name), newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def train(self):
        self.runs(
            "load csv flowers.csv; model lstm 8; train epochs=30 rate=0.02; "
            "expect ((eval).accuracy > 0.9); save flowers.safetensors")

    def test_a_table_is_read_and_what_was_found_is_said(self):
        output, _ = self.runs("load csv flowers.csv")
        self.assertIn("90 rows, cut at ',', with names: reads 3 columns (texts: color)", output)
        self.assertIn("asks for 'kind', divided by chance within each class", output)
        self.assertIn("63 train, 9 validation, 18 test", output)

    def test_a_saved_model_answers_for_a_table_with_its_columns_in_another_order(self):
        self.train()
        self.write("new.csv", "color,extra,width,length\nred,?,2.0,4.2\nblue,?,3.1,6.4\n")
        self.runs("open flowers.safetensors; predict csv new.csv to=answers.csv top=2")
        rows = self.answers("answers.csv")
        self.assertEqual([row["kind"] for row in rows], ["setosa", "virginica"])
        self.assertGreater(float(rows[0]["probability"]), float(rows[0]["probability-2"]))

    def test_answers_can_be_lines_of_json_and_the_table_standard_input(self):
        self.train()
        self.runs(
            'open flowers.safetensors; predict csv "-" to=answers.jsonl',
            stdin="length,width,color\n4.2,2.0,red\n")
        with open(os.path.join(self.folder, "answers.jsonl"), encoding="utf-8") as file:
            self.assertEqual([json.loads(line)["kind"] for line in file], ["setosa"])

    def test_texts_that_are_not_known_are_warned_of_and_a_missing_column_is_an_error(self):
        self.train()
        self.write("new.csv", "length,width,color\n4.2,2.0,green\n")
        self.assertIn(
            "stand in 1 field", self.runs("open flowers.safetensors; predict csv new.csv")[1])
        self.write("new.csv", "length,breadth,color\n4.2,2.0,red\n")
        _, errors = self.runs("open flowers.safetensors; predict csv new.csv", code=1)
        self.assertIn("error[E0431]: 'new.csv' has no column 'width'", errors)
        _, errors = self.runs(
            'open flowers.safetensors; predict csv "-"', code=1,
            stdin="length,width,color\n4.2,wide,red\n")
        self.assertIn("<stdin>:2:5: 'wide' is no number", errors)

    def test_numbers_are_foreseen_from_windows_of_rows(self):
        rows = [f"2024-01-{1 + i // 24:02d} {i % 24:02d}:00,{10 + (i % 24) / 2},{i % 5}" for i in range(480)]
        self.write("weather.csv", "time,temperature,wind\n" + "\n".join(rows) + "\n")
        self.runs(
            "load csv weather.csv target=temperature time=time steps=12 ahead=1; model lstm 8; "
            "train epochs=10 rate=0.02; expect ((eval).mae < 2); "
            "predict csv weather.csv to=answers.csv")
        answers = self.answers("answers.csv")
        self.assertEqual(len(answers), 480 - 11)
        self.assertEqual(answers[0]["row"], "11")

    def test_naive_forecasts_stand_beside_the_model(self):
        # Two stations, whose values must not be mixed.
        value = {who: [(7 * i * i + 3 * who) % 11 + i % 6 / 8 for i in range(60)] for who in (0, 1)}
        rows = [f"{who},{i},{i % 4},{value[who][i]}" for i in range(60) for who in (0, 1)]
        self.write("series.csv", "who,when,x,y\n" + "\n".join(rows) + "\n")
        load = "load csv series.csv group=who time=when split=time steps=8 ahead=2 "
        output, _ = self.runs(
            load + "season=6; model lstm 2; let r = eval; "
            "print $r.naive.mae $r.seasonal.mae $r.mase $r.mae; print $r")
        lines = output.splitlines()
        naive, seasonal, scaled, error = (float(word) for word in lines[-2].split())
        windows = sorted(
            (first + 9, who) for who in (0, 1) for first in range(60 - 9))
        test = windows[-round(len(windows) * 0.2):]
        train = windows[:-len(test) - round(len(windows) * 0.1)]

        def mean_error(places, back):
            return sum(abs(value[who][i] - value[who][i - back]) for i, who in places) / len(places)

        self.assertAlmostEqual(naive, mean_error(test, 2), places=5)
        self.assertAlmostEqual(seasonal, mean_error(test, 6), places=5)
        self.assertAlmostEqual(scaled, error / mean_error(train, 6), places=5)
        self.assertRegex(lines[-1], r"MAE \S+ \(always the mean \S+, naive \S+, seasonal naive \S+\),")
        output, _ = self.runs(load + "; model lstm 2; let r = eval; print $r.seasonal $r.mase $r.mae")
        nothing, scaled, error = output.splitlines()[-1].split()
        self.assertEqual(nothing, "none")
        self.assertAlmostEqual(float(scaled), float(error) / mean_error(train, 2), places=5)

    def test_a_season_that_says_nothing_is_refused(self):
        rows = "\n".join(f"{i / 2},{i % 7 + i % 3 / 4}" for i in range(100))
        self.write("series.csv", "x,y\n" + rows + "\n")
        for words, message, helps in [
            ("steps=8 season=6", "nothing is ahead", "give `ahead=1`"),
            ("steps=8 ahead=1 season=9", "is not among what is read, 8 steps", "steps=9 or more"),
            ("ahead=1000000000 season=999999999", "is not among what is read, 1 step", "or more"),
            ("steps=3 ahead=7 season=6", "is not among what is read, 3 steps", "steps=6 or more"),
            ('columns=["x"] steps=8 ahead=1 season=6', "'y' is of classes, or its past", "leave `season` out"),
            ("classes=true steps=8 ahead=1 season=6", "'y' is of classes, or its past", "leave `season` out"),
        ]:
            with self.subTest(words):
                _, errors = self.runs("load csv series.csv " + words, code=1)
                self.assertIn(message, errors)
                self.assertIn(helps, errors)

    def test_a_model_of_images_answers_for_no_table(self):
        _, errors = self.runs(
            "load digits train=120 test=24; model lstm 8; predict csv flowers.csv", code=1)
        self.assertIn("lstm 8 was not made for a table", errors)


if __name__ == "__main__":
    unittest.main()
