"""The workloads of src/bench/workloads.ts in PyTorch, written as one who knows PyTorch writes them for speed:
fakes of D's steps without a graph, no gradient of D's weights in G's step, gradients set to None, foreach Adam.

`make(spec)` gives a `step`, and `step()` is k D updates and one G update. A spec is a workload, perhaps with numbers of its
own: `dcgan64:size=48,batch=37`, as in src/bench/workload-spec.ts.
"""
from types import SimpleNamespace

import torch
from torch import nn
from torch.nn.functional import softplus

IMAGES = 2048


class Batches:
    """Shuffled images in [-1, 1], each epoch in a new order."""

    def __init__(self, batch, *shape):
        self.batch = batch
        self.images = torch.rand(max(IMAGES, batch), *shape) * 2 - 1
        self.position = len(self.images)

    def take(self):
        if self.position + self.batch > len(self.images):
            self.order = torch.randperm(len(self.images))
            self.position = 0
        indices = self.order[self.position : self.position + self.batch]
        self.position += self.batch
        return self.images[indices]


def adam(network, rate, betas=(0.9, 0.999)):
    return torch.optim.Adam(network.parameters(), lr=rate, betas=betas, foreach=True)


def update(optimiser, loss):
    optimiser.zero_grad(set_to_none=True)
    (group,) = optimiser.param_groups
    loss.backward(inputs=group["params"])  # of these alone: the penalty's images want none
    optimiser.step()


def frozen(network, is_frozen):
    """Whether the network's weights are constants: G's step needs no gradient of them."""
    for parameter in network.parameters():
        parameter.requires_grad_(not is_frozen)


def pixels_of(shape):
    return shape.channels * shape.size**2


def mlp(shape):
    batch, width, pixels = shape.batch, shape.width, pixels_of(shape)
    G = nn.Sequential(
        nn.Linear(100, width), nn.ELU(inplace=True), nn.Linear(width, width), nn.Sigmoid(), nn.Linear(width, pixels)
    )
    D = nn.Sequential(
        nn.Linear(pixels, width), nn.ELU(inplace=True), nn.Linear(width, width), nn.ELU(inplace=True), nn.Linear(width, 1)
    )
    adam_g, adam_d, batches = adam(G, 1e-3), adam(D, 1e-3), Batches(batch, pixels)

    def step():
        for _ in range(shape.k):
            with torch.no_grad():
                fake = G(torch.randn(batch, 100))
            loss = softplus(-D(batches.take())).mean() + softplus(D(fake)).mean()
            update(adam_d, loss)
        frozen(D, True)
        loss_g = softplus(-D(G(torch.randn(batch, 100)))).mean()
        update(adam_g, loss_g)
        frozen(D, False)
        return loss.item(), loss_g.item()

    return step


def perceptron(inputs, width, outputs):
    def act():
        return nn.LeakyReLU(0.2, inplace=True)

    return nn.Sequential(nn.Linear(inputs, width), act(), nn.Linear(width, width), act(), nn.Linear(width, outputs))


def wgan_gp_mlp(shape):
    batch, pixels = shape.batch, pixels_of(shape)
    G, D = perceptron(64, shape.width, pixels), perceptron(pixels, shape.width, 1)
    betas = (0.5, 0.9)
    adam_g, adam_d, batches = adam(G, 1e-4, betas), adam(D, 1e-4, betas), Batches(batch, pixels)

    def penalty(x, fake):
        between = torch.lerp(fake, x, torch.rand(batch, 1)).requires_grad_(True)
        (slopes,) = torch.autograd.grad(D(between).sum(), between, create_graph=True)
        return 10 * (slopes.norm(dim=1) - 1).square().mean()

    def step():
        for _ in range(shape.k):
            x = batches.take()
            with torch.no_grad():
                fake = G(torch.randn(batch, 64))
            loss = D(fake).mean() - D(x).mean() + penalty(x, fake)
            update(adam_d, loss)
        frozen(D, True)
        loss_g = -D(G(torch.randn(batch, 64))).mean()
        update(adam_g, loss_g)
        frozen(D, False)
        return loss.item(), loss_g.item()

    return step


