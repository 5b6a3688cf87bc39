"""Golden values of DiffAugment (arXiv:2006.10738): images before and after, and the gradient, by PyTorch in float64.

Written one transform after the other, example by example, from the paper's words: nothing is fused, images are moved by
slicing. The columns of `draws` are read as our view reads them: for each number its draw, then whether it is wanted at
all; for translation and cutout that first, then two numbers.
"""

import math

import torch

from golden import draw, packed, write

torch.manual_seed(27)
cases = {}


def colour(x, u, p):
    """One image [C, H, W]; an image of four channels has its opacity in the last."""
    rgb, alpha = (x[:3], x[3:]) if x.shape[0] == 4 else (x, x[:0])
    if u[1] < p:
        rgb = rgb + (u[0] - 0.5)
    if u[3] < p:
        grey = rgb.mean(dim=0, keepdim=True)
        rgb = grey + (rgb - grey) * (2 * u[2])
    if u[5] < p:
        middle = rgb.mean()
        rgb = middle + (rgb - middle) * (u[4] + 0.5)
    return torch.cat([rgb, alpha])


def translation(x, u, p):
    if not u[0] < p:
        return x
    _, h, w = x.shape
    down, right = [math.floor(float(v) * (2 * (n // 8) + 1)) - n // 8 for v, n in ((u[1], h), (u[2], w))]
    wide = torch.nn.functional.pad(x, (w, w, h, h))
    return wide[:, h - down : 2 * h - down, w - right : 2 * w - right]


def cutout(x, u, p):
    if not u[0] < p:
        return x
    _, h, w = x.shape
    tall, broad = (h + 1) // 2, (w + 1) // 2
    top, left = math.floor(float(u[1]) * h) - tall // 2, math.floor(float(u[2]) * w) - broad // 2
    kept = torch.ones(h, w)
    kept[max(0, top) : max(0, top + tall), max(0, left) : max(0, left + broad)] = 0
    return x * kept


POLICIES = {"all": ["colour", "translation", "cutout"], "no-colour": ["translation", "cutout"]}
STEPS = {"colour": (6, colour), "translation": (3, translation), "cutout": (3, cutout)}


def augmented(x, draws, p, policy):
    rows = []
    for image, numbers in zip(x, draws):
        for name in POLICIES.get(policy, [policy]):
            count, step = STEPS[name]
            image, numbers = step(image, numbers[:count], p), numbers[count:]
        rows.append(image)
    return torch.stack(rows)


def case(name, shape, p, policy="all"):
    x = (torch.rand(*shape) * 2 - 1).mul(1000).round().div(1000).requires_grad_()
    width = sum(STEPS[word][0] for word in POLICIES.get(policy, [policy]))
    draws = torch.rand(shape[0], width).mul(999).round() / 1000
    output = augmented(x, draws, p, policy)
    cotangent = draw(*shape)
    (output * cotangent).sum().backward()
    cases[name] = {
        "policy": policy,
        "p": p,
        "x": packed(x),
        "draws": packed(draws),
        "cotangent": packed(cotangent),
        "output": packed(output),
        "gradient": packed(x.grad),
    }


case("grey", (3, 1, 16, 16), 1.0)
case("rgb", (3, 3, 8, 8), 1.0)
case("rgba", (2, 4, 8, 8), 1.0)
case("half", (5, 3, 8, 8), 0.5)
case("never", (2, 3, 4, 4), 0.0)
case("oblong", (3, 1, 9, 17), 1.0, "no-colour")
case("colour", (3, 3, 3, 3), 1.0, "colour")
case("translation", (6, 1, 8, 8), 1.0, "translation")
case("cutout", (6, 1, 5, 6), 1.0, "cutout")
write("src/game/golden/augment.json", cases)
