"""What `mnl doctor` says of this machine, and of one with something wrong."""

import functools
import json
import os
import platform
import re
import signal
import time
import unittest

from mnl import Case

FILES = [
    "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
]


class Doctor(Case):
    @staticmethod
    @functools.cache
    def machine():
        """The report on this machine with nothing changed, made once: each takes some seconds."""
        case = Doctor()
        case.setUp()
        try:
            return case.report()
        finally:
            case.doCleanups()

    def setUp(self):
        super().setUp()
        # Nothing of the machine's own: no data but the system's, no cache.
        self.place = {"XDG_CACHE_HOME": os.path.join(self.folder, "cache")}

    def doctor(self, *arguments, **changes):
        """Runs the doctor, which has to end well; returns its text."""
        code, output, errors = self.mnl(
            "doctor", *arguments, timeout=120, **{**self.place, **changes})
        self.assertEqual((code, errors), (0, b""))
        return output.decode()

    def report(self, *arguments, **changes):
        """The report as an object."""
        text = self.doctor("--json", *arguments, **changes)
        self.assertEqual(text.count("\n"), 1)
        return json.loads(text)

    def findings(self, report):
        """The findings by their names, each with its message and its help."""
        return {entry["id"]: (entry["message"], entry["help"]) for entry in report["findings"]}

    def install(self, name, files=FILES):
        """Makes a data set's folder with files of nothing; the doctor does not read them."""
        for file in files:
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
            self.write(os.path.join(name, file), b"")


class Text(Doctor):
    def test_a_line_for_each_fact(self):
        text = self.doctor("--threads", "1")
        version = self.mnl("--version")[1].decode().strip()
        self.assertTrue(text.startswith(f"mnl            {version}, built for "), text)
        for pattern in [
            r"^system +\S", r"^cpu +\S", r"^level +(baseline|avx2|avx512), ",
            r"^threads +1, on \d+ cores?$", r"^denormals +count as 0 in every thread$",
            r"^blas +OpenBLAS \d", r"^blas core +\w+, 1 thread in each of the engine's$",
            r"^sgemm +[\d.]+ GFLOP/s, 1024 x 1024, 1 thread at once$",
            r"^training +[\d.]+ GFLOP/s, \d+ % of sgemm",
            r"^ +[\d,]+ sequences/s: lstm 100, 28 steps of 28, batch 50, 386.72 MFLOP a step$",
            r"^mnist +would be downloaded to \S", r"^fashion-mnist +\S",
            rf"^cache +{re.escape(self.folder)}/cache/mnl/data, can be written$",
            r"^searched +\./data \(the working folder\): is not there$",
            r"^init.mnl +\S", r"^history +\S", r"^stdlib +the program's own; \d+ modules?$",
            r"^plugins +core, data, tensor, learn, session: \d+ commands$", r"^zlib +\d",
            r"^terminal +standard output is none; UTF-8$", r"^editing +none, since ",
            r"^note: no place on this machine has mnist", r"^help: .*`load digits`",
        ]:
            with self.subTest(pattern=pattern):
                self.assertRegex(text, re.compile(pattern, re.MULTILINE))
        self.assertNotIn("\x1b", text)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "cache")))

    def test_a_terminal_that_cannot_redraw(self):
        terminal = self.terminal("doctor", columns=120, **self.place, TERM="dumb")
        self.assertEqual(terminal.wait(60), 0)
        self.assertRegex(terminal.seen, rb"editing +none, since TERM is dumb; else by readline \d")
        self.assertIn(b"help: let TERM name the terminal", terminal.seen)

    def test_on_a_terminal(self):
        terminal = self.terminal("doctor", columns=120, **self.place)
        self.assertEqual(terminal.wait(60), 0)
        self.assertIn(b"measuring sgemm", terminal.seen)
        self.assertIn(b"\x1b[1mlevel\x1b[0m", terminal.seen)
        self.assertRegex(terminal.seen, rb"xterm, 120 x \d+, 16 colours, UTF-8\r")
        self.assertRegex(terminal.seen, rb"  by readline \d")
        # The bar is gone before the report begins.
        self.assertIn(b"\x1b[K\x1b[1mmnl", terminal.seen)

    def test_without_colours(self):
        terminal = self.terminal("doctor", **self.place, NO_COLOR="1")
        self.assertEqual(terminal.wait(60), 0)
        self.assertIn(b"\r\nlevel ", terminal.seen)
        self.assertNotIn(b"\x1b[1", terminal.seen)

    def test_wrong_usage(self):
        for arguments, words in [
            (["--nonsense"], b"Unknown option '--nonsense'"),
            (["--threads", "0"], b"'--threads' must be 1 to 1024, got 0."),
            (["--threads", "-1"], b"'--threads' must be 1 to 1024, got -1."),
            (["--color", "pink"], b"pink"), (["file.mnl"], b"file.mnl"),
        ]:
            with self.subTest(arguments=arguments):
                code, output, errors = self.mnl("doctor", *arguments)
                self.assertEqual((code, output), (2, b""))
                self.assertIn(words, errors)

    def test_help(self):
        code, output, errors = self.mnl("help", "doctor")
        self.assertEqual((code, errors), (0, b""))
        for option in [b"--threads", b"--json", b"--color"]:
            self.assertIn(option, output)
        self.assertIn(b"doctor", self.mnl("--help")[1])


