"""Golden values of R3GAN's block and networks, by PyTorch in float64: output, gradients, and those of R1 + R2.

Written from the paper (arXiv:2501.05441, section 4) with torch.nn.functional. Where our networks move a 1x1 convolution
to the side of the smaller image, these have the order of the paper: resampling, then the convolution.
"""

import torch
import torch.nn.functional as F

from golden import draw, packed, write

torch.manual_seed(51)
cases = {}


def act(x):
    return F.leaky_relu(x, 0.2)


def block(x, p, at):
    h = act(F.conv2d(x, p[f"{at}conv1.weight"], p[f"{at}conv1.bias"]))
    h = act(F.conv2d(h, p[f"{at}conv2.weight"], p[f"{at}conv2.bias"], padding=1))
    return x + F.conv2d(h, p[f"{at}conv3.weight"])


def block_parameters(channels, at):
    narrow = -(-channels // 4)
    return {
        f"{at}conv1.weight": draw(narrow, channels, 1, 1, scale=0.6),
        f"{at}conv1.bias": draw(narrow),
        f"{at}conv2.weight": draw(narrow, narrow, 3, 3, scale=0.4),
        f"{at}conv2.bias": draw(narrow),
        f"{at}conv3.weight": draw(channels, narrow, 1, 1, scale=0.6),
    }


def stage(x, p, at, blocks):
    for i in range(1, blocks + 1):
        x = block(x, p, f"{at}.block{i}.")
    return x


def resized(x, factor):
    return F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


def crossing(x, p, name):
    return F.conv2d(x, p[name]) if name in p else x


def generator(z, p, stages, blocks):
    x = F.linear(z, p["basis.weight"])[:, :, None, None] * p["basis.images"]
    x = stage(x, p, "stage0", blocks)
    for i in range(1, stages):
        x = stage(crossing(resized(x, 2), p, f"up{i}.weight"), p, f"stage{i}", blocks)
    return torch.tanh(F.conv2d(x, p["image.weight"], p["image.bias"]))


def discriminator(x, p, stages, blocks):
    x = stage(F.conv2d(x, p["image.weight"], p["image.bias"]), p, "stage0", blocks)
    for i in range(1, stages):
        x = stage(crossing(resized(x, 0.5), p, f"down{i}.weight"), p, f"stage{i}", blocks)
    x = F.conv2d(x, p["head.weight"][:, None], groups=x.shape[1]).flatten(1)
    return F.linear(x, p["head.out.weight"], p["head.out.bias"])


def parameters(kind, widths, blocks, innermost, channels=1, z=3):
    order = list(reversed(widths)) if kind == "generator" else list(widths)
    p = {}
    if kind == "generator":
        p |= {"basis.images": draw(order[0], innermost, innermost), "basis.weight": draw(order[0], z)}
    else:
        p |= {"image.weight": draw(order[0], channels, 1, 1), "image.bias": draw(order[0])}
    for i, width in enumerate(order):
        if i > 0 and width != order[i - 1]:
            name = "up" if kind == "generator" else "down"
            p[f"{name}{i}.weight"] = draw(width, order[i - 1], 1, 1, scale=0.6)
        for j in range(1, blocks + 1):
            p |= block_parameters(width, f"stage{i}.block{j}.")
    if kind == "generator":
        p |= {"image.weight": draw(channels, order[-1], 1, 1, scale=0.3), "image.bias": draw(channels, scale=0.3)}
    else:
        p |= {"head.weight": draw(order[-1], innermost, innermost, scale=0.3)}
        p |= {"head.out.weight": draw(1, order[-1]), "head.out.bias": draw(1)}
    return p


def case(name, forward, x, p):
    for value in (x, *p.values()):
        value.requires_grad_()
    output = forward(x, p)
    cotangent = draw(*output.shape)
    (output * cotangent).sum().backward()
    cases[name] = {
        "x": packed(x),
        "parameters": {k: packed(v) for k, v in p.items()},
        "cotangent": packed(cotangent),
        "output": packed(output),
        "inputGradient": packed(x.grad),
        "parameterGradients": {k: packed(v.grad) for k, v in p.items()},
    }


def penalty(name, forward, p):
    """gamma / 2 (R1 + R2) plus the paired loss of D, and its gradient: second derivatives of the whole network."""
    real, fake = draw(2, 1, 8, 8).requires_grad_(), draw(2, 1, 8, 8).requires_grad_()
    for value in p.values():
        value.requires_grad_()
    on_real, on_fake = forward(real, p), forward(fake, p)
    slopes = torch.autograd.grad(on_real.sum() + on_fake.sum(), [real, fake], create_graph=True)
    loss = F.softplus(on_fake - on_real).mean() + 0.5 * sum((s**2).sum((1, 2, 3)).mean() for s in slopes)
    gradients = torch.autograd.grad(loss, list(p.values()), allow_unused=True)
    cases[name] = {
        "real": packed(real),
        "fake": packed(fake),
        "parameters": {k: packed(v) for k, v in p.items()},
        "loss": packed(loss),
        "parameterGradients": {
            k: packed(torch.zeros_like(v) if g is None else g) for (k, v), g in zip(p.items(), gradients)
        },
    }


case("block", lambda x, p: block(x, p, ""), draw(2, 5, 3, 4), block_parameters(5, ""))
case("generator8", lambda z, p: generator(z, p, 2, 2), draw(2, 3), parameters("generator", [4, 8], 2, 4))
case("generator40", lambda z, p: generator(z, p, 4, 1), draw(1, 3), parameters("generator", [1, 2, 4, 4], 1, 5))
case("discriminator8", lambda x, p: discriminator(x, p, 2, 2), draw(2, 1, 8, 8), parameters("discriminator", [4, 8], 2, 4))
case("discriminator40", lambda x, p: discriminator(x, p, 4, 1), draw(1, 1, 40, 40), parameters("discriminator", [1, 2, 4, 4], 1, 5))
penalty("lossWithR1R2", lambda x, p: discriminator(x, p, 2, 1), parameters("discriminator", [3, 6], 1, 4))
write("src/models/golden/r3gan.json", cases)
