"""What the tests of downloads share: a cache of its own, and mirrors of MNIST on loopback.

The hashes are those of the real files, so most tests need them, in `mnist` below a folder of
MNL_DATA_PATH.
"""

import os
import time

from mirror import Mirror
from mnl import Case

IMAGES = "train-images-idx3-ubyte.gz"
FILES = [IMAGES, "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
         "t10k-labels-idx1-ubyte.gz"]
RESULT = b"mnist: 55000 train, 5000 validation, 10000 test, 28x28, 10 classes\n"


def real_folder():
    """Where the real files lie, or None."""
    for folder in os.environ.get("MNL_DATA_PATH", "").split(":"):
        path = os.path.join(folder, "mnist")
        if folder and all(os.path.isfile(os.path.join(path, name)) for name in FILES):
            return path
    return None


class Downloads(Case):
    """A cache of its own, and mirrors."""

    needs_data = True

    def setUp(self):
        super().setUp()
        self.real = real_folder()
        if self.needs_data and not self.real:
            self.skipTest("MNL_DATA_PATH has no folder 'mnist' with the four gzip files")
        self.cache = os.path.join(self.folder, "cache")
        self.place = os.path.join(self.cache, "mnl/data/mnist")

    def mirror(self, fault=None, name=IMAGES):
        """A mirror of the real files, which gives one of them badly."""
        mirror = Mirror(self.real or self.folder, {name: fault} if fault else None)
        self.addCleanup(mirror.close)
        return mirror

    def settings(self, mirrors, changes):
        """The variables of a run that may ask some mirrors."""
        addresses = [mirror if isinstance(mirror, str) else mirror.address for mirror in mirrors]
        return {"MNL_MIRRORS": ",".join(addresses), "XDG_CACHE_HOME": self.cache, **changes}

    def load(self, *mirrors, options="", **changes):
        """Loads MNIST; returns code, output and errors."""
        return self.mnl(
            "-c", f"load mnist {options}", timeout=300, **self.settings(mirrors, changes))

    def begin(self, *mirrors):
        """Starts to load MNIST."""
        return self.start("-c", "load mnist", **self.settings(mirrors, {}))

    def cached(self):
        """What lies in the cache, and how long it is."""
        names = os.listdir(self.place) if os.path.isdir(self.place) else []
        return {
            name: os.path.getsize(os.path.join(self.place, name))
            for name in names if name != ".lock"}

    def size(self, name=IMAGES):
        """The length of a real file."""
        return os.path.getsize(os.path.join(self.real, name))

    def total(self):
        """The length of all real files."""
        return sum(self.size(name) for name in FILES)

    def content(self, name=IMAGES):
        """A real file."""
        with open(os.path.join(self.real, name), "rb") as file:
            return file.read()

    def prepare(self, name, data):
        """Puts something into the cache."""
        os.makedirs(self.place, exist_ok=True)
        path = os.path.join(self.place, name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def check_whole(self):
        """Makes sure that the cache has the four files, as they are published, and nothing else."""
        self.assertEqual(sorted(self.cached()), sorted(FILES))
        for name in FILES:
            with open(os.path.join(self.place, name), "rb") as file:
                self.assertTrue(file.read() == self.content(name), name)

    def wait_for(self, condition):
        """Waits until something holds."""
        end = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), end, "it never came to that")
            time.sleep(0.02)

    def part(self):
        """How much there is of the images."""
        return self.cached().get(IMAGES + ".part", 0)
