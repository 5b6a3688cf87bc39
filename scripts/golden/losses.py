"""Golden values of adversarial losses and gradient penalties, by PyTorch in float64.

Losses: value, and gradient with respect to both columns of logits. Penalties: value, and gradient with respect to the
weights of a small discriminator, for which PyTorch differentiates twice.
"""

import torch
import torch.nn.functional as F

from golden import draw, packed, write

torch.manual_seed(21)
cases = {}

bce = F.binary_cross_entropy_with_logits


def losses():
    real, fake = draw(6, 1, scale=3).requires_grad_(), draw(6, 1, scale=3).requires_grad_()
    weight = 0.3
    ra = lambda a, b: bce(a - b.mean(), torch.ones_like(a)) + bce(b - a.mean(), torch.zeros_like(b))
    formulas = {
        "minimaxDiscriminator": lambda: bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake)),
        "minimaxDiscriminatorSmoothed": lambda: bce(real, torch.full_like(real, 0.9)) + bce(fake, torch.zeros_like(fake)),
        "minimaxGenerator": lambda: torch.log(1 - torch.sigmoid(fake)).mean(),
        "nonSaturatingGenerator": lambda: -torch.log(torch.sigmoid(fake)).mean(),
        "switchedGenerator": lambda: (1 - weight) * torch.log(1 - torch.sigmoid(fake)).mean()
        - weight * torch.log(torch.sigmoid(fake)).mean(),
        "leastSquaresDiscriminator": lambda: F.mse_loss(real, torch.ones_like(real)) / 2 + (fake**2).mean() / 2,
        "leastSquaresGenerator": lambda: F.mse_loss(fake, torch.ones_like(fake)) / 2,
        "hingeDiscriminator": lambda: F.relu(1 - real).mean() + F.relu(1 + fake).mean(),
        "hingeGenerator": lambda: -fake.mean(),
        "wassersteinDiscriminator": lambda: fake.mean() - real.mean(),
        "wassersteinGenerator": lambda: -fake.mean(),
        "relativisticDiscriminator": lambda: ra(real, fake),
        "relativisticGenerator": lambda: ra(fake, real),
        "pairedDiscriminator": lambda: F.softplus(-(real - fake)).mean(),
        "pairedGenerator": lambda: F.softplus(-(fake - real)).mean(),
    }
    for name, formula in formulas.items():
        cases[name] = solved(formula(), real, fake, weight)


def solved(loss, real, fake, weight=0.0):
    gradients = torch.autograd.grad(loss, [real, fake], allow_unused=True, retain_graph=True)
    zero = torch.zeros_like(real)
    return {
        "real": packed(real),
        "fake": packed(fake),
        "weight": weight,
        "loss": packed(loss),
        "realGradient": packed(gradients[0] if gradients[0] is not None else zero),
        "fakeGradient": packed(gradients[1] if gradients[1] is not None else zero),
    }


def soft_targets():
    """Targets of each sample, on both sides."""
    real, fake = draw(6, 1, scale=3).requires_grad_(), draw(6, 1, scale=3).requires_grad_()
    t, s = [(low + torch.rand(6, 1) * 0.3).mul(64).round() / 64 for low in (0.7, 0)]  # exact in float32
    cases["softTargets"] = {**solved(bce(real, t) + bce(fake, s), real, fake), "targets": [packed(t), packed(s)]}
    two_sided = bce(real, torch.full_like(real, 0.8)) + bce(fake, torch.full_like(fake, 0.1))
    cases["smoothedBothSides"] = solved(two_sided, real, fake)


