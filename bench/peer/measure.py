"""Times a workload in PyTorch: python3 measure.py <workload[:size=48,…]> <steps> <warmup> <threads>. Prints one line
of JSON."""
import json
import math
import re
import resource
import sys
import time

import torch

from workloads import make


def product_rate():
    """GFLOP/s of a 1024x1024x1024 product: the median of a dozen."""
    a, b = torch.randn(1024, 1024), torch.randn(1024, 1024) / 32
    seconds = []
    for run in range(14):
        start = time.perf_counter()
        torch.mm(a, b)
        seconds.append(time.perf_counter() - start)
    return 2 * 1024**3 / sorted(seconds[2:])[6] / 1e9


def blas_library():
    """The file that does the products, as the loader found it: OpenBLAS or the slow reference BLAS."""
    with open("/proc/self/maps", encoding="utf8") as maps:
        found = sorted(set(re.findall(r"/\S*(?:blas|mkl)[^/\s]*\.so\S*", maps.read())))
    return ", ".join("/".join(path.split("/")[-2:]) for path in found) or "unknown"


def main():
    workload, steps, warmup, threads = sys.argv[1], *map(int, sys.argv[2:5])
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    step = make(workload)
    times = []
    for index in range(warmup + steps):
        start = time.perf_counter()
        losses = step()
        if index >= warmup:
            times.append((time.perf_counter() - start) * 1e3)
    if not all(map(math.isfinite, losses)):
        raise SystemExit(f"{workload}: a loss is not finite: {losses}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times.sort()
    print(
        json.dumps(
            {
                "workload": workload,
                "version": torch.__version__,
                "threads": torch.get_num_threads(),
                "msPerStep": {"min": times[0], "median": (times[(steps - 1) // 2] + times[steps // 2]) / 2},
                "gemmGflops": product_rate(),
                "blas": blas_library(),
                "peakRssMb": round(peak),
            }
        )
    )


if __name__ == "__main__":
    main()
