#!/usr/bin/env python3
"""How fast this machine multiplies big matrices of 32-bit floats, in GFLOP/s, as JSON.

    sgemm.py THREADS

Both BLAS libraries that PyTorch's environment has (its own, and OpenBLAS in NumPy) multiply square
matrices of two sizes, several times; the best of each counts: what the machine can do, not
what it does on average.
"""

import json
import os
import sys
import time

SIZES = (1024, 2048)
SECONDS_PER_SIZE = 0.5

threads = int(sys.argv[1])
os.environ["OPENBLAS_NUM_THREADS"] = str(threads)

import numpy  # noqa: E402: NumPy's BLAS reads the number of threads when it is loaded
import torch  # noqa: E402

torch.set_num_threads(threads)


def best_rate(multiply, size):
    """The rate of the fastest of the products that fit into the time."""
    multiply()
    best, end = float("inf"), time.perf_counter() + SECONDS_PER_SIZE
    while (begin := time.perf_counter()) < end:
        multiply()
        best = min(best, time.perf_counter() - begin)
    return 2 * size**3 / best / 1e9


rates = {"torch": 0.0, "openblas": 0.0}
for size in SIZES:
    a = numpy.random.rand(size, size).astype(numpy.float32)
    b = numpy.random.rand(size, size).astype(numpy.float32)
    c = numpy.empty_like(a)
    rates["openblas"] = max(
        rates["openblas"], best_rate(lambda: numpy.matmul(a, b, out=c), size))
    ta, tb, tc = torch.from_numpy(a), torch.from_numpy(b), torch.from_numpy(c)
    rates["torch"] = max(
        rates["torch"], best_rate(lambda: torch.mm(ta, tb, out=tc), size))
print(json.dumps(rates))
