"""Downloads of MNIST from a mirror on loopback: good ones, bad ones, and interrupted ones.

The hashes are those of the real files, so most of this needs them, in `mnist` below a folder of
MNL_DATA_PATH.
"""

import gzip
import json
import os
import resource
import signal
import socket
import subprocess
import threading
import time
import unittest

from mirror import Mirror
from mnl import BINARY, Case, environment

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
            "-c", f"load mnist {options}", timeout=60, **self.settings(mirrors, changes))

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
        end = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), end, "it never came to that")
            time.sleep(0.02)

    def part(self):
        """How much there is of the images."""
        return self.cached().get(IMAGES + ".part", 0)


class GoodMirrors(Downloads):
    def test_downloads_once(self):
        mirror = self.mirror()
        code, output, errors = self.load(mirror)
        self.assertEqual(code, 0, errors)
        paths = [os.path.join(self.place, name) for name in FILES]
        extracted = "".join(f"Extracting {path}\n" for path in paths).encode()
        self.assertEqual(output, extracted + RESULT)
        self.assertEqual(
            errors.decode().splitlines(),
            [f"downloaded {name}, {self.size(name)} bytes" for name in FILES])
        self.check_whole()
        self.assertEqual(self.load(mirror, options="offline=true"), (0, output, b""))
        self.assertEqual(len(mirror.requests), 4)

    def test_offline_asks_nobody(self):
        mirror = self.mirror()
        code, output, errors = self.load(mirror, options="offline=true")
        self.assertEqual((code, output, mirror.requests), (1, b"", []))
        self.assertIn(b"error[E0401]: mnist was not found in any of 3 places", errors)
        self.assertIn(f"note: '{self.place}' (the cache)".encode(), errors)
        self.assertIn(b"help: leave `offline` out to download it", errors)

    def test_a_folder_of_the_user_comes_first(self):
        mirror = self.mirror()
        code, _, _ = self.load(mirror, MNL_DATA_PATH=os.path.dirname(self.real))
        self.assertEqual((code, mirror.requests), (0, []))

    def test_a_given_folder_is_never_filled(self):
        mirror = self.mirror()
        code, _, errors = self.load(mirror, options=f"dir='{self.folder}'")
        self.assertEqual((code, mirror.requests), (1, []))
        self.assertIn(b"error[E0404]", errors)

    def test_goes_on_where_the_mirror_sends_it(self):
        good = self.mirror()

        def move(handler, _):
            handler.begin(302, Location=good.address + IMAGES, Content_Length=0)

        self.assertEqual(self.load(self.mirror(move))[0], 0)
        self.check_whole()

    def test_ignores_what_follows_the_announced_length(self):
        def add(handler, data):
            handler.serve(data)
            handler.send(b"x" * 1000)
            handler.close_connection = True

        self.assertEqual(self.load(self.mirror(add))[0], 0)
        self.check_whole()

    def test_takes_a_file_of_unknown_length(self):
        def stream(handler, data):
            handler.begin(200, Connection="close")
            handler.send(data)
            handler.close_connection = True

        self.assertEqual(self.load(self.mirror(stream))[0], 0)
        self.check_whole()

    def test_takes_a_file_that_was_unpacked_on_the_way(self):
        def encode(handler, data):
            handler.begin(200, Content_Length=len(data), Content_Encoding="gzip")
            handler.send(data)

        code, output, errors = self.load(self.mirror(encode))
        self.assertEqual(code, 0, errors)
        self.assertEqual(self.load(self.mirror(), options="offline=true"), (0, output, b""))

    def test_tells_the_progress_as_events(self):
        mirror = self.mirror(lambda handler, data: handler.serve(data, slowly))
        code, output, _ = self.mnl(
            "--json", "-c", "load mnist", timeout=60, **self.settings([mirror], {}))
        self.assertEqual(code, 0)
        events = [json.loads(line) for line in output.splitlines()]
        labels = [event["label"] for event in events if event["type"] == "progress"]
        host = mirror.address.split("/")[2]
        self.assertIn(f"{IMAGES} from {host}", labels)
        self.assertIn(f"downloaded {IMAGES}, {self.size()} bytes", labels)

    def test_draws_a_bar_on_a_terminal(self):
        mirror = self.mirror(lambda handler, data: handler.serve(data, slowly))
        terminal = self.terminal("-c", "load mnist", columns=120, **self.settings([mirror], {}))
        self.assertIn(b"\r", terminal.expect("train-images-idx3-ubyte.gz from 127.0.0.1"))
        terminal.expect("%")
        terminal.expect("bytes/s")
        terminal.type("\x03")
        self.assertEqual(terminal.wait(), 130)


