"""Looking at data of one's own before a network does."""

import unittest

from mnl import Case


class Looking(Case):
    def runs(self, script):
        """Runs a script and returns what it says."""
        code, output, errors = self.mnl("-c", script)
        self.assertEqual(code, 0, errors)
        return output.decode()

    def test_show_tells_kinds_ranges_and_what_is_missing(self):
        rows = [f"{'' if row % 10 == 0 else row},{'red' if row % 4 else 'blue'},{'no' if row % 5 else 'yes'}"
                for row in range(40)]
        self.write("own.csv", "size,color,sold\n" + "\n".join(rows) + "\n")
        output = self.runs("load csv own.csv test=0 validation=0; show count=2")
        self.assertRegex(output, r"size +number +1\.0000 +20\.\d+ +39\.0000 +\d+\.\d+ +4\n")
        self.assertRegex(output, r"color +one of 2, most often red \(75 %\) +0\n")
        self.assertIn("asked for: no 80 %, yes 20 %", output)
        self.assertIn("own train, sequences 0 to 1 of 40", output)

    def test_summary_names_what_would_go_wrong(self):
        rows = [f"p{row % 4},7,{row % 20},{'rare' if row == 3 else 'usual'}" for row in range(100)]
        self.write("own.csv", "person,same,size,kind\n" + "\n".join(rows) + "\n")
        output = self.runs("load csv own.csv group=person split=random; summary")
        for words in ["'same' never changes", "groups of test have training sequences, too",
                      "of test stand in training, too", "'rare': "]:
            self.assertIn(words, output)

    def test_windows_that_chance_divides_are_a_leak_and_windows_in_time_are_none(self):
        self.write("own.csv", "a,b\n" + "".join(f"{row % 9}.5,{row % 7}.5\n" for row in range(80)))
        script = "load csv own.csv steps=8 ahead=1 split={}; summary"
        self.assertIn("overlap training windows that end later", self.runs(script.format("random")))
        self.assertNotIn("overlap training windows", self.runs(script.format("time")))

    def test_many_classes_are_told_by_the_most_frequent_ones(self):
        kinds = [f"k{kind}" for kind in range(40) for _ in range(9 if kind < 2 else 4)]
        self.write("own.csv", "a,kind\n" + "".join(f"{row},{kind}\n" for row, kind in enumerate(kinds)))
        output = self.runs("load csv own.csv test=0 validation=0; summary; show")
        self.assertRegex(output, r"and 10 more +40 +0 +0 +23\.5")
        self.assertIn("asked for: k0 5 %, k1 5 %, k10 2 % … k9 2 %, 40 in all", output)

    def test_a_text_is_told_by_its_symbols(self):
        self.write("own.txt", "abcabcabdabc\n" * 60)
        output = self.runs("load text own.txt steps=20; show count=2; summary")
        self.assertIn("one of 6", output)
        self.assertIn("nothing stands out", output)
        self.assertIn("abcabcabdabc", output)
        self.assertRegex(output, r"symbol +train")


if __name__ == "__main__":
    unittest.main()
