"""Caches that cannot be written, or that hold damaged files."""

import gzip
import os
import resource
import subprocess
import unittest

from downloads import FILES, IMAGES, RESULT, Downloads
from mnl import BINARY, environment


class BadCaches(Downloads):
    def mount(self, options):
        """A small file system of its own as the folder of the cache; skips where it cannot be."""
        os.makedirs(self.cache)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.cache], capture_output=True)
        if done.returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", self.cache], check=True)

    def test_a_full_disk(self):
        self.mount("size=3m")
        mirror = self.mirror()
        code, output, errors = self.load(mirror)
        self.assertEqual((code, output), (1, b""))
        path = os.path.join(self.place, IMAGES + ".part")
        self.assertIn(
            f"error[E0428]: '{path}' cannot be written: no space left on device".encode(), errors)
        self.assertIn(b"help: make room, or let XDG_CACHE_HOME name a folder elsewhere", errors)
        self.assertEqual(list(self.cached()), [IMAGES + ".part"])
        subprocess.run(["mount", "-o", "remount,size=40m", self.cache], check=True)
        kept = self.part()
        self.assertGreater(kept, 2 << 20)
        again = self.mirror()
        self.assertEqual(self.load(again)[0], 0)
        self.assertEqual(again.sent + kept, self.total())
        self.check_whole()

    def test_a_limit_on_the_size_of_files(self):
        mirror = self.mirror()
        # Python ignores SIGXFSZ, and so does what it starts: the write fails instead.
        done = subprocess.run(
            [BINARY, "-c", "load mnist"], stdin=subprocess.DEVNULL, capture_output=True,
            timeout=30, cwd=self.folder, env=environment(**self.settings([mirror], {})),
            restore_signals=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"error[E0428]", done.stderr)
        self.assertIn(b"cannot be written: file too large", done.stderr)
        self.assertEqual(self.cached(), {IMAGES + ".part": 1 << 20})

    def test_a_read_only_cache(self):
        self.mount("size=3m,ro")
        mirror = self.mirror()
        code, output, errors = self.load(mirror)
        self.assertEqual((code, output, mirror.requests), (1, b"", []))
        self.assertIn(
            f"error[E0428]: '{self.cache}/mnl' cannot be written: read-only file system".encode(),
            errors)
        self.assertIn(b"help: let XDG_CACHE_HOME name a folder that can be written", errors)
        self.assertIn(b"`dir=`", errors)

    def test_a_cache_that_is_a_file(self):
        self.write("cache", b"mine")
        mirror = self.mirror()
        code, output, errors = self.load(mirror)
        self.assertEqual((code, output, mirror.requests), (1, b"", []))
        self.assertIn(
            f"error[E0428]: '{self.cache}' cannot be written: not a directory".encode(), errors)
        with open(self.cache, "rb") as file:
            self.assertEqual(file.read(), b"mine")

    def fill(self, damage):
        """Fills the cache, and damages the images; returns their path."""
        for name in FILES:
            self.prepare(name, self.content(name))
        return self.prepare(IMAGES, damage(self.content()))

    def damages(self):
        """Ways to damage a file."""
        def flip(data):
            middle = len(data) // 2
            return data[:middle] + bytes([data[middle] ^ 16]) + data[middle + 1:]

        return {"flipped bit": flip, "half": lambda data: data[:len(data) // 2],
                "empty": lambda _: b"", "text": lambda _: b"hello, world\n",
                "other": lambda _: self.content(FILES[2])}

    def test_a_damaged_file_is_fetched_anew(self):
        for name, damage in self.damages().items():
            with self.subTest(damage=name):
                path = self.fill(damage)
                mirror = self.mirror()
                code, output, errors = self.load(mirror)
                self.assertEqual(code, 0, errors)
                self.assertTrue(output.endswith(RESULT))
                self.assertIn(
                    b"warning[E0429]: a file in the cache is damaged and fetched anew: ", errors)
                self.assertIn(f"'{path}'".encode(), errors)
                self.assertEqual(mirror.requests, [(IMAGES, None)])
                self.check_whole()

    def test_a_damaged_plain_file_is_replaced(self):
        for name in FILES[1:]:
            self.prepare(name, self.content(name))
        data = gzip.decompress(self.content())
        self.prepare(IMAGES[:-3], data[:-1] + b"\xff")
        code, _, errors = self.load(self.mirror())
        self.assertEqual(code, 0, errors)
        self.assertIn(b"is not the published file", errors)
        self.check_whole()

    def test_offline_a_damaged_file_is_an_error(self):
        path = self.fill(self.damages()["flipped bit"])
        with open(path, "rb") as file:
            before = file.read()
        code, output, errors = self.load(self.mirror(), options="offline=true")
        self.assertEqual((code, output), (1, b""))
        self.assertIn(b"error[E0429]: a file in the cache is damaged: ", errors)
        self.assertIn(f"'{path}'".encode(), errors)
        self.assertIn(b"help: leave `offline` out to fetch it anew", errors)
        with open(path, "rb") as file:
            self.assertTrue(file.read() == before)

    def test_a_damaged_file_stays_until_there_is_a_better_one(self):
        path = self.fill(self.damages()["flipped bit"])
        with open(path, "rb") as file:
            before = file.read()
        code, _, errors = self.load("http://127.0.0.1:1/")
        self.assertEqual(code, 1)
        self.assertIn(b"warning[E0429]", errors)
        self.assertIn(b"error[E0424]", errors)
        with open(path, "rb") as file:
            self.assertTrue(file.read() == before)
        self.assertEqual(sorted(self.cached()), sorted(FILES))

    def test_only_what_is_missing_is_fetched(self):
        for name in FILES[:2]:
            self.prepare(name, self.content(name))
        mirror = self.mirror()
        self.assertEqual(self.load(mirror)[0], 0)
        self.assertEqual([name for name, _ in mirror.requests], FILES[2:])

    def test_a_folder_in_the_place_of_a_file(self):
        path = os.path.join(self.place, IMAGES)
        os.makedirs(path)
        code, _, errors = self.load(self.mirror())
        self.assertEqual(code, 1)
        self.assertIn(f"error[E0405]: '{path}' is a directory".encode(), errors)


if __name__ == "__main__":
    unittest.main()