def slowly(handler, _):
    """Takes a second for 3 MB."""
    handler.wait(0.02)


class BadMirrors(Downloads):
    """Each fault alone, and then with a mirror that has the files."""

    def refuse(self, fault, words, kept=0, options="", mirror=None):
        """Makes sure that a fault is named, and another mirror asked; returns that other one."""
        bad = mirror or self.mirror(fault)
        address = (bad if isinstance(bad, str) else bad.address) + IMAGES
        name = f"'{address}'"
        line = (words.format(name) if "{}" in words else f"{name} {words}").encode()
        code, output, errors = self.load(bad, options=options)
        self.assertEqual((code, output), (1, b""), errors)
        self.assertIn(
            b"error[E0424]: 'train-images-idx3-ubyte.gz' of mnist could not be downloaded from any "
            b"of 1 mirrors", errors)
        self.assertIn(b"note: " + line, errors)
        self.assertNotIn(b"\x1b", errors)
        self.assertEqual(self.cached(), {IMAGES + ".part": kept} if kept else {})
        good = self.mirror()
        code, output, errors = self.load(bad, good, options=options)
        self.assertEqual(code, 0, errors)
        self.assertTrue(output.endswith(RESULT))
        self.assertIn(b"warning[E0426]: " + line, errors)
        self.assertEqual(errors.count(b"warning"), 1, errors)
        self.check_whole()
        return good

    def test_not_found(self):
        self.refuse(
            lambda handler, _: handler.begin(404, Content_Length=0),
            "answers with HTTP status 404, expected 200")

    def test_server_error(self):
        self.refuse(
            lambda handler, _: handler.send_error(500),
            "answers with HTTP status 500, expected 200")

    def test_web_page(self):
        def page(handler, _):
            text = b"\n <!doctype html><title>Sign in</title>"
            handler.begin(200, Content_Type="text/html", Content_Length=len(text))
            handler.send(text)

        self.refuse(page, "sends a web page, expected a gzip file")

    def test_nothing_at_all(self):
        self.refuse(lambda handler, _: handler.begin(200, Content_Length=0), "is empty")

    def test_something_else(self):
        def text(handler, _):
            handler.begin(200, Content_Length=10)
            handler.send(b"not found\n")

        self.refuse(text, "begins with the bytes 6e 6f 74 20, expected a gzip file (1f 8b)")

    def test_half_the_file(self):
        half = self.size() // 2

        def cut(handler, data):
            if handler.asked():
                handler.begin(503, Content_Length=0)
                return
            handler.begin(200, Content_Length=len(data))
            handler.send(data[:half])
            handler.close_connection = True

        mirror = self.mirror(cut)
        code, _, errors = self.load(mirror)
        self.assertEqual(code, 1)
        self.assertIn(f"breaks off after {half} of {self.size()} bytes".encode(), errors)
        self.assertEqual(self.cached(), {IMAGES + ".part": half})
        good = self.mirror()
        self.assertEqual(self.load(mirror, good)[0], 0)
        self.check_whole()
        self.assertEqual(good.requests[0], (IMAGES, f"bytes={half}-"))
        self.assertEqual(good.sent + half, self.total())

    def test_wrong_file(self):
        other = self.content(FILES[2])
        self.refuse(
            lambda handler, _: handler.serve(other),
            "is not the published file: its unpacked SHA-256 is "
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7, expected ba891046")

    def test_labels_for_images(self):
        other = self.content(FILES[1])
        self.refuse(lambda handler, _: handler.serve(other), "begins with 0x00000801 (2049)")

    def test_another_data_set(self):
        code, output, errors = self.mnl(
            "-c", "load fashion-mnist", **self.settings([self.mirror()], {}))
        self.assertEqual((code, output), (1, b""))
        self.assertIn(
            b"train-images-idx3-ubyte.gz' is not the published file: its unpacked SHA-256 is "
            b"ba891046", errors)
        self.assertEqual(
            os.listdir(os.path.join(self.cache, "mnl/data/fashion-mnist")), [".lock"])

    def test_damaged_file(self):
        def flip(handler, data):
            middle = len(data) // 2
            handler.serve(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:])

        self.refuse(flip, "the gzip data of {} are damaged near byte ")

    def test_a_file_that_would_unpack_to_gigabytes(self):
        bomb = gzip.compress(bytes([0, 0, 8, 3, 0, 32, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28]))
        self.refuse(lambda handler, _: handler.serve(bomb), "claims 2097152 x 28 x 28 bytes")

    def test_too_much_announced(self):
        def announce(handler, _):
            handler.begin(200, Content_Length=1 << 40)
            while True:
                handler.send(b"\x1f\x8b" + bytes(1 << 16))

        bad = self.mirror(announce)
        self.refuse(
            None, "sends more than 47088080 bytes, the most it can have", mirror=bad)

    def test_too_much_without_end(self):
        def flood(handler, _):
            handler.begin(200, Connection="close")
            handler.send(b"\x1f\x8b")
            while True:
                handler.send(bytes(1 << 16))

        bad = self.mirror(flood)
        self.refuse(
            None, "sends more than 47088080 bytes, the most it can have", mirror=bad)

    def test_a_byte_a_second(self):
        def drip(handler, data):
            handler.begin(200, Content_Length=len(data))
            for place in range(60):
                handler.send(data[place:place + 1])
                handler.wait(0.25)

        mirror = self.mirror(drip)
        code, _, errors = self.load(mirror, options="patience=2s")
        self.assertEqual(code, 1)
        self.assertRegex(errors, rb"sends \d B in 2 s, expected at least 2048\n")
        self.assertEqual(self.load(mirror, self.mirror(), options="patience=2s")[0], 0)
        self.check_whole()

    def test_no_answer(self):
        self.refuse(
            lambda handler, _: handler.wait(30), "sends nothing for 2 s",
            options="patience=2s")

    def test_silence_in_the_middle(self):
        def stop(handler, data):
            start = handler.asked()
            if start:
                handler.wait(30)
            handler.begin(200, Content_Length=len(data))
            handler.send(data[:100_000])
            handler.wait(30)

        good = self.refuse(
            stop, "sends nothing for 2 s", kept=100_000, options="patience=2s")
        self.assertEqual(good.requests[0], (IMAGES, "bytes=100000-"))

    def test_redirect_loop(self):
        bad = self.mirror(
            lambda handler, _: handler.begin(302, Location=handler.path, Content_Length=0))
        self.refuse(None, "redirects more than 5 times", mirror=bad)
        self.assertEqual(len(bad.requests), 12)

    def test_refused_connection(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
            self.refuse(None, "takes no connection", mirror=address)

    def test_unknown_host(self):
        self.refuse(None, "has an unknown host", mirror="http://no-such-host.invalid/")

    def test_something_that_is_not_http(self):
        def babble(handler, _):
            handler.wfile.write(b"220 welcome\r\n")
            handler.close_connection = True

        self.refuse(babble, "fails: Received HTTP/0.9 when not allowed")


class BadAddresses(Downloads):
    needs_data = False

    def test_mirrors_that_are_no_addresses(self):
        for text in ("ftp://example.com/", "example.com/mnist", "http://", "file:///etc/", "x y"):
            with self.subTest(text=text):
                code, output, errors = self.load(f"http://127.0.0.1:1/, {text}")
                self.assertEqual((code, output), (1, b""))
                self.assertIn(
                    f"error[E0427]: MNL_MIRRORS has '{text}', expected addresses that begin with "
                    "http:// or https://".encode(), errors)

    def test_patience_out_of_range(self):
        code, _, errors = self.load("http://127.0.0.1:1/", options="patience=0s")
        self.assertEqual(code, 2)
        self.assertIn(b"error[E0203]", errors)

    def test_no_place_for_a_cache(self):
        code, _, errors = self.mnl("-c", "load mnist", HOME=None)
        self.assertEqual(code, 1)
        self.assertIn(b"error[E0401]: mnist was not found in any of 2 places", errors)
        self.assertIn(b"help: set HOME or XDG_CACHE_HOME to download it there", errors)


class Resuming(Downloads):
    def test_a_mirror_without_ranges(self):
        self.prepare(IMAGES + ".part", self.content()[:5000])

        def whole(handler, data):
            handler.begin(200, Content_Length=len(data))
            handler.send(data)

        mirror = self.mirror(whole)
        self.assertEqual(self.load(mirror)[0], 0)
        self.check_whole()
        self.assertEqual(mirror.requests[0], (IMAGES, "bytes=5000-"))

    def test_a_mirror_that_sends_another_range(self):
        self.prepare(IMAGES + ".part", self.content()[:5000])

        def other(handler, data):
            if not handler.asked():
                return handler.serve(data)
            handler.begin(
                206, Content_Length=len(data) - 10,
                Content_Range=f"bytes 10-{len(data) - 1}/{len(data)}")
            handler.send(data[10:])

        self.assertEqual(self.load(self.mirror(other))[0], 0)
        self.check_whole()

    def test_a_part_of_something_else(self):
        self.prepare(IMAGES + ".part", os.urandom(5000))
        mirror = self.mirror()
        code, _, errors = self.load(mirror)
        self.assertEqual(code, 0, errors)
        self.check_whole()
        self.assertEqual(mirror.requests[:2], [(IMAGES, "bytes=5000-"), (IMAGES, None)])

    def test_a_part_that_is_whole(self):
        self.prepare(IMAGES + ".part", self.content())
        mirror = self.mirror()
        self.assertEqual(self.load(mirror)[0], 0)
        self.check_whole()
        self.assertEqual(mirror.sent + self.size(), self.total())

    def test_a_part_that_is_too_long(self):
        self.prepare(IMAGES + ".part", self.content() + b"more")
        self.assertEqual(self.load(self.mirror())[0], 0)
        self.check_whole()

    def test_a_bad_mirror_does_not_cost_the_part(self):
        self.prepare(IMAGES + ".part", self.content()[:5000])

        def page(handler, _):
            handler.begin(200, Content_Length=6)
            handler.send(b"<html>")

        self.assertEqual(self.load(self.mirror(page))[0], 1)
        self.assertEqual(self.cached(), {IMAGES + ".part": 5000})

    def test_kill_and_again(self):
        mirror = self.mirror(lambda handler, data: handler.serve(data, hold))
        process = self.begin(mirror)
        self.wait_for(lambda: self.part() >= 2 << 20)
        process.kill()
        process.wait()
        kept = self.part()
        self.assertEqual(self.cached(), {IMAGES + ".part": kept})
        again = self.mirror()
        self.assertEqual(self.load(again)[0], 0)
        self.check_whole()
        self.assertEqual(again.requests[0], (IMAGES, f"bytes={kept}-"))
        self.assertEqual(again.sent + kept, self.total())

    def interrupt(self, number, expected):
        mirror = self.mirror(lambda handler, data: handler.serve(data, hold))
        process = self.begin(mirror)
        self.wait_for(lambda: self.part() >= 2 << 20)
        process.send_signal(number)
        output, errors = process.communicate(timeout=10)
        self.assertEqual((process.returncode, output), (expected, b""))
        kept = self.part()
        self.assertIn(
            f"error[E0307]: interrupted during the download of '{IMAGES}': {kept} bytes "
            "kept, from which the next download goes on".encode(), errors)
        again = self.mirror()
        self.assertEqual(self.load(again)[0], 0)
        self.check_whole()
        self.assertEqual(again.sent + kept, self.total())

    def test_interrupt_and_again(self):
        self.interrupt(signal.SIGINT, 130)

    def test_terminate_and_again(self):
        self.interrupt(signal.SIGTERM, 143)

    def test_interrupt_before_any_answer(self):
        mirror = self.mirror(lambda handler, _: handler.wait(30))
        process = self.begin(mirror)
        self.wait_for(lambda: mirror.requests)
        process.send_signal(signal.SIGINT)
        errors = process.communicate(timeout=10)[1]
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"interrupted during the download", errors)

    def test_try_does_not_catch_an_interrupt(self):
        mirror = self.mirror(lambda handler, data: handler.serve(data, hold))
        process = self.start(
            "-c", "try { load mnist } catch { 2 }", **self.settings([mirror], {}))
        self.wait_for(lambda: self.part() >= 1 << 20)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=10)
        self.assertEqual((process.returncode, output), (130, b""))


