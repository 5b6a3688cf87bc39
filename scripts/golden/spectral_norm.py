"""Golden values of spectral norm and of the networks it was published in, by PyTorch in float64.

Layers are torch.nn's under torch.nn.utils.spectral_norm, called twice in training: what is recorded is the second
call's output, the gradients through it, and u after it. `sigma` holds largest singular values by NumPy's SVD, and the
gradient of <W / sigma, cotangent> through PyTorch's.
"""

import numpy
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import spectral_norm

from golden import draw, packed, write

torch.manual_seed(21)
cases = {}


def direction(count):
    return F.normalize(draw(count), dim=0)


def record(name, x, parameters, buffers, forward, buffers_after, calls):
    """Records the last of `calls` calls of `forward`, with the gradients of <output, cotangent>."""
    x.requires_grad_()
    before = {k: packed(v) for k, v in buffers.items()}
    for _ in range(calls):
        output = forward(x)
    cotangent = draw(*output.shape)
    (output * cotangent).sum().backward()
    cases[name] = {
        "x": packed(x),
        "parameters": {k: packed(v) for k, v in parameters.items()},
        "buffers": before,
        "cotangent": packed(cotangent),
        "output": packed(output),
        "inputGradient": packed(x.grad),
        "parameterGradients": {k: packed(v.grad) for k, v in parameters.items()},
        "buffersAfter": {k: packed(v) for k, v in buffers_after().items()},
    }


def layer(name, module, x):
    normed = spectral_norm(module)
    with torch.no_grad():
        normed.weight_orig.copy_(draw(*normed.weight_orig.shape))
        normed.bias.copy_(draw(*normed.bias.shape))
        normed.weight_u.copy_(direction(len(normed.weight_u)))
    u = normed.weight_u.clone()
    parameters = {"weight": normed.weight_orig, "bias": normed.bias}
    record(name, x, parameters, {"u": u}, normed, lambda: {"u": normed.weight_u}, calls=2)


def network(name, x, layers, forward, spectral=True):
    """`layers`: name -> torch module, each normed; parameters and buffers are recorded under our names."""
    modules, parameters, buffers = {}, {}, {}
    for key, module in layers.items():
        for tensor in module.parameters():
            with torch.no_grad():
                tensor.copy_(draw(*tensor.shape, scale=0.5))
        normed = key.split(".")[-1] not in ("norm", "norm1", "norm2")
        modules[key] = spectral_norm(module) if spectral and normed else module
        if spectral and normed:
            with torch.no_grad():
                module.weight_u.copy_(direction(len(module.weight_u)))
            buffers[f"{key}.u"] = module.weight_u.clone()
            parameters[f"{key}.weight"] = module.weight_orig
        else:
            parameters[f"{key}.weight"] = module.weight
        if getattr(module, "bias", None) is not None:
            parameters[f"{key}.bias"] = module.bias
    after = lambda: {f"{k}.u": m.weight_u for k, m in modules.items() if f"{k}.u" in buffers}
    record(name, x, parameters, buffers, lambda x: forward(x, modules), after, calls=1)


def sigma():
    for name, shape in {"wide": (3, 5), "tall": (6, 4), "convolution": (3, 2, 2, 2)}.items():
        weight = draw(*shape).requires_grad_()
        matrix = weight.reshape(shape[0], -1)
        value = torch.linalg.svdvals(matrix)[0]
        cotangent = draw(*shape)
        (weight / value * cotangent).sum().backward()
        singular = numpy.linalg.svd(matrix.detach().numpy(), compute_uv=False)
        cases[f"sigma {name}"] = {
            "weight": packed(weight),
            "u": packed(direction(shape[0])),
            "cotangent": packed(cotangent),
            "sigma": float(singular[0]),
            "gradient": packed(weight.grad),
        }


conv = lambda a, b, kernel, **geometry: nn.Conv2d(a, b, kernel, **geometry)


def penalty():
    """WGAN-GP's penalty, λ 10, on a convolutional critic with layer norm: second derivatives through all of it."""
    p = {
        "down1.weight": draw(1, 1, 4, 4, scale=0.5), "down2.weight": draw(2, 1, 4, 4, scale=0.5),
        "down2.norm.weight": 1 + draw(2, scale=0.2), "down2.norm.bias": draw(2, scale=0.2),
        "logit.weight": draw(1, 2, 4, 4),
    }  # fmt: skip
    real, fake, epsilon = draw(3, 1, 16, 16), draw(3, 1, 16, 16), torch.tensor([0.25, 0.5, 0.875])
    for tensor in p.values():
        tensor.requires_grad_()
    between = (fake + epsilon[:, None, None, None] * (real - fake)).requires_grad_()
    h = F.leaky_relu(F.conv2d(between, p["down1.weight"], stride=2, padding=1), 0.2)
    h = F.group_norm(F.conv2d(h, p["down2.weight"], stride=2, padding=1), 1, p["down2.norm.weight"], p["down2.norm.bias"])
    logits = F.conv2d(F.leaky_relu(h, 0.2), p["logit.weight"])
    (slopes,) = torch.autograd.grad(logits.sum(), between, create_graph=True)
    slope = slopes.flatten(1).norm(dim=1)
    loss = 10 * ((slope - 1) ** 2).mean()
    loss.backward()
    zero = torch.zeros(())
    cases["penalty"] = {
        "inputs": {"real": packed(real), "fake": packed(fake), "epsilon": packed(epsilon)},
        "parameters": {k: packed(v) for k, v in p.items()},
        "loss": float(loss),
        "slope": float(slope.mean()),
        "gradients": {k: packed(zero if v.grad is None else v.grad) for k, v in p.items()},
    }


