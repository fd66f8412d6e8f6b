"""Tests the program on CPUs of several ages: emulated ones, and the levels of this one."""

import platform
import re
import shutil
import subprocess
import unittest

import mnl

SCRIPT = "load digits train=500 test=100; model lstm 16; train epochs=1; eval"
LEVELS = ("baseline", "avx2", "avx512")


@unittest.skipUnless(platform.machine() == "x86_64", "the levels are those of x86-64")
class CPULevelTests(mnl.Case):
    def emulated(self, cpu, **changes):
        """Runs the script on an emulated CPU, for which OpenBLAS is told its kernels too."""
        if not shutil.which("qemu-x86_64"):
            self.skipTest("qemu-x86_64 is not installed (Debian: qemu-user)")
        done = subprocess.run(
            ["qemu-x86_64", "-cpu", cpu, mnl.BINARY, "-c", SCRIPT],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=300, cwd=self.folder,
            env=mnl.environment(OPENBLAS_CORETYPE=cpu, **changes))
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_trains_on_a_cpu_without_avx(self):
        code, _, errors = self.emulated("Nehalem")
        self.assertEqual(code, 0, errors)

    def test_trains_on_a_cpu_with_avx2(self):
        code, _, errors = self.emulated("Haswell")
        self.assertEqual(code, 0, errors)

    def refuses(self, cpu, level, best):
        code, _, errors = self.emulated(cpu, MNL_CPU=level)
        self.assertEqual(code, 2, errors)
        for word in ("MNL_CPU", level, best):
            self.assertIn(word, errors)

    def test_avx2_is_refused_where_the_cpu_lacks_it(self):
        self.refuses("Nehalem", "avx2", "baseline")

    def test_avx512_is_refused_where_the_cpu_lacks_it(self):
        self.refuses("Haswell", "avx512", "avx2")

    def test_what_is_no_level_is_refused(self):
        code, output, errors = self.mnl("-c", "1", MNL_CPU="sse9")
        self.assertEqual((code, output), (2, b""))
        self.assertIn(b"error[E0606]: MNL_CPU is 'sse9', which is no level", errors)

    def test_the_levels_of_this_cpu_agree(self):
        accuracies = {}
        for level in LEVELS:
            code, output, errors = self.mnl("-c", SCRIPT, timeout=120, MNL_CPU=level)
            if code == 2 and b"which this CPU lacks" in errors:
                continue
            self.assertEqual(code, 0, errors)
            figures = re.findall(rb"([0-9.]+) ?%", output)
            self.assertTrue(figures, output)
            accuracies[level] = float(figures[-1])
        self.assertIn("baseline", accuracies)
        spread = max(accuracies.values()) - min(accuracies.values())
        self.assertLessEqual(spread, 1, accuracies)
