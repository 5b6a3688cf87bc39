"""Golden values of one step of an unrolled GAN's generator, by PyTorch in float64.

The discriminator's steps are written out by hand, with create_graph, so that autograd goes through them: momentum and
Adam as in their definitions. The decays and Adam's epsilon are exact in float32, so nothing is lost in passing them on.
"""

import torch
import torch.nn.functional as F

from golden import draw, packed, write

BATCH, LR_D = 4, 0.125
MOMENTUM, BETA1, BETA2, EPSILON = 0.75, 0.5, 0.96875, 2.0**-27

torch.manual_seed(54)


def generator(p, z):
    return F.linear(torch.tanh(F.linear(z, p["hidden0.weight"], p["hidden0.bias"])), p["out.weight"], p["out.bias"])


def discriminator(p, x):
    return F.linear(F.relu(F.linear(x, p["hidden0.weight"], p["hidden0.bias"])), p["out.weight"], p["out.bias"])


def parameters(inner, hidden, out):
    shapes = {"hidden0.weight": (hidden, inner), "hidden0.bias": (hidden,), "out.weight": (out, hidden), "out.bias": (out,)}
    return {name: draw(*shape) for name, shape in shapes.items()}


def root(v):
    """The square root, with slope 0 at 0."""
    positive = v > 0
    return torch.where(positive, torch.sqrt(torch.where(positive, v, torch.ones_like(v))), torch.zeros_like(v))


def momentum_step(p, g, state, t):
    velocity = MOMENTUM * state["velocity"] + g
    return p - LR_D * velocity, {"velocity": velocity}


def adam_step(p, g, state, t):
    m = BETA1 * state["m"] + (1 - BETA1) * g
    v = BETA2 * state["v"] + (1 - BETA2) * g * g
    corrected = root(v / (1 - BETA2**t))
    return p - LR_D * (m / (1 - BETA1**t)) / (corrected + EPSILON), {"m": m, "v": v}


def loss_d(d, x, fake):
    return F.softplus(-discriminator(d, x)).mean() + F.softplus(discriminator(d, fake)).mean()


def unrolled(optimiser, steps, updates):
    """`updates`: how many the optimiser has made before; its memory is then as if it had seen some gradients."""
    d, g = parameters(2, 5, 1), parameters(3, 6, 2)
    d["hidden0.bias"][2] = -100  # a unit that is never active: its weights have no gradient
    x, z = draw(BATCH, 2), draw(BATCH, 3)
    warm = lambda value: draw(*value.shape) * (1 if updates else 0)
    make = {"momentum": lambda p: {"velocity": warm(p)}, "adam": lambda p: {"m": warm(p), "v": warm(p) ** 2}}[optimiser]
    memory = {key: make(value) for key, value in d.items()}
    start = {key: {slot: packed(v) for slot, v in state.items()} for key, state in memory.items()}
    record = {"D": {k: packed(v) for k, v in d.items()}, "G": {k: packed(v) for k, v in g.items()}}

    for value in g.values():
        value.requires_grad_()
    now, fake = {k: v.clone().requires_grad_() for k, v in d.items()}, generator(g, z)
    for i in range(steps):
        slopes = torch.autograd.grad(loss_d(now, x, fake), list(now.values()), create_graph=True)
        step = {"momentum": momentum_step, "adam": adam_step}[optimiser]
        moved = {k: step(p, s, memory[k], updates + i + 1) for (k, p), s in zip(now.items(), slopes)}
        now, memory = {k: v[0] for k, v in moved.items()}, {k: v[1] for k, v in moved.items()}
    loss = F.softplus(-discriminator(now, fake)).mean()
    loss.backward()
    return record | {
        "optimiser": optimiser,
        "steps": steps,
        "updates": updates,
        "memory": start,
        "x": packed(x),
        "z": packed(z),
        "loss": float(loss),
        "gradient": {k: packed(v.grad) for k, v in g.items()},
    }


cases = {
    f"{optimiser}, {steps}, {updates} before": unrolled(optimiser, steps, updates)
    for optimiser in ("momentum", "adam")
    for steps in (1, 3)
    for updates in (0, 6)
}
write(
    "src/game/golden/unrolled.json",
    {"rate": LR_D, "momentum": MOMENTUM, "beta1": BETA1, "beta2": BETA2, "epsilon": EPSILON, "cases": cases},
)