def sngan(name, spectral):
    """SNGAN's D at 8 pixels and width 2: 3×3 2, 4×4↓ 2, 3×3 4, dense; or with batch norm's place taken by none."""
    layers = {
        "level0": conv(2, 2, 3, padding=1), "down0": conv(2, 2, 4, stride=2, padding=1),
        "level1": conv(2, 4, 3, padding=1), "out": nn.Linear(4 * 16, 1),
    }  # fmt: skip

    def forward(x, m):
        for key in ("level0", "down0", "level1"):
            x = F.leaky_relu(m[key](x), 0.1)
        return m["out"](x.flatten(1))

    network(name, draw(2, 2, 8, 8), layers, forward, spectral)


def dcgan(norm):
    """D at 16 pixels and width 1: 16 → 8 → 4, with layer norm and no biases, or with spectral norm and biases."""
    normed = norm == "layer"
    layers = {
        "down1": conv(1, 1, 4, stride=2, padding=1, bias=not normed),
        "down2": conv(1, 2, 4, stride=2, padding=1, bias=not normed),
        **({"down2.norm": nn.GroupNorm(1, 2)} if normed else {}),
        "logit": conv(2, 1, 4, bias=False),
    }

    def forward(x, m):
        x = m["down2"](F.leaky_relu(m["down1"](x), 0.2))
        if normed:
            x = m["down2.norm"](x)
        return m["logit"](F.leaky_relu(x, 0.2)).flatten(1)

    network(f"dcgan {norm}", draw(2, 1, 16, 16), layers, forward, spectral=not normed)


def residual(name, size, norm, spectral, pool):
    """D of width 2. 16 pixels: down, down, level, level; 64 pixels (width 1): down four times, level."""
    width = 2 if size <= 32 else 1
    widths = [width, width] if size <= 32 else [1, 2, 4, 8]
    deepest = width if size <= 32 else 16
    layers, blocks, channels = {}, [], 1
    plan = [(f"down{i + 1}", out) for i, out in enumerate(widths)]
    plan += [(f"level{i + 1}", deepest) for i in range(2 if size <= 32 else 1)]
    for i, (key, out) in enumerate(plan):
        if norm and i > 0:
            layers[f"{key}.norm1"], layers[f"{key}.norm2"] = nn.GroupNorm(1, channels), nn.GroupNorm(1, out)
        layers[f"{key}.conv1"] = conv(channels, out, 3, padding=1)
        layers[f"{key}.conv2"] = conv(out, out, 3, padding=1)
        if channels != out or key.startswith("down"):
            layers[f"{key}.shortcut"] = conv(channels, out, 1)
        blocks.append(key)
        channels = out
    layers["out"] = nn.Linear(channels, 1)

    def block(x, m, key, first):
        shrink = (lambda h: F.avg_pool2d(h, 2)) if key.startswith("down") else (lambda h: h)
        normed = lambda h, which: m[f"{key}.{which}"](h) if f"{key}.{which}" in m else h
        h = x if first else F.relu(normed(x, "norm1"))
        h = m[f"{key}.conv2"](F.relu(normed(m[f"{key}.conv1"](h), "norm2")))
        direct = m[f"{key}.shortcut"](x) if f"{key}.shortcut" in m else x  # a 1×1 convolution commutes with the mean
        return shrink(direct) + shrink(h)

    def forward(x, m):
        for i, key in enumerate(blocks):
            x = block(x, m, key, i == 0)
        x = F.relu(x)
        return m["out"](x.mean((2, 3)) if pool == "mean" else x.sum((2, 3)))

    network(name, draw(1, 1, size, size), layers, forward, spectral)


layer("linear", nn.Linear(3, 4), draw(2, 3))
layer("conv2d", conv(2, 3, (3, 2), stride=2, padding=1), draw(2, 2, 5, 5))
layer("convTranspose2d", nn.ConvTranspose2d(3, 2, 4, stride=2, padding=1), draw(2, 3, 3, 3))
sigma()
sngan("sngan", spectral=True)
sngan("sngan plain", spectral=False)
dcgan("layer")
dcgan("spectral")
residual("residual layer", 16, norm=True, spectral=False, pool="mean")
residual("residual spectral", 16, norm=False, spectral=True, pool="sum")
residual("residual 64", 64, norm=False, spectral=False, pool="mean")
penalty()
write("src/models/golden/spectral-norm.json", cases)
