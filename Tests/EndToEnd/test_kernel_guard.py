"""Guards the program against instructions that the CPU may lack, by reading its machine code.

The kernels are compiled once for each CPU level. What one of those modules shares with the rest of
the program, such as a generic of the standard library, is a weak symbol: the linker keeps one copy,
and if that is the wide one, an old CPU dies of it.
"""

import pathlib
import platform
import re
import shutil
import subprocess
import unittest

import mnl

# A module's name as Swift mangles it, with its length before it, and what only it may use.
AVX2 = "14MNLKernelsAVX2"
AVX512 = "16MNLKernelsAVX512"
# Swift-crypto's assembly asks the CPU at run time which of its functions to call.
DISPATCHES_ITSELF = "CCryptoBoringSSL_"
# Its local functions, reached only through the above.
ITS_LOCAL = ("_aesni_ctr32_ghash_6x", "_aesni_ctr32_6x", "GFMUL")

HEAD = re.compile(r"^[0-9a-f]+ <(.+)>:$")
# What AVX has: its mnemonics begin with a v also where they work on xmm.
AVX = re.compile(r"%ymm|:\s+v\w+\s.*%xmm")
AVX_512 = re.compile(r"%zmm|%k[0-7]\b")


def misplaced(disassembly):
    """The functions that use instructions wider than they may: name, and the first such line."""
    found = {}
    name, refused = "", (AVX, AVX_512)
    for line in disassembly:
        if "%" not in line:
            head = HEAD.match(line.rstrip())
            if head:
                name = head.group(1)
                refused = refused_in(name)
        elif name not in found and any(pattern.search(line) for pattern in refused):
            found[name] = line.strip()
    return found


def refused_in(name):
    """The kinds of instruction that a function must not use."""
    if name.startswith(DISPATCHES_ITSELF) or name in ITS_LOCAL or AVX512 in name:
        return ()
    return (AVX_512,) if AVX2 in name else (AVX, AVX_512)


def shared(symbols, module):
    """The functions in a listing of `nm` that other modules may share with this one."""
    fields = (line.split() for line in symbols.splitlines())
    return [field[-1] for field in fields
            if len(field) == 3 and field[1] in "Ww" and module not in field[2]]


class CheckerTests(unittest.TestCase):
    def test_finds_a_planted_fault(self):
        def finds(name, instruction):
            return list(misplaced([f"0000000000001000 <{name}>:\n", f"    1000:\t{instruction}\n"]))

        leak = "$ss6SIMD16V3maxSf_Tg5"
        for instruction in ("vaddps %zmm0,%zmm1,%zmm2", "vaddps %ymm0,%ymm1,%ymm2",
                            "kmovw  %eax,%k1", "vmovups %xmm0,(%rdi)"):
            self.assertEqual(finds(leak, instruction), [leak], instruction)
        narrow = f"$s{AVX2}7KernelsO"
        self.assertEqual(finds(narrow, "vaddps %zmm0,%zmm1,%zmm2"), [narrow])
        self.assertEqual(finds(narrow, "vaddps %ymm0,%ymm1,%ymm2"), [])
        self.assertEqual(finds(f"$s{AVX512}7KernelsO", "vaddps %zmm0,%zmm1,%zmm2"), [])
        self.assertEqual(finds("main", "addps  %xmm0,%xmm1"), [])

    def test_finds_a_planted_shared_function(self):
        symbols = f"0000 W $ss6SIMD16V3maxSf_Tg5\n0000 W $s{AVX2}7KernelsO\n0000 V data\n U memcpy\n"
        self.assertEqual(shared(symbols, AVX2), ["$ss6SIMD16V3maxSf_Tg5"])


@unittest.skipUnless(platform.machine() == "x86_64", "the levels are those of x86-64")
class KernelGuardTests(mnl.Case):
    def test_no_wide_instruction_outside_its_variant(self):
        if not shutil.which("objdump"):
            self.skipTest("objdump is not installed (Debian: binutils)")
        names = set()

        def noting(lines):
            for line in lines:
                if "%" not in line and line.endswith(">:\n"):
                    names.add(line.split("<", 1)[1])
                yield line

        with subprocess.Popen(
                ["objdump", "-d", "--no-show-raw-insn", "-M", "att", mnl.BINARY],
                stdout=subprocess.PIPE, encoding="utf-8", errors="replace") as process:
            found = misplaced(noting(process.stdout))
        self.assertEqual(process.returncode, 0)
        for module in (AVX2, AVX512):
            self.assertTrue(any(module in name for name in names), f"no function of {module}")
        self.assertEqual(found, {})

    def test_the_variants_share_no_function(self):
        if not shutil.which("nm"):
            self.skipTest("nm is not installed (Debian: binutils)")
        for module in (AVX2, AVX512):
            folder = pathlib.Path(mnl.BINARY).resolve().parent / f"{module[2:]}.build"
            objects = sorted(folder.glob("*.o"))
            if not objects:
                self.skipTest(f"no object files in {folder.name}")
            for file in objects:
                symbols = subprocess.run(
                    ["nm", file], capture_output=True, encoding="utf-8", check=True).stdout
                self.assertEqual(shared(symbols, module), [], file.name)
