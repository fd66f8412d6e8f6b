"""Files of models: what `save` leaves behind where it cannot write."""

import os
import resource
import subprocess
import unittest

from mnl import BINARY, Case, environment

MODEL = "load digits train=120 test=24; model lstm 8; save m"


class SavedModels(Case):
    def limited(self, script, size):
        """Runs a script whose files may have so many bytes; returns its code and errors."""
        # Python ignores SIGXFSZ, and so does what it starts: the write fails instead.
        done = subprocess.run(
            [BINARY, "-c", script], stdin=subprocess.DEVNULL, capture_output=True, timeout=30,
            cwd=self.folder, env=environment(), restore_signals=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        return done.returncode, done.stderr

    def test_an_older_file_stays_as_it_is_where_the_new_one_cannot_be_written(self):
        code, _, errors = self.mnl("-c", MODEL)
        self.assertEqual(code, 0, errors)
        path = os.path.join(self.folder, "m")
        with open(path, "rb") as file:
            before = file.read()
        code, errors = self.limited("seed 2; " + MODEL, 1000)
        self.assertEqual(code, 1)
        self.assertIn(b"error[E0309]: 'm' cannot be written: file too large", errors)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_nothing_is_left_of_a_file_that_cannot_be_written(self):
        self.assertEqual(self.limited(MODEL, 1000)[0], 1)
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main()
