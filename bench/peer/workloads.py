"""The workloads of src/bench/workloads.ts in PyTorch, written as one who knows PyTorch writes them for speed:
fakes of D's steps without a graph, no gradient of D's weights in G's step, gradients set to None, foreach Adam.

Every workload is a function `make() -> step`, and `step()` is k D updates and one G update.
"""
import torch
from torch import nn
from torch.nn.functional import softplus

BATCH = 64
IMAGES = 2048


class Batches:
    """Shuffled images in [-1, 1], each epoch in a new order."""

    def __init__(self, *shape):
        self.images = torch.rand(IMAGES, *shape) * 2 - 1
        self.position = IMAGES

    def take(self):
        if self.position >= IMAGES:
            self.order = torch.randperm(IMAGES)
            self.position = 0
        indices = self.order[self.position : self.position + BATCH]
        self.position += BATCH
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


def mlp(k=5):
    G = nn.Sequential(nn.Linear(100, 128), nn.ELU(inplace=True), nn.Linear(128, 128), nn.Sigmoid(), nn.Linear(128, 784))
    D = nn.Sequential(nn.Linear(784, 128), nn.ELU(inplace=True), nn.Linear(128, 128), nn.ELU(inplace=True), nn.Linear(128, 1))
    adam_g, adam_d, batches = adam(G, 1e-3), adam(D, 1e-3), Batches(784)

    def step():
        for _ in range(k):
            with torch.no_grad():
                fake = G(torch.randn(BATCH, 100))
            loss = softplus(-D(batches.take())).mean() + softplus(D(fake)).mean()
            update(adam_d, loss)
        frozen(D, True)
        loss_g = softplus(-D(G(torch.randn(BATCH, 100)))).mean()
        update(adam_g, loss_g)
        frozen(D, False)
        return loss.item(), loss_g.item()

    return step


def perceptron(inputs, outputs):
    def act():
        return nn.LeakyReLU(0.2, inplace=True)

    return nn.Sequential(nn.Linear(inputs, 512), act(), nn.Linear(512, 512), act(), nn.Linear(512, outputs))


def wgan_gp_mlp(k=5):
    G, D = perceptron(64, 784), perceptron(784, 1)
    betas = (0.5, 0.9)
    adam_g, adam_d, batches = adam(G, 1e-4, betas), adam(D, 1e-4, betas), Batches(784)

    def penalty(x, fake):
        between = torch.lerp(fake, x, torch.rand(BATCH, 1)).requires_grad_(True)
        (slopes,) = torch.autograd.grad(D(between).sum(), between, create_graph=True)
        return 10 * (slopes.norm(dim=1) - 1).square().mean()

    def step():
        for _ in range(k):
            x = batches.take()
            with torch.no_grad():
                fake = G(torch.randn(BATCH, 64))
            loss = D(fake).mean() - D(x).mean() + penalty(x, fake)
            update(adam_d, loss)
        frozen(D, True)
        loss_g = -D(G(torch.randn(BATCH, 64))).mean()
        update(adam_g, loss_g)
        frozen(D, False)
        return loss.item(), loss_g.item()

    return step


def dcgan_networks(size, channels, width):
    stages = (size // 4).bit_length() - 1
    widths = [width * min(8, 2**stage) for stage in range(stages)]
    G = [nn.ConvTranspose2d(100, widths[-1], 4, 1, 0, bias=False), nn.BatchNorm2d(widths[-1]), nn.ReLU(True)]
    for source, target in zip(widths[:0:-1], widths[-2::-1]):
        G += [nn.ConvTranspose2d(source, target, 4, 2, 1, bias=False), nn.BatchNorm2d(target), nn.ReLU(True)]
    G += [nn.ConvTranspose2d(width, channels, 4, 2, 1, bias=False), nn.Tanh()]
    D = [nn.Conv2d(channels, width, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True)]
    for source, target in zip(widths, widths[1:]):
        D += [nn.Conv2d(source, target, 4, 2, 1, bias=False), nn.BatchNorm2d(target), nn.LeakyReLU(0.2, inplace=True)]
    D += [nn.Conv2d(widths[-1], 1, 4, 1, 0, bias=False), nn.Flatten()]
    return nn.Sequential(*G), nn.Sequential(*D)


def start_small(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)


def dcgan(size, channels, width=64):
    G, D = (network.apply(start_small) for network in dcgan_networks(size, channels, width))
    betas = (0.5, 0.999)
    adam_g, adam_d, batches = adam(G, 2e-4, betas), adam(D, 2e-4, betas), Batches(channels, size, size)

    def step():
        fake = G(torch.randn(BATCH, 100, 1, 1))  # shared by both phases
        loss = softplus(-D(batches.take())).mean() + softplus(D(fake.detach())).mean()
        update(adam_d, loss)
        frozen(D, True)
        loss_g = softplus(-D(fake)).mean()
        update(adam_g, loss_g)
        frozen(D, False)
        return loss.item(), loss_g.item()

    return step


WORKLOADS = {
    "mlp": mlp,
    "wgan-gp-mlp": wgan_gp_mlp,
    "dcgan32": lambda: dcgan(32, 1),
    "dcgan64": lambda: dcgan(64, 3),
}
