"""Inception-v3 of 2015-12-05 in PyTorch, written from the paper and from what is known of that network, with weights by
formula (hashed.py): features and class probabilities of two small pictures, narrow (a sixteenth of the channels, 139
pixels) and whole (299 pixels, both conventions of resizing).

Writes src/features/golden/inception.json. In float64; takes about a minute.
"""

import json
import math

import numpy as np
import torch
import torch.nn.functional as F
from golden import ROOT
from hashed import between, pictures

CLASSES = 1008


class Net:
    def __init__(self, width):
        self.width = width

    def unit(self, name, x, out, kernel, stride=1, padding=0):
        out = int(out * self.width)
        kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        fan = x.shape[1] * kh * kw
        bound = math.sqrt(6 / fan)
        weight = self.tensor(f"{name}.conv.weight", (out, x.shape[1], kh, kw), -bound, bound)
        gamma = self.tensor(f"{name}.bn.weight", (out,), 0.75, 1.25)
        beta = self.tensor(f"{name}.bn.bias", (out,), -0.1, 0.1)
        mean = self.tensor(f"{name}.bn.running_mean", (out,), -0.1, 0.1)
        var = self.tensor(f"{name}.bn.running_var", (out,), 0.75, 1.25)
        y = F.conv2d(x, weight, stride=stride, padding=padding)
        return F.relu(F.batch_norm(y, mean, var, gamma, beta, training=False, eps=0.001))

    def tensor(self, name, shape, low, high):
        return torch.from_numpy(between(name, shape, low, high)).double()

    def average(self, x):
        return F.avg_pool2d(x, 3, stride=1, padding=1, count_include_pad=False)

    def a(self, name, x, pool):
        u = lambda part, *rest, **more: self.unit(f"{name}.{part}", *rest, **more)
        five = u("branch5x5_2", u("branch5x5_1", x, 48, 1), 64, 5, padding=2)
        three = u("branch3x3dbl_1", x, 64, 1)
        three = u("branch3x3dbl_2", three, 96, 3, padding=1)
        three = u("branch3x3dbl_3", three, 96, 3, padding=1)
        return torch.cat([u("branch1x1", x, 64, 1), five, three, u("branch_pool", self.average(x), pool, 1)], 1)

    def b(self, name, x):
        u = lambda part, *rest, **more: self.unit(f"{name}.{part}", *rest, **more)
        three = u("branch3x3dbl_1", x, 64, 1)
        three = u("branch3x3dbl_2", three, 96, 3, padding=1)
        three = u("branch3x3dbl_3", three, 96, 3, stride=2)
        return torch.cat([u("branch3x3", x, 384, 3, stride=2), three, F.max_pool2d(x, 3, 2)], 1)

    def c(self, name, x, c7):
        u = lambda part, *rest, **more: self.unit(f"{name}.{part}", *rest, **more)
        seven = u("branch7x7_1", x, c7, 1)
        seven = u("branch7x7_2", seven, c7, (1, 7), padding=(0, 3))
        seven = u("branch7x7_3", seven, 192, (7, 1), padding=(3, 0))
        twice = u("branch7x7dbl_1", x, c7, 1)
        twice = u("branch7x7dbl_2", twice, c7, (7, 1), padding=(3, 0))
        twice = u("branch7x7dbl_3", twice, c7, (1, 7), padding=(0, 3))
        twice = u("branch7x7dbl_4", twice, c7, (7, 1), padding=(3, 0))
        twice = u("branch7x7dbl_5", twice, 192, (1, 7), padding=(0, 3))
        return torch.cat([u("branch1x1", x, 192, 1), seven, twice, u("branch_pool", self.average(x), 192, 1)], 1)

    def d(self, name, x):
        u = lambda part, *rest, **more: self.unit(f"{name}.{part}", *rest, **more)
        three = u("branch3x3_2", u("branch3x3_1", x, 192, 1), 320, 3, stride=2)
        seven = u("branch7x7x3_1", x, 192, 1)
        seven = u("branch7x7x3_2", seven, 192, (1, 7), padding=(0, 3))
        seven = u("branch7x7x3_3", seven, 192, (7, 1), padding=(3, 0))
        seven = u("branch7x7x3_4", seven, 192, 3, stride=2)
        return torch.cat([three, seven, F.max_pool2d(x, 3, 2)], 1)

    def e(self, name, x, pooled):
        u = lambda part, *rest, **more: self.unit(f"{name}.{part}", *rest, **more)
        once = u("branch3x3_1", x, 384, 1)
        three = [u("branch3x3_2a", once, 384, (1, 3), padding=(0, 1)), u("branch3x3_2b", once, 384, (3, 1), padding=(1, 0))]
        twice = u("branch3x3dbl_2", u("branch3x3dbl_1", x, 448, 1), 384, 3, padding=1)
        double = [u("branch3x3dbl_3a", twice, 384, (1, 3), padding=(0, 1)), u("branch3x3dbl_3b", twice, 384, (3, 1), padding=(1, 0))]
        return torch.cat([u("branch1x1", x, 320, 1), *three, *double, u("branch_pool", pooled, 192, 1)], 1)

    def __call__(self, x):
        x = self.unit("Conv2d_1a_3x3", x, 32, 3, stride=2)
        x = self.unit("Conv2d_2a_3x3", x, 32, 3)
        x = self.unit("Conv2d_2b_3x3", x, 64, 3, padding=1)
        x = F.max_pool2d(x, 3, 2)
        x = self.unit("Conv2d_3b_1x1", x, 80, 1)
        x = self.unit("Conv2d_4a_3x3", x, 192, 3)
        x = F.max_pool2d(x, 3, 2)
        for name, pool in [("Mixed_5b", 32), ("Mixed_5c", 64), ("Mixed_5d", 64)]:
            x = self.a(name, x, pool)
        x = self.b("Mixed_6a", x)
        for name, c7 in [("Mixed_6b", 128), ("Mixed_6c", 160), ("Mixed_6d", 160), ("Mixed_6e", 192)]:
            x = self.c(name, x, c7)
        x = self.d("Mixed_7a", x)
        x = self.e("Mixed_7b", x, self.average(x))
        x = self.e("Mixed_7c", x, F.max_pool2d(x, 3, stride=1, padding=1))
        return x.mean((2, 3))

    def probabilities(self, features):
        bound = 24 / features.shape[1] ** 0.5
        weight = self.tensor("fc.weight", (CLASSES, features.shape[1]), -bound, bound)
        return torch.softmax(features @ weight.T, 1)  # without the bias


