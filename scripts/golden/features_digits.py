"""Golden values of the digits network: PyTorch reads the shipped parameters and computes features and probabilities.

The pictures are formulas, so the test draws the same ones (src/features/digits.test.ts).
"""

import base64
import re

import numpy as np
import torch
import torch.nn.functional as F

from golden import ROOT, packed, write

text = re.search(r'"([A-Za-z0-9+/=]+)"', (ROOT / "src/features/digits-weights.ts").read_text()).group(1)
halves = np.frombuffer(base64.b64decode(text), dtype="<f2").astype(np.float64)

SHAPES = {
    "conv0.weight": (24, 1, 4, 4),
    "conv0.bias": (24,),
    "conv1.weight": (48, 24, 4, 4),
    "conv1.bias": (48,),
    "conv2.weight": (48, 48, 3, 3),
    "conv2.bias": (48,),
    "features.weight": (64, 768),
    "features.bias": (64,),
    "logits.weight": (10, 64),
    "logits.bias": (10,),
}
parameters, at = {}, 0
for name, shape in SHAPES.items():
    size = int(np.prod(shape))
    parameters[name] = torch.tensor(halves[at : at + size].reshape(shape))
    at += size
assert at == halves.size


def image(channels, height, width):
    """x[c, i, j] = sin(.37 i + .61 j + 1.3 c) cos(.11 i j / (1 + c)), in [-1, 1]."""
    c, i, j = np.meshgrid(np.arange(channels), np.arange(height), np.arange(width), indexing="ij")
    return torch.tensor(np.sin(0.37 * i + 0.61 * j + 1.3 * c) * np.cos(0.11 * i * j / (1 + c)))[None]


def grey(v):
    """sRGB in [0, 1] to the luminance of linear light, encoded as sRGB again."""
    linear = torch.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    y = (linear * torch.tensor([0.2126, 0.7152, 0.0722]).double().view(1, 3, 1, 1)).sum(1, keepdim=True)
    return torch.where(y <= 0.0031308, 12.92 * y, 1.055 * y ** (1 / 2.4) - 0.055)


def network(x):
    v = (x / 2 + 0.5).clamp(0, 1)
    if v.shape[1] == 4:
        v = v[:, :3] * v[:, 3:] + 1 - v[:, 3:]
    if v.shape[1] == 3:
        v = grey(v)
    if v.shape[2:] != (28, 28):
        v = F.interpolate(v, size=(28, 28), mode="bilinear", antialias=True, align_corners=False)
    h = 2 * v - 1
    for layer in ("conv0", "conv1", "conv2"):
        h = F.conv2d(h, parameters[layer + ".weight"], parameters[layer + ".bias"], stride=2, padding=1)
        h = F.leaky_relu(h, 0.1)
    h = F.leaky_relu(F.linear(h.flatten(1), parameters["features.weight"], parameters["features.bias"]), 0.1)
    return h, F.softmax(F.linear(h, parameters["logits.weight"], parameters["logits.bias"]), dim=1)


cases = {}
for shape in ((1, 28, 28), (1, 20, 20), (3, 45, 36), (4, 28, 32)):
    features, probabilities = network(image(*shape))
    cases["x".join(map(str, shape))] = {"features": packed(features), "probabilities": packed(probabilities)}
write("src/features/golden/digits.json", cases)
