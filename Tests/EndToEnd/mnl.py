"""Runs the program under test, named by the environment variable MNL_BINARY."""

import atexit
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time
import unittest

MARKING = re.compile(rb"\x1b\[\?2004(h|l\r?)")
BINARY = os.environ.get("MNL_BINARY", "")

# What the program keeps for its user is that of the tests, and goes with them.
HOME = tempfile.TemporaryDirectory(prefix="mnl-home-")
atexit.register(HOME.cleanup)

# A shell ignores these for what it runs in the background, and what ignores them hands it down.
for number, usual in [
    (signal.SIGINT, signal.default_int_handler), (signal.SIGQUIT, signal.SIG_DFL),
    (signal.SIGHUP, signal.SIG_DFL),
]:
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, usual)


def environment(**changes):
    """A plain environment: a terminal that can redraw, a UTF-8 locale, nothing of the caller's."""
    variables = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": HOME.name,
        "TERM": "xterm",
        "LANG": "C.UTF-8",
    }
    variables.update(changes)
    return {name: value for name, value in variables.items() if value is not None}


class Case(unittest.TestCase):
    """A test with a folder of its own and the program at hand."""

    def setUp(self):
        if not BINARY:
            self.skipTest("MNL_BINARY names no program")
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = self._folder.name

    def write(self, name, content):
        """Writes a file and returns its path."""
        path = os.path.join(self.folder, name)
        data = content if isinstance(content, bytes) else content.encode()
        with open(path, "wb") as file:
            file.write(data)
        return path

    def wait_for(self, condition, timeout=120):
        """Waits until something holds."""
        end = time.monotonic() + timeout
        while not condition():
            self.assertLess(time.monotonic(), end, "what was waited for did not come")
            time.sleep(0.005)

    def mnl(self, *arguments, stdin=b"", timeout=120, **changes):
        """Runs the program without a terminal; returns its code, output and errors as bytes."""
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run(
            [BINARY, *arguments], input=data, capture_output=True, timeout=timeout,
            cwd=self.folder, env=environment(**changes))
        return done.returncode, done.stdout, done.stderr

    def start(self, *arguments, **changes):
        """Starts the program without a terminal and lets it run."""
        process = subprocess.Popen(
            [BINARY, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=self.folder, env=environment(**changes))

        def clean():
            if process.poll() is None:
                process.kill()
                process.wait()
            process.stdout.close()
            process.stderr.close()

        self.addCleanup(clean)
        return process

    def terminal(self, *arguments, columns=80, rows=24, **changes):
        """Starts the program on a pseudo-terminal, with a history in the folder of the test."""
        changes = {"XDG_STATE_HOME": os.path.join(self.folder, "state"), **changes}
        terminal = Terminal(
            [BINARY, *arguments], self.folder, columns, environment(**changes), rows)
        self.addCleanup(terminal.close)
        return terminal


def set_size(descriptor, columns, rows):
    """Gives the window of a pseudo-terminal a size."""
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, command, folder, columns, variables, rows=24):
        self.seen = b""
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                # Before it starts, or it might still find a window without a size.
                set_size(0, columns, rows)
                os.chdir(folder)
                os.execve(command[0], command, variables)
            finally:
                os._exit(127)
        self.code = None

    def resize(self, columns, rows=24):
        """Gives the window another size."""
        set_size(self.master, columns, rows)

    def type(self, text):
        """Types a text; `\\x03` is Ctrl-C, `\\x04` Ctrl-D. Reads what comes meanwhile."""
        data = text.encode()
        while data:
            _, writable, _ = select.select([], [self.master], [], 0)
            if not writable:
                self.read(0.02)
                continue
            data = data[os.write(self.master, data[:1024]):]

    def read(self, seconds):
        """Reads what comes within so many seconds, or up to the end."""
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0 and self.receive(rest):
            pass

    def receive(self, seconds):
        """Reads what comes first within so many seconds; false if nothing does."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError as error:
            if error.errno == errno.EIO:
                return False
            raise
        # What switches the marking of pastes on and off is no text.
        self.seen = self.seen[:-16] + MARKING.sub(b"", self.seen[-16:] + data)
        return bool(data)

    def expect(self, text, seconds=60):
        """Waits for a text and forgets what came up to its end; returns what came before it.

        In it, `mnl> ` is any prompt: what is current may stand in it.
        """
        wanted = text if isinstance(text, bytes) else text.encode()
        pattern = re.compile(re.escape(wanted).replace(rb"mnl>\ ", rb"mnl[^>\x00-\x1f]*>\ "))
        end = time.monotonic() + seconds
        while not (found := pattern.search(self.seen)):
            if time.monotonic() > end:
                raise AssertionError(f"{wanted!r} did not come; there was {self.seen!r}")
            self.receive(0.05)
        before, self.seen = self.seen[:found.start()], self.seen[found.end():]
        return before

    def settle(self):
        """Brings a fresh prompt of mnl, wherever keys and interrupts have led to."""
        # What is typed before an interrupt has arrived goes with it.
        for _ in range(60):
            self.type("\x03")
            self.read(0.5)
            self.type("100000 * 77\r")
            self.read(0.5)
            if b"\r\n7700000\r\n" in self.seen:
                break
        self.expect("\r\n7700000\r\n")
        self.expect("mnl> ")

    def wait(self, seconds=60):
        """Waits for the end; returns the exit code, or 128 and the number of the signal."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                # All that is left, however long that takes.
                while self.receive(1):
                    pass
                code = os.waitstatus_to_exitcode(status)
                self.code = code if code >= 0 else 128 - code
                return self.code
        raise AssertionError(f"the program did not end; there was {self.seen!r}")

    def close(self):
        """Ends the program if it has not ended by itself."""
        if self.code is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        os.close(self.master)