def tf1(x, size):
    """As TensorFlow 1: output i at i * from / to, between its two neighbours."""
    for axis in (2, 3):
        extent = x.shape[axis]
        step = np.float32(extent / size)
        at = np.arange(size, dtype=np.float32) * step
        low = np.minimum(np.floor(at).astype(int), extent - 1)
        high = np.minimum(low + 1, extent - 1)
        share = torch.from_numpy((at - low).astype(np.float64))
        share = share.reshape([-1 if i == axis else 1 for i in range(4)])
        x = x.index_select(axis, torch.from_numpy(low)) * (1 - share) + x.index_select(axis, torch.from_numpy(high)) * share
    return x


def result(net, prepared):
    features = net(prepared)
    probabilities = net.probabilities(features)
    print("features", features.min().item(), features.mean().item(), features.max().item(), "apart", (features[0] - features[1]).abs().mean().item(), "top", probabilities.max(1).values.tolist())
    rows = between("projection", (24, features.shape[1]), -1, 1).astype(np.float64)
    columns = between("columns", (12, CLASSES), -1, 1).astype(np.float64)
    return {
        "first": [float(f"{v:.10g}") for v in features[:, :16].flatten().tolist()],
        "projected": [float(f"{v:.10g}") for v in (features @ torch.from_numpy(rows).T).flatten().tolist()],
        "probabilities": [float(f"{v:.10g}") for v in (probabilities @ torch.from_numpy(columns).T).flatten().tolist()],
    }


torch.set_grad_enabled(False)
small = torch.from_numpy(pictures("narrow", 2, 3, 139, 139)).double()
images = torch.from_numpy(pictures("whole", 2, 3, 24, 40)).double()
grey = torch.from_numpy(pictures("grey", 2, 1, 320, 310)).double()
levels = lambda x: ((x + 1) * 127.5).round()
whole = Net(1)
torch_resized = lambda x: F.interpolate(levels(x) / 255, size=(299, 299), mode="bilinear", align_corners=False) * 2 - 1
answers = {
    "narrow": result(Net(1 / 16), small),
    "pytorch-fid": result(whole, torch_resized(images)),
    "tensorflow": result(whole, (tf1(levels(images), 299) - 128) / 128),
    "grey": result(whole, torch_resized(grey).expand(-1, 3, -1, -1)),
}
(ROOT / "src" / "features" / "golden" / "inception.json").write_text(json.dumps(answers) + "\n")
