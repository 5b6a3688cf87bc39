"""What the golden scripts share: inputs that need few digits, and how results are written.

Run any script of this folder with a Python that has torch (1.13 was used) and numpy; it rewrites its JSON in place.
"""

import json
import pathlib

import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]

torch.set_default_dtype(torch.float64)


def draw(*shape, scale=1.0):
    """Normal draws with three decimals, so that the JSON holds them exactly."""
    return (torch.randn(*shape) * scale * 1000).round() / 1000


def packed(tensor):
    """A tensor as JSON: shape and row-major values, with digits beyond any tolerance used."""
    values = [float(f"{value:.12g}") for value in tensor.detach().flatten().tolist()]
    return {"shape": list(tensor.shape), "data": values}


def write(path, data):
    """Writes `data` to `path` below the repository's root, one case a line."""
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(case)}" for name, case in data.items())
    (ROOT / path).write_text("{\n" + lines + "\n}\n")
