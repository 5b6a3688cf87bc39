"""Counts the multiplications of one PyTorch step of each workload and shape that is compared with PyTorch
(bench/peer/sets.json), as PyTorch runs them: every matrix product and convolution, forwards and backwards, that reaches
the dispatcher. An independent witness of src/bench/flops.ts.

Run: /usr/bin/python3 scripts/golden/flops.py. It writes src/bench/golden/flops.json, GFLOP by workload and shape.

mlp and the DCGANs agree to the last digit. In wgan-gp-mlp PyTorch multiplies 13 % more: differentiating the penalty, it
also carries the zero second derivative of LeakyReLU down through the layers.
"""
import json
import math
import os
import sys

import torch
from torch.utils._python_dispatch import TorchDispatchMode

ROOT = os.path.join(os.path.dirname(__file__), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "bench", "peer"))
sys.dont_write_bytecode = True
from workloads import make  # noqa: E402

aten = torch.ops.aten


def convolution(image, weight, result, transposed):
    """Each pixel of the smaller image meets the whole kernel."""
    smaller = image if transposed else result
    return smaller.shape[0] * math.prod(smaller.shape[2:]) * weight.numel()


class Counter(TorchDispatchMode):
    multiplications = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        if func is aten.mm.default:
            self.multiplications += args[0].shape[0] * args[0].shape[1] * args[1].shape[1]
        elif func is aten.addmm.default:
            self.multiplications += args[1].shape[0] * args[1].shape[1] * args[2].shape[1]
        elif func is aten.convolution.default:
            self.multiplications += convolution(args[0], args[1], out, args[6])
        elif func is aten.convolution_backward.default:
            # (grad_output, input, weight, bias_sizes, stride, padding, dilation, transposed, output_padding, groups, mask)
            once = convolution(args[1], args[2], args[0], args[7])
            self.multiplications += once * sum(map(bool, args[10][:2]))
        return out


def gflop(spec):
    torch.manual_seed(0)
    step = make(spec)
    counter = Counter()
    with counter:
        step()
    return 2 * counter.multiplications / 1e9


with open(os.path.join(ROOT, "bench", "peer", "sets.json"), encoding="utf8") as file:
    specs = [spec for specs in json.load(file).values() for spec in specs]
with open(os.path.join(ROOT, "src", "bench", "golden", "flops.json"), "w", encoding="utf8") as file:
    json.dump({spec: gflop(spec) for spec in specs}, file, indent=1)
    file.write("\n")