def hold(handler, place):
    """Stops after 3 MB."""
    if place > 3 << 20:
        handler.wait(30)


class TwoAtOnce(Downloads):
    def test_the_second_waits_and_uses_what_came(self):
        gate = threading.Event()

        def wait(handler, data):
            gate.wait(20)
            handler.serve(data)

        mirror = self.mirror(wait)
        processes = [self.begin(mirror) for _ in range(2)]
        self.wait_for(lambda: mirror.requests)
        time.sleep(0.5)
        gate.set()
        for process in processes:
            output, errors = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 0, errors)
            self.assertTrue(output.endswith(RESULT))
        self.assertEqual(len(mirror.requests), 4)
        self.assertEqual(mirror.sent, self.total())
        self.check_whole()

    def test_the_second_takes_over_when_the_first_is_killed(self):
        mirror = self.mirror(lambda handler, data: handler.serve(data, hold))
        first = self.begin(mirror)
        self.wait_for(lambda: self.part() >= 1 << 20)
        good = self.mirror()
        second = self.begin(good)
        time.sleep(0.5)
        self.assertEqual(good.requests, [])
        first.kill()
        _, errors = second.communicate(timeout=30)
        self.assertEqual(second.returncode, 0, errors)
        self.check_whole()
        self.assertTrue(good.requests[0][1])

    def test_waiting_can_be_interrupted(self):
        mirror = self.mirror(lambda handler, data: handler.serve(data, hold))
        self.begin(mirror)
        self.wait_for(lambda: self.part() >= 1 << 20)
        second = self.begin(mirror)
        time.sleep(0.5)
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=10)
        self.assertEqual(second.returncode, 130)


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
