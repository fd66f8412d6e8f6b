"""No memory is allocated in the training loop, as a counter that is preloaded shows."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import mnl

SOURCE = pathlib.Path(__file__).parent / "support/count_allocations.c"
# Data of 1,100 training images: an epoch has 22 steps of 50, or 220 of 5.
SCRIPT = (
    "load digits train=1200 test=20; model lstm {network}; "
    "train epochs={epochs} batch={batch} {settings}")
# What else may happen in a step.
SETTINGS = (
    "optimizer=(rmsprop momentum=0.9 centred=true weight-decay=0.01) schedule=(cosine warmup=5) "
    "clip=1 clip-value=0.1 average=0.9 smoothing=0.1 balanced=true shift=2")

# What else may lie between and around layers.
NETWORKS = (
    "8 8 bidirectional=true residual=true pooling=attention dropout=0.2 variational=true",
    "8 8 pooling=max dropout=0.2", "8 pooling=mean")


@unittest.skipUnless(mnl.BINARY and shutil.which("cc"), "no program to test, or no C compiler")
class AllocationTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.counter = pathlib.Path(folder.name) / "count_allocations.so"
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O1", "-o", self.counter, SOURCE], check=True)

    def allocations(self, epochs, batch, network, settings):
        """How many allocations a training makes, start and end of the program included."""
        done = subprocess.run(
            [mnl.BINARY, "--quiet", "--threads", "2", "-c",
             SCRIPT.format(epochs=epochs, batch=batch, network=network, settings=settings)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
            env={**os.environ, "LD_PRELOAD": str(self.counter)})
        return int(re.search(r"allocations: (\d+)", done.stderr).group(1))

    def test_ten_times_the_steps_allocate_no_more(self):
        # What start-up and the first epoch take cancels out, the end of an epoch is the same in
        # both. A report of progress, which is made ten times a second, may come in between.
        def per_epoch(batch, *made_of):
            return self.allocations(3, batch, *made_of) - self.allocations(2, batch, *made_of)

        for made_of in [("8", ""), ("8", SETTINGS)] + [(network, "") for network in NETWORKS]:
            with self.subTest(made_of):
                few, many = per_epoch(50, *made_of), per_epoch(5, *made_of)
                self.assertLess(abs(many - few), 20, f"{few} in 22 steps, {many} in 220")


if __name__ == "__main__":
    unittest.main()
