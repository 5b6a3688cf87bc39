"""Golden values of ACGAN's and InfoGAN's phases: losses, what is watched, and the gradients, by PyTorch in float64.

G is tanh([z, y] W), D is x V; only what the games add is of interest. Labels go to torch as numbers, not as one-hots.
"""

import math

import torch
import torch.nn.functional as F

from golden import draw, packed, write

torch.manual_seed(31)
N, Z, CLASSES, CODES, PIXELS = 5, 4, 3, 2, 6

bce = F.binary_cross_entropy_with_logits
labels = torch.tensor([2, 0, 1, 1, 0])
x, z = draw(N, PIXELS), draw(N, Z, scale=0.5)
W = draw(Z + CLASSES, PIXELS).requires_grad_()


def answers(x, V):
    y = x @ V
    return y[:, :1], y[:, 1 : 1 + CLASSES], y[:, 1 + CLASSES :]


def fakes():
    return torch.tanh(torch.cat([z, F.one_hot(labels, CLASSES).double()], 1) @ W)


def share_right(logits):
    return (logits.argmax(1) == labels).double().mean()


def recorded(V, loss_d, loss_g, **watched):
    (slope_d,) = torch.autograd.grad(loss_d, [V], retain_graph=True)
    (slope_g,) = torch.autograd.grad(loss_g, [W], retain_graph=True)
    return {
        "V": packed(V),
        "D": {"loss": packed(loss_d), "gradient": packed(slope_d)},
        "G": {"loss": packed(loss_g), "gradient": packed(slope_g)},
        "watched": {name: packed(value) for name, value in watched.items()},
    }


def acgan(weight):
    V = draw(PIXELS, 1 + CLASSES).requires_grad_()
    (real, real_class, _), (fake, fake_class, _) = answers(x, V), answers(fakes(), V)
    class_real, class_fake = F.cross_entropy(real_class, labels), F.cross_entropy(fake_class, labels)
    loss_d = bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake)) + weight * (class_real + class_fake)
    loss_g = bce(fake, torch.ones_like(fake)) + weight * class_fake
    right = {"rightReal": share_right(real_class), "rightFake": share_right(fake_class)}
    return recorded(V, loss_d, loss_g, classReal=class_real, classFake=class_fake, **right)


def infogan(class_weight, code_weight):
    V = draw(PIXELS, 1 + CLASSES + CODES).requires_grad_()
    (real, _, _), (fake, fake_class, means) = answers(x, V), answers(fakes(), V)
    class_loss = F.cross_entropy(fake_class, labels)
    # a Gaussian of variance 1, without its constant
    normal = torch.distributions.Normal(means, 1.0)
    code = -(normal.log_prob(z[:, Z - CODES :]) + 0.5 * math.log(2 * math.pi)).sum(1).mean()
    information = class_weight * class_loss + code_weight * code
    loss_d = bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake)) + information
    loss_g = bce(fake, torch.ones_like(fake)) + information
    return recorded(V, loss_d, loss_g, information=math.log(CLASSES) - class_loss, codeError=code)


write(
    "src/game/golden/heads.json",
    {
        "x": packed(x),
        "z": packed(z),
        "label": packed(labels.double()),
        "W": packed(W),
        "acgan": acgan(0.7),
        "infogan": infogan(0.8, 0.3),
    },
)