def extremes():
    """Logits where σ is 0 or 1 in float32, in every pairing: each formula in a form that is exact there."""
    values = torch.tensor([-60.0, -30.5, 0.0, 30.5, 60.0])
    real = values.repeat_interleave(5)[:, None].requires_grad_()
    fake = values.repeat(5)[:, None].requires_grad_()
    log_real, log_fake, log_not_fake = F.logsigmoid(real), F.logsigmoid(fake), F.logsigmoid(-fake)
    ra = lambda a, b: -(F.logsigmoid(a - b.mean()) + F.logsigmoid(a.mean() - b)).mean()
    formulas = {
        "minimaxDiscriminator": -log_real.mean() - log_not_fake.mean(),
        "minimaxDiscriminatorSmoothed": -(0.9 * log_real + 0.1 * F.logsigmoid(-real)).mean() - log_not_fake.mean(),
        "minimaxGenerator": log_not_fake.mean(),
        "nonSaturatingGenerator": -log_fake.mean(),
        "switchedGenerator": 0.7 * log_not_fake.mean() - 0.3 * log_fake.mean(),
        "leastSquaresDiscriminator": ((real - 1) ** 2).mean() / 2 + (fake**2).mean() / 2,
        "leastSquaresGenerator": ((fake - 1) ** 2).mean() / 2,
        "hingeDiscriminator": torch.clamp(1 - real, min=0).mean() + torch.clamp(1 + fake, min=0).mean(),
        "hingeGenerator": -fake.mean(),
        "wassersteinDiscriminator": fake.mean() - real.mean(),
        "wassersteinGenerator": -fake.mean(),
        "relativisticDiscriminator": ra(real, fake),
        "relativisticGenerator": ra(fake, real),
        "pairedDiscriminator": -F.logsigmoid(real - fake).mean(),
        "pairedGenerator": -F.logsigmoid(fake - real).mean(),
    }
    for name, loss in formulas.items():
        cases[f"{name}At60"] = solved(loss, real, fake, 0.3)


def penalties():
    parameters = {"hidden.weight": draw(5, 16), "hidden.bias": draw(5), "out.weight": draw(1, 5), "out.bias": draw(1)}
    for value in parameters.values():
        value.requires_grad_()

    def discriminator(x):
        p = parameters
        h = torch.tanh(F.linear(x.flatten(1), p["hidden.weight"], p["hidden.bias"]))
        return F.linear(h, p["out.weight"], p["out.bias"])

    shape = (4, 4, 2, 2)  # 64 elements: means over powers of two are exact in float32 too
    real, fake = draw(*shape), draw(*shape)
    noise, epsilon = (torch.rand(*shape) * 1000).round() / 1000, (torch.rand(4, 1) * 1000).round() / 1000

    def slopes(x):
        x = x.detach().requires_grad_()
        return torch.autograd.grad(discriminator(x).sum(), x, create_graph=True)[0].flatten(1)

    def between():
        e = epsilon[:, :, None, None]
        return e * real + (1 - e) * fake

    near = real + 0.5 * real.std(unbiased=False) * noise
    formulas = {
        "gradientPenalty": lambda: 10 * ((slopes(between()).norm(dim=1) - 1) ** 2).mean(),
        "r1": lambda: 5 / 2 * (slopes(real) ** 2).sum(1).mean(),
        "r2": lambda: 5 / 2 * (slopes(fake) ** 2).sum(1).mean(),
        "r1r2": lambda: 5 / 2 * ((slopes(real) ** 2).sum(1).mean() + (slopes(fake) ** 2).sum(1).mean()),
        "dragan": lambda: 10 * (slopes(near) ** 2).sum(1).mean(),
        "draganCentred": lambda: 10 * ((slopes(near).norm(dim=1) - 1) ** 2).mean(),
    }
    shared = {"real": real, "fake": fake, "noise": noise, "epsilon": epsilon}
    for name, formula in formulas.items():
        penalty = formula()
        gradients = torch.autograd.grad(penalty, list(parameters.values()), allow_unused=True)
        cases[name] = {
            "inputs": {k: packed(v) for k, v in shared.items()},
            "parameters": {k: packed(v) for k, v in parameters.items()},
            "loss": packed(penalty),
            "parameterGradients": {
                k: packed(torch.zeros_like(parameters[k]) if g is None else g) for k, g in zip(parameters, gradients)
            },
        }


losses()
penalties()
soft_targets()
extremes()
write("src/losses/golden/losses.json", cases)
