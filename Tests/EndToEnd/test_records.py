"""Runs of scripts are on record: what a folder of a run has, and what becomes of it when it cannot be written."""

import fcntl
import hashlib
import json
import os
import resource
import signal
import subprocess
import unittest

from mnl import BINARY, Case, environment

SCRIPT = """# %% Parameters
param epochs: int 1.. = 2 ## passes
# %% Train
load digits train=120 test=24
model lstm 4
train epochs=$epochs
# %% Evaluate
print "hello"
eval
save model.safetensors
"""


class Records(Case):
    def setUp(self):
        super().setUp()
        self.state = os.path.join(self.folder, "state")
        self.write("script.mnl", SCRIPT)

    def runs(self):
        """The folders of runs."""
        folder = os.path.join(self.state, "mnl/runs")
        if not os.path.isdir(folder):
            return set()
        return {os.path.join(folder, name) for name in os.listdir(folder)}

    def recorded(self, *arguments, code=0, **changes):
        """Runs something that is recorded; returns its output, its errors and the folder of the run."""
        before = self.runs()
        found, output, errors = self.mnl(*arguments, XDG_STATE_HOME=self.state, **changes)
        self.assertEqual(found, code, errors)
        (folder,) = self.runs() - before
        return output.decode(), errors.decode(), folder

    def json(self, folder, name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return json.load(file)

    def lines(self, folder, name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def test_a_run_has_a_folder_with_all_that_it_was_and_said(self):
        output, _, folder = self.recorded("run", "script.mnl", "--set", "epochs=3")
        record = self.json(folder, "run.json")
        self.assertEqual(record["schema"], "mnl-run/1")
        self.assertEqual(record["id"], os.path.basename(folder))
        self.assertEqual((record["status"], record["exit"]), ("completed", 0))
        self.assertEqual(record["cells"], {"ok": 3})
        self.assertEqual(
            record["params"]["epochs"], {"value": 3, "default": 2, "origin": "option"})
        self.assertEqual(
            record["script"]["sha256"], hashlib.sha256(SCRIPT.encode()).hexdigest())
        self.assertEqual(record["command"][1:], ["run", "script.mnl", "--set", "epochs=3"])
        self.assertEqual([(one["name"], one["items"]) for one in record["data"]], [("digits", 144)])
        self.assertEqual(record["summary"]["train.loss"]["goal"], "min")
        self.assertEqual(self.json(folder, "params.json"), {"epochs": 3})
        self.assertEqual(self.json(folder, "summary.json"), record["summary"])
        with open(os.path.join(folder, "script.mnl"), encoding="utf-8") as file:
            self.assertEqual(file.read(), SCRIPT)
        with open(os.path.join(folder, "output.log"), encoding="utf-8") as file:
            log = file.read()
        for line in output.splitlines():
            self.assertIn(line, log)
        epochs = [row["epoch"] for row in self.lines(folder, "metrics.jsonl")
                  if (row["name"], row["split"]) == ("loss", "train")]
        self.assertEqual(epochs, [1, 2, 3])
        events = self.lines(folder, "events.jsonl")
        self.assertEqual((events[0]["type"], events[-1]["type"]), ("run_start", "run_end"))
        self.assertEqual(self.json(folder, "notebook.ipynb")["nbformat"], 4)
        with open(os.path.join(folder, "report.html"), encoding="utf-8") as file:
            self.assertIn("hello", file.read())

    def test_files_that_the_script_wrote_are_listed_with_their_hashes(self):
        _, _, folder = self.recorded("run", "script.mnl")
        path = os.path.join(self.folder, "model.safetensors")
        with open(path, "rb") as file:
            content = file.read()
        (entry,) = self.json(folder, "artifacts/index.json")
        self.assertEqual(os.path.realpath(entry["path"]), os.path.realpath(path))
        self.assertEqual(
            (entry["sha256"], entry["bytes"], entry["cell"]),
            (hashlib.sha256(content).hexdigest(), len(content), 3))

    def test_the_commit_and_the_changes_of_the_repository_are_kept(self):
        def git(*arguments):
            subprocess.run(
                ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=self.folder,
                check=True, capture_output=True)

        git("init", "-q", "-b", "trunk")
        git("add", "script.mnl")
        git("commit", "-qm", "first")
        self.write("script.mnl", SCRIPT.replace('"hello"', '"changed"'))
        _, _, folder = self.recorded("run", "script.mnl")
        found = self.json(folder, "run.json")["git"]
        self.assertEqual((found["branch"], found["dirty"], found["patch"]), ("trunk", True, "diff.patch"))
        with open(os.path.join(folder, "diff.patch"), encoding="utf-8") as file:
            self.assertIn('+print "changed"', file.read())
        git("commit", "-qam", "second")
        _, _, folder = self.recorded("run", "script.mnl")
        self.assertEqual(self.json(folder, "run.json")["git"]["dirty"], False)
        self.assertNotIn("diff.patch", os.listdir(folder))

    def test_a_failure_is_on_record_with_its_cell(self):
        self.write("bad.mnl", "# %% One\nprint 1\n# %% Two\nfail \"no\"\n# %% Three\nprint 3\n")
        _, _, folder = self.recorded("run", "bad.mnl", code=1)
        record = self.json(folder, "run.json")
        self.assertEqual((record["status"], record["exit"]), ("failed", 1))
        self.assertEqual(record["error"]["cell"], 2)
        self.assertEqual(record["cells"], {"failed": 1, "ok": 1, "pending": 1})

    def test_what_is_no_run_of_a_file_leaves_no_record(self):
        self.write("wrong.mnl", "trian epochs=1\n")
        for arguments, code in [
            (["-c", "print 1"], 0), (["run", "script.mnl", "--no-record"], 0),
            (["run", "script.mnl", "--list"], 0), (["run", "script.mnl", "--dry-run"], 0),
            (["run", "wrong.mnl"], 2), (["run", "script.mnl", "--set", "epoch=1"], 2),
            (["run", "-"], 0),
        ]:
            found, _, errors = self.mnl(*arguments, stdin="print 1", XDG_STATE_HOME=self.state)
            self.assertEqual(found, code, errors)
            self.assertFalse(os.path.exists(self.state), arguments)

    def test_a_folder_can_be_named_and_is_never_written_over(self):
        code, _, _ = self.mnl("run", "script.mnl", "--run-dir", "mine", XDG_STATE_HOME=self.state)
        self.assertEqual(code, 0)
        before = self.json(os.path.join(self.folder, "mine"), "run.json")
        code, output, errors = self.mnl("run", "script.mnl", "--run-dir", "mine")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0731]: 'mine' cannot hold the run: it is not empty", errors)
        self.assertEqual(self.json(os.path.join(self.folder, "mine"), "run.json"), before)
        self.assertFalse(os.path.exists(self.state))

    def test_two_runs_never_share_a_folder(self):
        self.write("slow.mnl", "for i in 1..1000000000 { }\n")
        process = self.start("run", "slow.mnl", "--run-dir", "mine")
        lock = os.path.join(self.folder, "mine", "LOCK")
        self.wait_for(lambda: os.path.exists(lock))
        code, _, errors = self.mnl("run", "script.mnl", "--run-dir", "mine")
        self.assertEqual(code, 2)
        self.assertIn(b"another run is writing into it", errors)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertEqual(self.json(os.path.join(self.folder, "mine"), "run.json")["status"], "interrupted")

    def test_the_lock_is_held_as_long_as_the_run_lives(self):
        self.write("slow.mnl", "for i in 1..1000000000 { }\n")
        process = self.start("run", "slow.mnl", "--run-dir", "mine")
        folder = os.path.join(self.folder, "mine")
        self.wait_for(lambda: os.path.exists(os.path.join(folder, "run.json")))
        with open(os.path.join(folder, "LOCK"), "rb") as lock:
            with self.assertRaises(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            process.kill()
            process.wait(timeout=60)
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        self.assertIsNone(self.json(folder, "run.json")["status"])

    def test_a_place_that_cannot_be_written_is_a_warning(self):
        self.write("state", "a file where a folder should be")
        code, output, errors = self.mnl("run", "script.mnl", XDG_STATE_HOME=self.state)
        self.assertEqual(code, 0)
        self.assertIn(b"hello", output)
        self.assertIn(b"warning[E0732]: the run is not recorded:", errors)

    def test_without_a_home_the_run_is_not_recorded_and_says_so(self):
        code, _, errors = self.mnl("run", "script.mnl", HOME=None)
        self.assertEqual(code, 0)
        self.assertIn(b"warning[E0732]: the run is not recorded: neither HOME nor", errors)

    def test_a_named_folder_that_cannot_be_made_keeps_the_script_from_running(self):
        self.write("file", "")
        code, output, errors = self.mnl("run", "script.mnl", "--run-dir", "file/run")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"cannot be written", errors)

    def limited(self, *arguments):
        """Runs something whose files may have 20 kB, as on a disk that is full."""
        done = subprocess.run(
            [BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
            cwd=self.folder, env=environment(XDG_STATE_HOME=self.state), restore_signals=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
        return done.returncode, done.stdout, done.stderr

    def test_a_full_disk_ends_the_record_once_and_the_run_goes_on(self):
        self.write("long.mnl", "for i in 1..2000 { print \"a line of some length, number {$i}\" }\n")
        code, output, errors = self.limited("run", "long.mnl")
        self.assertEqual(code, 0, errors)
        self.assertEqual(len(output.splitlines()), 2000)
        self.assertEqual(errors.count(b"warning[E0732]: the record of the run ends here"), 1)

    def test_a_full_disk_fails_a_run_whose_folder_was_asked_for(self):
        self.write("long.mnl", "for i in 1..2000 { print \"a line of some length, number {$i}\" }\n")
        self.assertEqual(self.limited("run", "long.mnl", "--run-dir", "mine")[0], 1)

    def test_a_folder_that_is_taken_away_meanwhile_is_told_of(self):
        self.write("script.mnl", "for i in 1..20000000 { let x = $i * 2 }\n")
        process = self.start("run", "script.mnl", "--run-dir", "mine")
        self.wait_for(lambda: os.path.exists(os.path.join(self.folder, "mine", "run.json")))
        subprocess.run(["rm", "-rf", os.path.join(self.folder, "mine")], check=False)
        _, errors = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"warning[E0732]: the record of the run ends here", errors)


if __name__ == "__main__":
    unittest.main()
