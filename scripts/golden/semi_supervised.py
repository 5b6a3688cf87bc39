"""Golden values of what the semi-supervised GAN is made of, by PyTorch in float64: weight norm (torch's own), Gaussian
noise, the discriminator as a whole, and its losses, also with logits up to 60 in size.
"""

import torch
import torch.nn.functional as F
from torch import nn

from golden import draw, packed, write

torch.manual_seed(31)


def layer(forward, inputs, parameters):
    """Output and gradients of <output, cotangent>; `noise…` inputs have none."""
    differentiable = {k: v for k, v in {**inputs, **parameters}.items() if not k.startswith("noise")}
    for value in differentiable.values():
        value.requires_grad_()
    output = forward(**inputs, p=parameters)
    cotangent = draw(*output.shape)
    (output * cotangent).sum().backward()
    return {
        "inputs": {k: packed(v) for k, v in inputs.items()},
        "parameters": {k: packed(v) for k, v in parameters.items()},
        "cotangent": packed(cotangent),
        "output": packed(output),
        "gradients": {k: packed(v.grad) for k, v in differentiable.items()},
    }


def weight_norm(x, p, gain=None, prefix=""):
    """torch.nn.utils.weight_norm on a linear layer, with our names for g and v."""
    direction = p[f"{prefix}direction"]
    g = p[f"{prefix}gain"] if gain is None else torch.full((direction.shape[0],), gain)
    return F.linear(x, torch._weight_norm(direction, g[:, None], 0), p[f"{prefix}bias"])


def linear_parameters(fan_out, fan_in, trained=True, prefix=""):
    own = {f"{prefix}direction": draw(fan_out, fan_in), f"{prefix}bias": draw(fan_out)}
    return own | ({f"{prefix}gain": draw(fan_out)} if trained else {})


GAIN = 1.25
SIZES = [6, 5, 4, 3]  # a discriminator of two hidden layers on 1×2×3 images, and 3 classes


def discriminator(x, p, **noise):
    deviations = [0.25, 0.5, 0.5]
    gains = [(1 / 12 + 0.25**2) ** -0.5, (1 / 2 + 0.5**2) ** -0.5]
    h = (x.flatten(1) + 1) / 2
    for i in range(2):
        h = F.relu(weight_norm(h + deviations[i] * noise[f"noise{i}"], p, gains[i], f"hidden{i}."))
    logits = weight_norm(h + deviations[2] * noise["noise2"], p, prefix="out.")
    return torch.cat([logits, h], 1)


def generator(z, p):
    """In training: statistics of the batch."""
    h = z
    for i in range(2):
        product = F.linear(h, p[f"hidden{i}.weight"])
        h = F.softplus(F.batch_norm(product, None, None, p[f"hidden{i}.norm.weight"], p[f"hidden{i}.norm.bias"], training=True))
    return (2 * torch.sigmoid(weight_norm(h, p, prefix="pixels.")) - 1).reshape(-1, 1, 2, 2)


of_generator = {"hidden0.weight": draw(5, 3), "hidden0.norm.weight": draw(5), "hidden0.norm.bias": draw(5)}
of_generator |= {"hidden1.weight": draw(4, 5), "hidden1.norm.weight": draw(4), "hidden1.norm.bias": draw(4)}
of_generator |= linear_parameters(4, 4, prefix="pixels.")

parameters = {}
for i in range(2):
    parameters |= linear_parameters(SIZES[i + 1], SIZES[i], False, f"hidden{i}.")
parameters |= linear_parameters(SIZES[3], SIZES[2], True, "out.")

write(
    "src/models/golden/semi-supervised.json",
    {
        "weightNorm": layer(weight_norm, {"x": draw(3, 4)}, linear_parameters(5, 4)),
        "weightNormFixed": layer(lambda x, p: weight_norm(x, p, GAIN), {"x": draw(3, 4)}, linear_parameters(5, 4, False)),
        "gaussianNoise": layer(lambda x, noise0, p: x + 0.25 * noise0, {"x": draw(2, 3), "noise0": draw(2, 3)}, {}),
        "discriminator": layer(
            discriminator,
            {"x": draw(4, 1, 2, 3), "noise0": draw(4, 6), "noise1": draw(4, 5), "noise2": draw(4, 4)},
            parameters,
        ),
        "generator": layer(lambda x, p: generator(x, p), {"x": draw(8, 3)}, of_generator),
    },
)

# torch's own module says the same as the function it calls
module = nn.utils.weight_norm(nn.Linear(4, 5))
expected = F.linear(x := draw(3, 4), module.weight_g * module.weight_v / module.weight_v.norm(dim=1, keepdim=True), module.bias)
assert torch.allclose(module(x), expected, rtol=1e-12)


def losses(scale):
    known, real, fake = (draw(4, 3, scale=scale).clamp(-60, 60).requires_grad_() for _ in range(3))
    labels = torch.tensor([2, 0, 1, 2])
    z = torch.logsumexp
    # a class more, whose logit is 0, is "fake": D(x) = Z/(Z + 1) is what softmax leaves for the others
    padded = lambda logits: F.pad(logits, (0, 1))
    log_fake = lambda logits: F.log_softmax(padded(logits), 1)[:, -1]
    log_real = lambda logits: z(logits, 1) - z(padded(logits), 1)
    values = {
        "labelled": F.cross_entropy(known, labels),
        "unlabelled": -0.5 * log_real(real).mean() - 0.5 * log_fake(fake).mean(),
        "featureMatching": F.mse_loss(fake.mean(0), real.mean(0)),
    }
    tensors = {"known": known, "real": real, "fake": fake}
    record = {"labels": labels.tolist(), **{name: packed(tensor) for name, tensor in tensors.items()}}
    for name, value in values.items():
        gradients = torch.autograd.grad(value, list(tensors.values()), allow_unused=True)
        slopes = {k: packed(g) for k, g in zip(tensors, gradients) if g is not None}
        record[name] = {"value": value.item(), "gradients": slopes}
    return record


write("src/losses/golden/semi-supervised.json", {"ordinary": losses(2), "large": losses(40)})
