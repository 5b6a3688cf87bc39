"""Golden values of the layers that look at a whole batch, by PyTorch in float64: output, gradients, second order."""

import torch

from golden import draw, packed, write

EPSILON = 2.0**-26  # exact in float32, as are the means: extents are powers of two

torch.manual_seed(61)


def discrimination(x, T):
    """Pair by pair, as the paper writes it, without the own term."""
    features = x.flatten(1)
    M = torch.tensordot(features, T, 1)  # [N, B, C]
    nearness = []
    for i in range(len(M)):
        others = [j for j in range(len(M)) if j != i]
        terms = [torch.exp(-(M[i] - M[j]).abs().sum(1)) for j in others]
        nearness.append(sum(terms, 0 * M[i].sum(1)))
    return torch.cat([features, torch.stack(nearness)], 1)


def stddev(x, group):
    parts = []
    for some in x.split(group):
        spread = torch.sqrt(some.var(0, unbiased=False) + EPSILON).mean()
        parts.append(spread.expand(len(some), 1, *x.shape[2:]))
    return torch.cat([x, torch.cat(parts)], 1)


def case(forward, x, *parameters):
    values = [x, *parameters]
    for value in values:
        value.requires_grad_()
    output = forward(*values)
    cotangent = draw(*output.shape)
    slopes = torch.autograd.grad((output * cotangent).sum(), values, create_graph=True)
    second = torch.autograd.grad(slopes[0].pow(3).sum(), values, allow_unused=True)
    second = [torch.zeros_like(v) if s is None else s for v, s in zip(values, second)]
    names = ["x", "weight"]
    return {
        "values": {name: packed(value) for name, value in zip(names, values)},
        "cotangent": packed(cotangent),
        "output": packed(output),
        "gradients": {name: packed(value) for name, value in zip(names, slopes)},
        "second": {name: packed(value) for name, value in zip(names, second)},
    }


write(
    "src/models/golden/minibatch.json",
    {
        "discrimination": case(discrimination, draw(5, 4), draw(4, 3, 2, scale=0.5)),
        "discrimination of images": case(discrimination, draw(3, 2, 2, 2), draw(8, 2, 5, scale=0.3)),
        "discrimination of one example": case(discrimination, draw(1, 4), draw(4, 3, 2)),
        "stddev": case(lambda x: stddev(x, 8), draw(8, 4)),
        "stddev of images": case(lambda x: stddev(x, 4), draw(4, 2, 2, 4)),
        "stddev in groups of 2": case(lambda x: stddev(x, 2), draw(6, 2, 2, 2)),
        "stddev of equal examples": case(lambda x: stddev(x, 4), draw(1, 4).repeat(4, 1)),
    },
)
