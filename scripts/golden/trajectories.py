"""Golden trajectories: the losses of 100 steps of three games, by PyTorch.

The initial weights, the batches and the noise come from a counter-based generator that the test implements too, so
nothing but losses is committed. A number has a stream (a text) and an index i; all arithmetic on 32-bit words:

    h = FNV-1a of the stream's characters
    w = h + 0x9E3779B9·(i + 1)
    w ^= w >> 16;  w *= 0x85EBCA6B;  w ^= w >> 13;  w *= 0xC2B2AE35;  w ^= w >> 16        (MurmurHash3's finaliser)
    u = w / 2³²

    uniform   u_i
    normal    (u_4i + u_4i+1 + u_4i+2 + u_4i+3 − 2)·√3        (mean 0, variance 1, near enough to a bell)
    data      ½(u_i of the stream "pattern", one for each feature) + ½ u_i; twice that less 1 where data lie in [−1, 1]
    weights   (2u − 1)/√(elements of one row); biases (2u − 1)/10; γ 1 + (2u − 1)/10; β 0

each rounded to float32. Streams are called as in the product: `G/hidden0.weight`, and `3/17/D.0.x` for the input x of
repetition 0 of phase D in step 17 under seed 3.

The float64 run is the truth. The band says how far rounding alone carries a float32 run from it: the same game runs in
float32 with the samples of each batch in nine different orders, which changes nothing but the order of sums, and
band[t] is the largest deviation of any of them up to step t.

A unit of ReLU or LeakyReLU has two slopes. Where a float64 run passes its kink more closely than float32 resolves, the
side on which a float32 run passes is luck, and the two part by far more than rounding. So the noise of each game is that
of the seed, of 0 … 23, whose float64 run keeps the largest margin: the smallest |input| of any such unit in any step.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F

from golden import write

STEPS = 100
ORDERS = 9


def words(stream, count):
    h = 0x811C9DC5
    for character in stream:
        h = ((h ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    with np.errstate(over="ignore"):
        w = np.uint32(h) + np.uint32(0x9E3779B9) * np.arange(1, count + 1, dtype=np.uint32)
        w = (w ^ (w >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        w = (w ^ (w >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        return w ^ (w >> np.uint32(16))


def uniform(stream, *shape):
    return words(stream, int(np.prod(shape))).reshape(shape) / 2.0**32


def normal(stream, *shape):
    return (uniform(stream, *shape, 4).sum(-1) - 2) * np.sqrt(3.0)


def data(stream, signed, batch, *shape):
    values = 0.5 * uniform("pattern", *shape) + 0.5 * uniform(stream, batch, *shape)
    return 2 * values - 1 if signed else values


def weights(player, shapes):
    def first(name, shape):
        spread = 2 * uniform(f"{player}/{name}", *shape) - 1
        if name.endswith("norm.weight"):
            return 1 + spread / 10
        if name.endswith("norm.bias"):
            return 0 * spread
        return spread / 10 if len(shape) == 1 else spread / np.sqrt(np.prod(shape[1:]))

    return {name: first(name, shape) for name, shape in shapes.items()}


class Precision:
    """Tensors of one precision, with the samples of each batch in one order."""

    def __init__(self, dtype, seed, order):
        self.dtype, self.seed, self.order = dtype, seed, order
        self.margin = np.inf

    def kinked(self, h, slope):
        """(Leaky) ReLU, which remembers how near to its kink it was used."""
        self.margin = min(self.margin, h.detach().abs().min().item())
        return F.leaky_relu(h, slope)

    def tensor(self, values):
        return torch.tensor(values.astype(np.float32)).to(self.dtype)

    def batch(self, values):
        generator = np.random.default_rng(self.order)
        permutation = np.arange(len(values)) if self.order == 0 else generator.permutation(len(values))
        return self.tensor(values[permutation])

    def parameters(self, player, shapes):
        return {name: self.tensor(value).requires_grad_() for name, value in weights(player, shapes).items()}


def mlp_shapes(sizes):
    names = [f"hidden{i}" for i in range(len(sizes) - 2)] + ["out"]
    layers = list(zip(names, sizes, sizes[1:]))
    return {f"{n}.{kind}": shape for n, a, b in layers for kind, shape in (("weight", (b, a)), ("bias", (b,)))}


def mlp(p, x, activation, last=lambda h: h):
    hidden = len(p) // 2 - 1
    for i in range(hidden):
        x = activation(F.linear(x, p[f"hidden{i}.weight"], p[f"hidden{i}.bias"]))
    return last(F.linear(x, p["out.weight"], p["out.bias"]))


def discriminator_loss(real, fake):
    return F.softplus(-real).mean() + F.softplus(fake).mean()


def generator_loss(fake):
    return F.softplus(-fake).mean()


def minimise(optimiser, loss):
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return loss.item()


def gan(precision):
    """The `mlp` workload: z 100 → 128 ELU → 128 ELU → 784 sigmoid; batch 64, Adam 1e-3 (.9, .999), 5 D + 1 G."""
    g = precision.parameters("G", mlp_shapes((100, 128, 128, 784)))
    d = precision.parameters("D", mlp_shapes((784, 128, 128, 1)))
    G = lambda z: mlp(g, z, F.elu, torch.sigmoid)
    D = lambda x: mlp(d, x, F.elu)
    for_g, for_d = torch.optim.Adam(g.values(), lr=1e-3), torch.optim.Adam(d.values(), lr=1e-3)
    for step in range(STEPS):
        for k in range(5):
            x = precision.batch(data(f"{precision.seed}/{step}/D.{k}.x", False, 64, 784))
            z = precision.batch(normal(f"{precision.seed}/{step}/D.{k}.z", 64, 100))
            loss_d = minimise(for_d, discriminator_loss(D(x), D(G(z).detach())))
        z = precision.batch(normal(f"{precision.seed}/{step}/G.0.z", 64, 100))
        yield loss_d, minimise(for_g, generator_loss(D(G(z))))


def dcgan(precision):
    """16×16×1, width 8, batch 8, batch norm, Adam 2e-4 (.5, .999), 1 D + 1 G on the same z."""
    g_shapes = {
        "project.weight": (10, 16, 4, 4), "project.norm.weight": (16,), "project.norm.bias": (16,),
        "up1.weight": (16, 8, 4, 4), "up1.norm.weight": (8,), "up1.norm.bias": (8,),
        "image.weight": (8, 1, 4, 4),
    }  # fmt: skip
    d_shapes = {
        "down1.weight": (8, 1, 4, 4),
        "down2.weight": (16, 8, 4, 4), "down2.norm.weight": (16,), "down2.norm.bias": (16,),
        "logit.weight": (1, 16, 4, 4),
    }  # fmt: skip
    g, d = precision.parameters("G", g_shapes), precision.parameters("D", d_shapes)
    norm = lambda h, p, name: F.batch_norm(h, None, None, p[f"{name}.norm.weight"], p[f"{name}.norm.bias"], training=True)
    relu, leaky = (lambda h: precision.kinked(h, 0)), (lambda h: precision.kinked(h, 0.2))
    geometry = dict(stride=2, padding=1)

    def G(z):
        h = relu(norm(F.conv_transpose2d(z[:, :, None, None], g["project.weight"]), g, "project"))
        h = relu(norm(F.conv_transpose2d(h, g["up1.weight"], **geometry), g, "up1"))
        return torch.tanh(F.conv_transpose2d(h, g["image.weight"], **geometry))

    def D(x):
        h = leaky(F.conv2d(x, d["down1.weight"], **geometry))
        h = leaky(norm(F.conv2d(h, d["down2.weight"], **geometry), d, "down2"))
        return F.conv2d(h, d["logit.weight"]).flatten(1)

    for_g, for_d = (torch.optim.Adam(p.values(), lr=2e-4, betas=(0.5, 0.999)) for p in (g, d))
    for step in range(STEPS):
        x = precision.batch(data(f"{precision.seed}/{step}/D.0.x", True, 8, 1, 16, 16))
        z = precision.batch(normal(f"{precision.seed}/{step}/D.0.z", 8, 10))
        loss_d = minimise(for_d, discriminator_loss(D(x), D(G(z).detach())))
        yield loss_d, minimise(for_g, generator_loss(D(G(z))))


def wgan_gp(precision):
    """z 16 → 64 → 64 → 100 tanh, D 100 → 64 → 64 → 1, LeakyReLU .2, batch 32, λ 10, Adam 1e-4 (.5, .9), 5 D + 1 G."""
    g = precision.parameters("G", mlp_shapes((16, 64, 64, 100)))
    d = precision.parameters("D", mlp_shapes((100, 64, 64, 1)))
    leaky = lambda h: precision.kinked(h, 0.2)
    G = lambda z: mlp(g, z, leaky, torch.tanh)
    D = lambda x: mlp(d, x, leaky)
    for_g, for_d = (torch.optim.Adam(p.values(), lr=1e-4, betas=(0.5, 0.9)) for p in (g, d))

    def penalty(x, fake, epsilon):
        between = (epsilon * x + (1 - epsilon) * fake).requires_grad_()
        slopes = torch.autograd.grad(D(between).sum(), between, create_graph=True)[0]
        return 10 * ((slopes.norm(dim=1) - 1) ** 2).mean()

    for step in range(STEPS):
        for k in range(5):
            x = precision.batch(data(f"{precision.seed}/{step}/D.{k}.x", True, 32, 100))
            z = precision.batch(normal(f"{precision.seed}/{step}/D.{k}.z", 32, 16))
            epsilon = precision.batch(uniform(f"{precision.seed}/{step}/D.{k}.epsilon", 32, 1))
            fake = G(z).detach()
            loss_d = minimise(for_d, D(fake).mean() - D(x).mean() + penalty(x, fake, epsilon))
        z = precision.batch(normal(f"{precision.seed}/{step}/G.0.z", 32, 16))
        yield loss_d, minimise(for_g, -D(G(z)).mean())


def run(game, dtype, seed, order=0):
    """Losses `[STEPS, 2]` and the margin."""
    torch.set_default_dtype(dtype)
    precision = Precision(dtype, seed, order)
    return np.array(list(game(precision))), precision.margin


cases = {}
for name, (game, seeds) in {"gan": (gan, 1), "dcgan": (dcgan, 24), "wgan-gp": (wgan_gp, 24)}.items():
    candidates = [run(game, torch.float64, seed) for seed in range(seeds)]
    seed = max(range(seeds), key=lambda k: candidates[k][1])
    truth, margin = candidates[seed]
    deviations = [np.abs(run(game, torch.float32, seed, order)[0] - truth) for order in range(ORDERS)]
    band = np.maximum.accumulate(np.max(deviations, axis=0))
    pack = lambda values, digits: [float(f"{value:.{digits}g}") for value in values]
    cases[name] = {
        "seed": seed,
        "lossD": pack(truth[:, 0], 12),
        "lossG": pack(truth[:, 1], 12),
        "bandD": pack(band[:, 0], 3),
        "bandG": pack(band[:, 1], 3),
    }
    shown = {key: [values[i] for i in (0, 9, 49, 99)] for key, values in cases[name].items() if key != "seed"}
    print(name, "seed", seed, "margin", margin, json.dumps(shown))
write("test/integration/golden/trajectories.json", cases)
