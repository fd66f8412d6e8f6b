"""Runs mnl and PyTorch for `scripts/bench` and takes their times."""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUPPORT = pathlib.Path(__file__).resolve().parent
LIMIT_SECONDS = 1800
# Runs are on record, as they are by default, but not among those of the user.
STATE = tempfile.TemporaryDirectory()

# For each run the share of the processors, from 0 to 1, that went to other programs.
disturbances = []


class Broken(Exception):
    """A run that failed: it has no figures."""


def processor_seconds():
    """The seconds that all processors together were busy, for us or for others, since the start."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def run(command, **variables):
    """Runs a program to its end; returns its output, the seconds it took and its peak memory."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin, busy = time.perf_counter(), processor_seconds()
        process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output,
            stderr=errors, env={**os.environ, "XDG_STATE_HOME": STATE.name, **variables})
        limit = threading.Timer(LIMIT_SECONDS, process.kill)
        limit.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            limit.cancel()
        seconds = time.perf_counter() - begin
        others = processor_seconds() - busy - usage.ru_utime - usage.ru_stime
        # The clock of /proc/stat is too coarse for short runs.
        if seconds > 0.5:
            disturbances.append(max(0, others) / (seconds * os.cpu_count()))
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            raise Broken(
                f"{' '.join(map(str, command))}: exit {process.returncode} after {seconds:.0f} s\n"
                + errors.read().decode(errors="replace")[-2000:])
        return output.read().decode(), seconds, usage.ru_maxrss * 1024


def time_of(event):
    """When an event happened, in seconds."""
    return datetime.datetime.fromisoformat(event["ts"].replace("Z", "+00:00")).timestamp()


class Mnl:
    """The release binary."""

    def __init__(self, binary, folder, threads, level=None):
        self.binary, self.folder, self.threads = binary, folder, threads
        self.variables = {"MNL_CPU": level} if level else {}

    def heeds_level(self):
        """Whether MNL_CPU means something to it: then a level that does not exist is refused."""
        done = subprocess.run(
            [self.binary, "-c", "print 1"], capture_output=True, stdin=subprocess.DEVNULL,
            env={**os.environ, "MNL_CPU": "none-such"})
        return done.returncode != 0

    def script(self, path, settings, **variables):
        """Runs a script; returns its events, the seconds from start to exit and the peak memory."""
        command = [self.binary, "run", path, "--json", "--threads", self.threads]
        for name, value in settings.items():
            command += ["--set", f"{name}={value}"]
        output, seconds, memory = run(command, **self.variables, **variables)
        return [json.loads(line) for line in output.splitlines()], seconds, memory

    def cells(self, events):
        """How long each named cell took, in seconds."""
        names = {event["cell"]: event["name"] for event in events if event["type"] == "cell_start"}
        return {names[event["cell"]]: event["duration_s"]
                for event in events if event["type"] == "cell_end"}

    def train(self, batch, hidden, steps, evaluates=True):
        """Training with tensor commands: sequences a second, and seconds of an evaluation."""
        events, _, _ = self.script(
            SUPPORT / "network.mnl",
            {"dir": self.folder, "batch": batch, "hidden": hidden, "steps": steps,
             "evaluates": str(evaluates).lower()})
        cells = self.cells(events)
        return batch * steps / cells["train"], cells["evaluate"]

    def train_with_verbs(self):
        """One epoch of `train`: sequences a second, and seconds of an `eval`."""
        events, _, _ = self.script(SUPPORT / "verbs.mnl", {"dir": self.folder})
        printed = [event["text"] for event in events if event["type"] == "output"]
        return float(printed[-1]), self.cells(events)["evaluate"]

    def tutorial(self, epochs):
        """The whole tutorial: seconds from start to exit, seconds of each epoch, peak memory."""
        # The example looks for its data by name; the folder may have any.
        with tempfile.TemporaryDirectory() as place:
            (pathlib.Path(place) / "mnist").symlink_to(self.folder)
            events, seconds, memory = self.script(
                ROOT / "examples/mnist-lstm.mnl", {"epochs": epochs}, MNL_DATA_PATH=place)
        moments = [time_of(event) for event in events
                   if event["type"] == "cell_start" and event["name"] == "train"]
        moments += [time_of(event) for event in events
                    if event["type"] == "output" and event["text"].startswith("epoch ")]
        if len(moments) != epochs + 1:
            raise Broken(f"the tutorial told of {len(moments) - 1} epochs, {epochs} were asked for")
        return seconds, [end - begin for begin, end in zip(moments, moments[1:])], memory

    def language(self):
        """Seconds of the cells of the script that has no tensors, by their names."""
        return self.cells(self.script(SUPPORT / "language.mnl", {})[0])

    def check(self, script):
        """Seconds of `mnl check` of a script, from start to exit."""
        with tempfile.TemporaryDirectory() as place:
            path = pathlib.Path(place) / "script.mnl"
            path.write_text(script)
            return run([self.binary, "check", path])[1]

    def start(self):
        """Seconds that `mnl --version` takes."""
        return run([self.binary, "--version"])[1]


class Torch:
    """PyTorch, in the virtual environment."""

    # What holds its own kernels and those of its libraries down to a level.
    LEVELS = {"avx2": {"ATEN_CPU_CAPABILITY": "avx2", "MKL_ENABLE_INSTRUCTIONS": "AVX2",
                       "ONEDNN_MAX_CPU_ISA": "AVX2"}}

    def __init__(self, python, folder, threads, level=None):
        self.python, self.folder, self.threads = python, folder, threads
        self.variables = self.LEVELS[level] if level else {}

    def measure(self, **options):
        """Runs the network; returns the measurements, the seconds to exit and the peak memory."""
        command = [self.python, SUPPORT / "torch_lstm.py", "--data", self.folder,
                   "--threads", self.threads]
        for name, value in options.items():
            command += [f"--{name}", value]
        output, seconds, memory = run(
            command, OMP_NUM_THREADS=str(self.threads), **self.variables)
        return [json.loads(line) for line in output.splitlines()], seconds, memory

    def train(self, batch, hidden, steps, evaluates=True):
        """Training: sequences a second, and seconds of an evaluation."""
        (measured,), _, _ = self.measure(
            batch=batch, hidden=hidden, steps=steps, evaluations=int(evaluates))
        return batch * steps / measured["train_s"], measured["evaluate_s"]

    def tutorial(self, epochs):
        """The whole tutorial: seconds from start to exit, peak memory."""
        _, seconds, memory = self.measure(epochs=epochs)
        return seconds, memory

    def sgemm(self):
        """The rate of big matrix products, in FLOP/s: the best library of those at hand."""
        output, _, _ = run([self.python, SUPPORT / "sgemm.py", self.threads])
        return max(json.loads(output).values()) * 1e9


def progress(text):
    """Tells on standard error what is being done."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