class JSON(Doctor):
    def test_one_object_with_every_number(self):
        report = self.machine()
        numbers = [
            report["sgemm"]["gflops"], report["sgemm"]["size"], report["sgemm"]["threads"],
            report["training"]["gflops"], report["training"]["share_of_sgemm"],
            report["training"]["sequences_per_s"], report["threads"]["used"],
            report["threads"]["cores"], report["blas"]["threads"],
        ]
        for number in numbers:
            self.assertGreater(number, 0)
        self.assertEqual(report["training"]["mflop_per_step"], 386.72)
        self.assertEqual(report["threads"]["used"], report["threads"]["cores"])
        self.assertIn(report["cpu"]["level"], report["cpu"]["levels"])
        self.assertTrue(report["threads"]["flush_to_zero"])

    def test_the_figures_agree_with_each_other(self):
        report = self.machine()
        training = report["training"]
        rate = training["sequences_per_s"] / training["batch"] * training["mflop_per_step"] / 1e3
        self.assertAlmostEqual(training["gflops"] / rate, 1, places=6)
        share = training["gflops"] / report["sgemm"]["gflops"]
        self.assertAlmostEqual(training["share_of_sgemm"] / share, 1, places=6)

    def test_the_level_is_that_of_status(self):
        level = self.machine()["cpu"]["level"]
        code, output, _ = self.mnl("-c", "(status).cpu")
        self.assertEqual((code, output.decode().strip().rpartition(", ")[2]), (0, level))