def dcgan_stages(size, width):
    """(outer, inner, channels) of each halving, from the image inwards: `dcganStages` of src/models/dcgan.ts. Images of
    7 * 2^n pixels have one more, from 7 to 4."""
    stages = []
    while size > 7 and size % 2 == 0:
        stages.append((size, size // 2, width * min(8, 2 ** len(stages))))
        size //= 2
    if not 4 <= size <= 7 or not stages:
        raise SystemExit(f"DCGAN has no networks that end at {size} pixels")
    return stages + ([(7, 4, width * min(8, 2 ** len(stages)))] if size == 7 else [])


def halving(kernel, outer):
    """What a convolution and its transpose need to go from `outer` pixels to half as many, rounded up, and back.

    An even kernel on an odd extent takes one row of zeros on one side and two on the other. PyTorch's padding is the same
    on both sides; two rows, of which the convolution does not reach the last, make the mirror image of our layer, and
    spare PyTorch a copy of the image."""
    padding = (kernel - 1) // 2 + (outer % 2 if kernel == 4 else 0)
    reached = 2 * ((outer + 1) // 2 - 1) - 2 * padding + kernel
    return {"kernel_size": kernel, "stride": 2, "padding": padding, "bias": False}, outer - reached


def dcgan_networks(shape):
    channels, kernel = shape.channels, shape.kernel
    stages = dcgan_stages(shape.size, shape.width)
    _, smallest, innermost = stages[-1]

    def conv(source, target, outer):
        return nn.Conv2d(source, target, **halving(kernel, outer)[0])

    def conv_transpose(source, target, outer):
        options, left_over = halving(kernel, outer)
        return nn.ConvTranspose2d(source, target, output_padding=left_over, **options)

    G = [nn.ConvTranspose2d(100, innermost, smallest, 1, 0, bias=False), nn.BatchNorm2d(innermost), nn.ReLU(True)]
    for (outer, _, source), (_, _, target) in zip(stages[:0:-1], stages[-2::-1]):
        G += [conv_transpose(source, target, outer), nn.BatchNorm2d(target), nn.ReLU(True)]
    G += [conv_transpose(shape.width, channels, shape.size), nn.Tanh()]
    D = [conv(channels, shape.width, shape.size), nn.LeakyReLU(0.2, inplace=True)]
    for (_, _, source), (outer, _, target) in zip(stages, stages[1:]):
        D += [conv(source, target, outer), nn.BatchNorm2d(target), nn.LeakyReLU(0.2, inplace=True)]
    D += [nn.Conv2d(innermost, 1, smallest, 1, 0, bias=False), nn.Flatten()]
    return nn.Sequential(*G), nn.Sequential(*D)


def start_small(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)


def dcgan(shape):
    G, D = (network.apply(start_small) for network in dcgan_networks(shape))
    batch, betas = shape.batch, (0.5, 0.999)
    adam_g, adam_d = adam(G, 2e-4, betas), adam(D, 2e-4, betas)
    batches = Batches(batch, shape.channels, shape.size, shape.size)

    def step():
        for turn in range(shape.k):
            with torch.set_grad_enabled(turn == shape.k - 1):
                fake = G(torch.randn(batch, 100, 1, 1))  # the last is shared by both phases
            loss = softplus(-D(batches.take())).mean() + softplus(D(fake.detach())).mean()
            update(adam_d, loss)
        frozen(D, True)
        loss_g = softplus(-D(fake)).mean()
        update(adam_g, loss_g)
        frozen(D, False)
        return loss.item(), loss_g.item()

    return step


WORKLOADS = {
    "mlp": (mlp, dict(size=28, channels=1, batch=64, width=128, kernel=4, k=5)),
    "wgan-gp-mlp": (wgan_gp_mlp, dict(size=28, channels=1, batch=64, width=512, kernel=4, k=5)),
    "dcgan32": (dcgan, dict(size=32, channels=1, batch=64, width=64, kernel=4, k=1)),
    "dcgan64": (dcgan, dict(size=64, channels=3, batch=64, width=64, kernel=4, k=1)),
}


def make(spec):
    workload, _, changes = spec.partition(":")
    build, shape = WORKLOADS[workload]
    changed = {name: int(value) for name, value in (pair.split("=") for pair in changes.split(",") if pair)}
    if not changed.keys() <= shape.keys():
        raise SystemExit(f"{spec}: a shape has {', '.join(shape)}")
    return build(SimpleNamespace(**{**shape, **changed}))
