"""Mirrors that misbehave, each in its own way, and addresses that are none."""

import gzip
import os
import socket
import unittest

from downloads import FILES, IMAGES, RESULT, Downloads


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

    @unittest.skipIf(
        os.path.exists("/usr/share/datasets/fashion-mnist"), "fashion-mnist is installed here")
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


if __name__ == "__main__":
    unittest.main()
