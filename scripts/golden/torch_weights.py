"""Small weight files of both of PyTorch's formats, and what is in them; two that ask for code, which nobody must run.

Writes src/features/golden/*.pth and torch-weights.json.
"""

import collections
import json
import os
import pathlib
import pickle
import zipfile

import torch

OUT = pathlib.Path(__file__).resolve().parents[2] / "src" / "features" / "golden"
OUT.mkdir(exist_ok=True)
torch.manual_seed(0)

grid = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4) / 8
net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
plain = net.state_dict()
kinds = collections.OrderedDict(
    transposed=grid.permute(2, 0, 1),
    every_second=grid[:, :, 1::2],
    later=grid[1, 2],
    scalar=torch.tensor(2.5),
    empty=torch.zeros(0, 3),
    half=torch.tensor([1.5, -65504.0, 6e-8, 0.1], dtype=torch.float16),
    brain=torch.tensor([1.5, -3e38, 0.1], dtype=torch.bfloat16),
    double=torch.tensor([0.1, -1e-3], dtype=torch.float64),
    long=torch.tensor([3, -(2**31), 2**31 - 1]),
    short=torch.tensor([-300, 7], dtype=torch.int16),
    int8=torch.tensor([-128, 5], dtype=torch.int8),
    uint8=torch.tensor([0, 255], dtype=torch.uint8),
    flags=torch.tensor([True, False]),
    parameter=torch.nn.Parameter(torch.tensor([0.25, -1.0])),
)
nested = {"epoch": 3, "rate": 2e-4, "name": "net", "done": None, "state_dict": plain, "betas": (0.5, 0.999), "tail": [grid]}

expected = {}


def save(name, content, tensors, **options):
    torch.save(content, OUT / name, **options)
    expected[name] = {
        key: {"shape": list(value.shape), "dtype": str(value.dtype)[6:], "data": value.detach().double().flatten().tolist()}
        for key, value in tensors.items()
    }


save("archive.pth", plain, plain)
save("stream.pth", plain, plain, _use_new_zipfile_serialization=False)
save("archive-kinds.pth", kinds, kinds)
save("stream-kinds.pth", kinds, kinds, _use_new_zipfile_serialization=False)
save("archive-nested.pth", nested, {f"state_dict.{key}": value for key, value in plain.items()})
save("archive-protocol4.pth", plain, plain, pickle_protocol=4)


class Malicious:
    def __reduce__(self):
        return os.system, ("touch /tmp/gantry-was-here",)


torch.save({"weight": grid, "extra": Malicious()}, OUT / "archive-malicious.pth")
torch.save({"weight": grid, "extra": Malicious()}, OUT / "stream-malicious.pth", _use_new_zipfile_serialization=False)
(OUT / "bare-malicious.pth").write_bytes(pickle.dumps(Malicious(), protocol=2))
torch.save(net, OUT / "archive-module.pth")
torch.save({"step": torch.tensor([2**40])}, OUT / "archive-long.pth")

with zipfile.ZipFile(OUT / "archive.pth") as source, zipfile.ZipFile(OUT / "archive-compressed.pth", "w", zipfile.ZIP_DEFLATED) as target:
    for entry in source.namelist():
        target.writestr(entry, source.read(entry))

(OUT / "torch-weights.json").write_text(json.dumps(expected) + "\n")