class Findings(Doctor):
    def test_a_level_that_the_environment_names(self):
        levels = self.machine()["cpu"]["levels"]
        for level in levels:
            with self.subTest(level=level):
                report = self.report(MNL_CPU=level)
                self.assertEqual((report["cpu"]["level"], report["cpu"]["forced"]), (level, True))
                if level == levels[-1]:
                    self.assertNotIn("low-level", self.findings(report))
                else:
                    message, advice = self.findings(report)["low-level"]
                    self.assertIn(f"holds the engine at {level}", message)
                    self.assertIn(f"compute with {levels[-1]}", advice)
                output = self.mnl("-c", "(status).cpu", MNL_CPU=level)[1]
                self.assertTrue(output.decode().endswith(f", {level}\n"), output)

    def test_a_level_that_cannot_be(self):
        expected = self.mnl("-c", "1", MNL_CPU="sse9")
        self.assertEqual(expected[0], 2)
        self.assertEqual(self.mnl("doctor", MNL_CPU="sse9"), expected)

    @unittest.skipUnless(platform.machine() == "x86_64", "the cores are those of x86-64")
    def test_an_openblas_that_takes_the_cpu_for_an_old_one(self):
        report = self.report(OPENBLAS_CORETYPE="PRESCOTT")
        if report["cpu"]["level"] == "baseline":
            self.skipTest("this CPU is an old one")
        self.assertFalse(report["sgemm"]["comparable"])
        message, advice = self.findings(report)["old-blas-core"]
        self.assertIn("kernels for Prescott", message)
        variable, _, core = advice.rpartition(": ")[2].removesuffix(" mnl doctor").partition("=")
        # What it advises is right.
        report = self.report(**{variable: core})
        self.assertTrue(report["sgemm"]["comparable"])
        self.assertEqual(report["blas"]["core"].upper(), core)
        self.assertNotIn("old-blas-core", self.findings(report))

    def test_more_threads_than_cores(self):
        cores = self.machine()["threads"]["cores"]
        report = self.report("--threads", str(cores + 1))
        self.assertEqual(report["threads"]["used"], cores + 1)
        self.assertEqual(report["sgemm"]["threads"], cores)
        message, advice = self.findings(report)["too-many-threads"]
        self.assertIn(f"{cores + 1} threads share {cores} core", message)
        self.assertIn(f"`--threads {cores}`", advice)
        self.assertNotIn("too-many-threads", self.findings(self.machine()))

    def test_data_that_are_there(self):
        self.install("list/mnist")
        self.install("data/fashion-mnist")
        report = self.report(MNL_DATA_PATH=os.path.join(self.folder, "list"))
        self.assertEqual(
            report["data"], [
                {"name": "mnist", "place": "data-path",
                 "folder": os.path.join(self.folder, "list/mnist"), "missing": []},
                {"name": "fashion-mnist", "place": "working-folder",
                 "folder": "./data/fashion-mnist", "missing": []},
            ])
        self.assertNotIn("absent-data", self.findings(report))

    def test_data_that_lack_a_file(self):
        self.install("data/mnist", FILES[:3])
        message, _ = self.findings(self.report())["incomplete-data"]
        self.assertIn("'./data/mnist', which lacks t10k-labels-idx1-ubyte", message)

    def test_a_cache_that_cannot_be_written(self):
        path = self.write("file", "")
        report = self.report(XDG_CACHE_HOME=path)
        self.assertFalse(report["cache"]["writable"])
        self.assertEqual(report["cache"]["obstacle"], "not a directory")
        findings = self.findings(report)
        self.assertIn(f"'{path}/mnl/data' cannot be written", findings["locked-cache"][0])
        self.assertIn("MNL_DATA_PATH", findings["absent-data"][1])

    def test_a_history_that_cannot_be_written(self):
        path = self.write("file", "")
        report = self.report(XDG_STATE_HOME=path)
        self.assertEqual(report["paths"]["history"]["path"], f"{path}/mnl/history.jsonl")
        self.assertIn("not a directory", self.findings(report)["locked-history"][0])

    def test_folders_that_are_not_there(self):
        report = self.report(
            MNL_DATA_PATH=f"{self.folder}/nowhere", MNL_STDLIB=f"{self.folder}/none")
        findings = self.findings(report)
        self.assertIn(f"'{self.folder}/nowhere'", findings["absent-data-folder"][0])
        self.assertIn(f"'{self.folder}/none'", findings["absent-library"][0])

    def test_the_file_that_prepares_the_prompt(self):
        path = f"{self.folder}/mnl/init.mnl"
        report = self.report(XDG_CONFIG_HOME=self.folder, LANG="C", TERM=None)
        self.assertEqual(
            report["paths"]["init"], {"path": path, "exists": False, "obstacle": None})
        self.assertIn("plain-locale", self.findings(report))
        # Nobody edits lines where there is no terminal, so TERM is no trouble.
        self.assertEqual(report["terminal"]["obstacle"], "no-terminal")
        self.assertNotIn("plain-terminal", self.findings(report))

    def test_no_home(self):
        report = self.report(HOME=None, XDG_CACHE_HOME=None)
        self.assertIsNone(report["cache"]["folder"])
        self.assertIn("no-cache", self.findings(report))


class Stopping(Doctor):
    def wait_for_handlers(self, process):
        """Waits until the program takes SIGINT itself; before, the system ends it."""
        bit, end = 1 << (signal.SIGINT - 1), time.monotonic() + 20
        while time.monotonic() < end:
            with open(f"/proc/{process}/status", encoding="ascii") as file:
                caught = re.search(r"^SigCgt:\s+(\w+)", file.read(), re.MULTILINE)
            if int(caught.group(1), 16) & bit:
                return
            time.sleep(0.01)
        self.fail("the program does not take SIGINT")

    def stop(self, number, seconds):
        process = self.start("doctor", **self.place)
        self.wait_for_handlers(process.pid)
        time.sleep(seconds)
        start = time.monotonic()
        process.send_signal(number)
        code = process.wait(timeout=10)
        self.assertLess(time.monotonic() - start, 1)
        self.assertEqual((process.stdout.read(), process.stderr.read()), (b"", b""))
        return code

    def test_interrupt(self):
        for seconds in [0.1, 1.5]:
            self.assertEqual(self.stop(signal.SIGINT, seconds), 130)

    def test_terminate(self):
        self.assertEqual(self.stop(signal.SIGTERM, 0.5), 143)

    def test_interrupt_on_a_terminal(self):
        terminal = self.terminal("doctor", **self.place)
        terminal.expect("measuring")
        terminal.type("\x03")
        self.assertEqual(terminal.wait(), 130)
        self.assertNotIn(b"level", terminal.seen)


if __name__ == "__main__":
    unittest.main()
