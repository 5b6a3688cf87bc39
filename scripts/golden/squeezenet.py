"""SqueezeNet v1.1 without its classifier in PyTorch, written from the paper and the names of its weights: features of a
small colour and a large grey picture, with weights by formula (hashed.py) and, where they are at hand, with the trained
ones.

Writes src/features/golden/squeezenet.json. In float64.
Give the folder of squeezenet-v1.1-notop.safetensors, or nothing.
"""

import json
import math
import pathlib
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F
from golden import ROOT
from hashed import between, pictures


def formula(name, shape):
    bound = math.sqrt(6 / (shape[0] * shape[1] * shape[2])) if name.endswith("kernel") else 0.1
    return torch.from_numpy(between(name, shape, -bound, bound)).double()


def trained(path):
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])

    def tensor(name, shape):
        begin, end = header[name]["data_offsets"]
        assert header[name]["shape"] == list(shape)
        return torch.from_numpy(np.frombuffer(raw[8 + length + begin : 8 + length + end], "<f4").reshape(shape).copy()).double()

    return tensor


def unit(weights, name, x, out, kernel, **geometry):
    weight = weights(f"{name}.kernel", (kernel, kernel, x.shape[1], out)).permute(3, 2, 0, 1)
    return F.relu(F.conv2d(x, weight, weights(f"{name}.bias", (out,)), **geometry))


def network(weights, x):
    x = unit(weights, "conv1", x, 64, 3, stride=2)
    for number, squeeze in enumerate([16, 16, 32, 32, 48, 48, 64, 64], start=2):
        if number in (2, 4, 6):
            x = F.max_pool2d(x, 3, 2)
        x = unit(weights, f"fire{number}.squeeze1x1", x, squeeze, 1)
        wide = unit(weights, f"fire{number}.expand3x3", x, squeeze * 4, 3, padding=1)
        x = torch.cat([unit(weights, f"fire{number}.expand1x1", x, squeeze * 4, 1), wide], 1)
    return x.mean((2, 3))


def prepared(images):
    rgb = ((images + 1) / 2).expand(-1, 3, -1, -1)
    rgb = F.interpolate(rgb, size=(227, 227), mode="bilinear", align_corners=False, antialias=True) * 255
    return rgb[:, [2, 1, 0]] - torch.tensor([103.939, 116.779, 123.68]).reshape(1, 3, 1, 1)


torch.set_grad_enabled(False)
inputs = {
    "colour": torch.from_numpy(pictures("colour", 2, 3, 40, 56)).double(),
    "grey": torch.from_numpy(pictures("grey", 2, 1, 260, 300)).double(),
}
sources = {"formula": formula}
if len(sys.argv) > 1:
    sources["trained"] = trained(pathlib.Path(sys.argv[1]) / "squeezenet-v1.1-notop.safetensors")
answers = {}
for source, weights in sources.items():
    for kind, images in inputs.items():
        features = network(weights, prepared(images))
        print(source, kind, features.mean().item(), features.max().item())
        rows = torch.from_numpy(between("projection", (24, 512), -1, 1).astype(np.float64))
        answers[f"{source} {kind}"] = {
            "first": [float(f"{v:.10g}") for v in features[:, :16].flatten().tolist()],
            "projected": [float(f"{v:.10g}") for v in (features @ rows.T).flatten().tolist()],
        }
(ROOT / "src" / "features" / "golden" / "squeezenet.json").write_text(json.dumps(answers) + "\n")
