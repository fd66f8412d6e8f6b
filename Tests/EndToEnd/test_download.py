"""Downloads of MNIST that end well: at once, after an interruption, and two at a time."""

import json
import os
import signal
import threading
import time
import unittest

from downloads import FILES, IMAGES, RESULT, Downloads
from mnl import BINARY, Terminal, environment


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
        output, errors = process.communicate(timeout=60)
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
        errors = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"interrupted during the download", errors)

    def test_interrupt_at_the_prompt(self):
        faults = [hold, None]
        mirror = self.mirror(lambda handler, data: handler.serve(data, faults.pop(0)))
        modes = "stty -a > {0}; {1}; stty -a > {2}; cmp {0} {2} && echo 'the same mode'"
        terminal = Terminal(
            ["/bin/sh", "-c", "trap : INT; " + modes.format("before", BINARY, "after")],
            self.folder, 80, environment(HOME=self.folder, **self.settings([mirror], {})))
        self.addCleanup(terminal.close)
        terminal.expect("mnl> ", 60)
        terminal.type("load mnist\r")
        self.wait_for(lambda: self.part() >= 1 << 20)
        start = time.monotonic()
        terminal.type("\x03")
        terminal.expect("interrupted during the download", 60)
        terminal.expect("mnl> ", 60)
        # A second is the promise; a machine that is busy gets more.
        self.assertLess(time.monotonic() - start, 10)
        kept = self.part()
        terminal.type("20 + 22\r")
        terminal.expect("\r\n42\r\n", 60)
        terminal.type("load mnist\r")
        terminal.expect("55000 train", 60)
        self.assertEqual(mirror.requests[:2], [(IMAGES, None), (IMAGES, f"bytes={kept}-")])
        self.check_whole()
        terminal.type("\x04")
        terminal.expect("the same mode", 60)

    def test_try_does_not_catch_an_interrupt(self):
        mirror = self.mirror(lambda handler, data: handler.serve(data, hold))
        process = self.start(
            "-c", "try { load mnist } catch { 2 }", **self.settings([mirror], {}))
        self.wait_for(lambda: self.part() >= 1 << 20)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)
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
        second.communicate(timeout=60)
        self.assertEqual(second.returncode, 130)


if __name__ == "__main__":
    unittest.main()
