"""Texts of one's own: from a file to what comes next, and to classes of new lines."""

import json
import os
import unittest

from mnl import Case

SENTENCES = "the cat sat on the mat. a dog ran to the sea. "
LABELLED = "".join(
    f"{kind}\t{text}\n" for kind, text in [
        ("good", "so very nice"), ("bad", "so very dull"), ("good", "nice and kind"),
        ("bad", "dull and slow"), ("good", "a kind day"), ("bad", "a slow day")] * 20)


class Texts(Case):
    def test_a_model_learns_a_text_and_goes_on_with_it(self):
        path = self.write("story.txt", SENTENCES * 60)
        status, output, errors = self.mnl(
            "-c", f"load text '{path}' steps=24; model lstm 32; train epochs=40 batch=10 rate=0.02; "
            "print (eval).bits; print (sample 40 prime=\"the cat \" temperature=0)", timeout=300)
        self.assertEqual(status, 0, errors)
        lines = output.decode().splitlines()
        self.assertIn("2760 characters, 14 different ones known, divided by time", lines[0])
        self.assertLess(float(lines[-2]), 1)
        self.assertTrue(lines[-1].startswith("the cat sat on the mat. a dog"), lines[-1])

    def test_a_model_tells_the_next_characters_of_lines_of_any_length(self):
        path = self.write("story.txt", SENTENCES * 60)
        lines = self.write("lines.txt", "the ca\nthe\n")
        status, output, errors = self.mnl(
            "-c", f"load text '{path}' steps=24; model lstm 32; train epochs=40 batch=10 rate=0.02; "
            f"let p = predict text '{lines}'; print (length $p[0].next) (length $p[1].next) "
            "$p[0].next[5]", timeout=300)
        self.assertEqual(status, 0, errors)
        self.assertEqual(output.decode().splitlines()[-1], "6 3 t")

    def test_the_same_seed_writes_the_same_text(self):
        path = self.write("story.txt", SENTENCES * 20)
        setup = f"load text '{path}' steps=8; model lstm 8; train epochs=1 batch=10; "
        status, output, errors = self.mnl(
            "-c", setup + "let a = sample 30; let b = sample 30; let c = sample 30 seed=9; "
            "print ($a == $b) ($a == $c)", timeout=120)
        self.assertEqual(status, 0, errors)
        self.assertEqual(output.decode().splitlines()[-1], "true false")

    def test_a_prime_of_strange_characters_and_other_models_are_refused(self):
        path = self.write("story.txt", SENTENCES * 20)
        setup = f"load text '{path}' steps=8; model lstm 8; train epochs=1 batch=10; "
        status, _, errors = self.mnl("-c", setup + "sample 5 prime=\"Öl\"", timeout=120)
        self.assertEqual(status, 1)
        self.assertIn("a text without 'Ö', 'l'", errors.decode())
        status, _, errors = self.mnl("-c", "load reber train=24 test=12; model lstm 4; "
                                     "train epochs=1 batch=4; sample 5", timeout=120)
        self.assertEqual(status, 1)
        self.assertIn("was not made to tell what comes next in a text", errors.decode())

    def test_lines_of_classes_are_learned_and_new_ones_told(self):
        path = self.write("reviews.tsv", LABELLED)
        model = os.path.join(self.folder, "m.safetensors")
        status, output, errors = self.mnl(
            "-c", f"load text '{path}' labels=true by=words steps=6; "
            "model lstm 16 embedding=8; train epochs=20 batch=10 rate=0.02; "
            f"print (eval).accuracy; save '{model}'", timeout=300)
        self.assertEqual(status, 0, errors)
        self.assertEqual(output.decode().splitlines()[-2], "1.0", output)
        answers = os.path.join(self.folder, "a.jsonl")
        status, output, errors = self.mnl(
            "-c", f"open '{model}'; predict text \"-\" to='{answers}'",
            stdin=b"a nice day\n\nvery slow\nxyz\n", timeout=120)
        self.assertEqual(status, 0, errors)
        with open(answers, encoding="utf-8") as file:
            found = [json.loads(line) for line in file]
        self.assertEqual([(one["line"], one["class"]) for one in found[:2]],
                         [(1, "good"), (3, "bad")])
        self.assertIn("1 field", errors.decode())

    def test_bad_texts_are_told_with_line_and_column(self):
        for content, words in [
                (b"ab\nc\xff", "a.txt:2:2: bytes that are not UTF-8"),
                (b"a\0b", "a.txt:1:2: a zero byte"), (b"", "is empty")]:
            path = self.write("a.txt", content)
            status, _, errors = self.mnl("-c", f"load text '{path}'")
            self.assertEqual(status, 1, content)
            self.assertIn(words, errors.decode())


if __name__ == "__main__":
    unittest.main()
