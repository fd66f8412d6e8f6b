"""How `scripts/check-layers` ends: what it finds is nothing worth if nobody hears of it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/check-layers"


class LayersGate(unittest.TestCase):
    def judge(self, uses=(), source="", status=0):
        """The exit code for a package whose MNLEvents uses some rooms, and what is said."""
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "scripts").mkdir()
        script = shutil.copy(SCRIPT, folder / "scripts")
        (folder / "Events").mkdir()
        (folder / "Events/Source.swift").write_text(source)
        dump = {"targets": [{
            "name": "MNLEvents", "type": "regular", "path": "Events",
            "dependencies": [{"byName": [used, None]} for used in uses]}]}
        (folder / "dump.json").write_text(json.dumps(dump))
        # In the place of the compiler: what it says of the package.
        swift = folder / "swift"
        swift.write_text(f"#!/bin/sh\ncat '{folder}/dump.json'\nexit {status}\n")
        swift.chmod(0o755)
        done = subprocess.run(
            [sys.executable, script], capture_output=True, text=True,
            env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
        return done.returncode, done.stderr

    def test_arrows_that_run_downward(self):
        self.assertEqual(self.judge(["MNLDiagnostics"], "import MNLDiagnostics\n"), (0, ""))

    def test_an_arrow_that_runs_upward(self):
        code, errors = self.judge(["MNLSession"])
        self.assertEqual(code, 1)
        self.assertIn("MNLEvents -> MNLSession: MNLSession is on a higher level", errors)

    def test_an_import_that_runs_upward(self):
        code, errors = self.judge(source="package import MNLSession\n")
        self.assertEqual(code, 1)
        self.assertIn("MNLEvents -> MNLSession: imported in Events/Source.swift:1", errors)

    def test_a_package_that_cannot_be_read(self):
        self.assertEqual(self.judge(status=1)[0], 2)


if __name__ == "__main__":
    unittest.main()
