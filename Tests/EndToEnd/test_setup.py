"""Tests what scripts/setup says on machines that lack something, with stand-ins for their tools."""

import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ["bash", "env", "sed", "head", "dirname", "cat"]
# Says that every library is there.
PKG_CONFIG = "exit 0"
# Notes how it was called.
APT = 'echo "apt-get $*" >> "$CALLS"'


class SetupTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bin = pathlib.Path(folder.name)
        self.calls = self.bin / "calls"
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.stand_in("id", "echo 0")

    def stand_in(self, name, body):
        """Puts a small script in the place of a tool."""
        path = self.bin / name
        path.write_text(f"#!{shutil.which('bash')}\n{body}\n")
        path.chmod(0o755)

    def swift(self, version):
        self.stand_in("swift", f"echo 'Swift version {version} (swift-{version}-RELEASE)'")

    def setup_says(self, code):
        """Runs the set-up without the build, which ends with this code; returns what it says."""
        result = subprocess.run(
            [shutil.which("bash"), ROOT / "scripts/setup", "--no-build"],
            capture_output=True, encoding="utf-8", timeout=30,
            env={"PATH": str(self.bin), "CALLS": str(self.calls)})
        self.assertEqual(result.returncode, code, result.stderr)
        return result.stdout + result.stderr

    def test_no_swift(self):
        said = self.setup_says(2)
        self.assertIn("there is no Swift here", said)
        self.assertIn("https://www.swift.org/install", said)

    def test_an_old_swift(self):
        self.swift("6.2.4")
        self.assertIn("Swift 6.2 is too old", self.setup_says(2))
        self.swift("5.10")
        self.assertIn("Swift 5.10 is too old", self.setup_says(2))

    def test_a_newer_swift(self):
        self.stand_in("pkg-config", PKG_CONFIG)
        for version in ("6.3", "6.10.1", "7.0"):
            self.swift(version)
            self.assertEqual(self.setup_says(0), "setup: every library is there\n")

    def test_no_debian(self):
        self.swift("6.3.1")
        said = self.setup_says(2)
        self.assertIn("not a Debian system", said)
        for name in ("OpenBLAS", "readline", "zlib", "libopenblas-dev", "zlib1g-dev", "libcmark-gfm-dev"):
            self.assertIn(name, said)

    def test_neither_root_nor_sudo(self):
        self.swift("6.3.1")
        self.stand_in("apt-get", APT)
        self.stand_in("id", "echo 1000")
        self.assertIn("run as root: apt-get install libcmark-gfm-dev", self.setup_says(2))
        self.assertFalse(self.calls.exists())

    def test_as_root(self):
        self.swift("6.3.1")
        self.stand_in("apt-get", APT)
        self.setup_says(0)
        update, install = self.calls.read_text().splitlines()
        self.assertIn(" update", update)
        self.assertTrue(
            install.endswith("libopenblas-dev libreadline-dev pkg-config zlib1g-dev"), install)

    def test_through_sudo(self):
        self.swift("6.3.1")
        self.stand_in("apt-get", APT)
        self.stand_in("id", "echo 1000")
        self.stand_in("sudo", 'echo "sudo" >> "$CALLS"; exec "$@"')
        self.setup_says(0)
        self.assertEqual(self.calls.read_text().splitlines()[::2], ["sudo", "sudo"])

    def test_packages_that_cannot_be_had(self):
        self.swift("6.3.1")
        self.stand_in("apt-get", "exit 100")
        said = self.setup_says(2)
        self.assertIn("the package lists could not be brought up to date", said)
        self.assertIn("could not be installed: libcmark-gfm-dev", said)


if __name__ == "__main__":
    unittest.main()
