"""Golden values of BEGAN's phases: losses, M_global, and both players' gradients, by PyTorch in float64.

The networks are written out with torch.nn.functional from the paper's figure 1, for images of 10 pixels (5 inside, one
doubling), 2 channels and a code of 3. Parameters are named as our layers name them.
"""

import torch
import torch.nn.functional as F

from golden import draw, packed, write

torch.manual_seed(29)
N, CHANNELS, WIDTH, HIDDEN, EXTENT = 3, 2, 2, 3, 5
K, GAMMA = 0.3, 0.5


def conv(p, name, x, stride=1):
    return F.conv2d(x, p[f"{name}.weight"], p[f"{name}.bias"], stride=stride, padding=1)


def pair(p, name, x):
    return F.elu(conv(p, f"{name}.conv2", F.elu(conv(p, f"{name}.conv1", x))))


def decoder(p, h, prefix=""):
    y = F.linear(h, p[f"{prefix}hidden.weight"], p[f"{prefix}hidden.bias"]).view(-1, WIDTH, EXTENT, EXTENT)
    y = pair(p, f"{prefix}block0", y)
    y = pair(p, f"{prefix}block1", F.interpolate(y, scale_factor=2, mode="nearest"))
    return conv(p, f"{prefix}image", y)


def autoencoder(p, x):
    y = pair(p, "encoder.block0", F.elu(conv(p, "encoder.image", x)))
    y = pair(p, "encoder.block1", F.elu(conv(p, "encoder.down1", y, stride=2)))
    return decoder(p, F.linear(y.flatten(1), p["encoder.hidden.weight"], p["encoder.hidden.bias"]), "decoder.")


def layer(name, *weight, scale=0.4):
    return {f"{name}.weight": draw(*weight, scale=scale), f"{name}.bias": draw(weight[0], scale=0.1)}


def decoder_parameters(prefix=""):
    p = layer(f"{prefix}hidden", WIDTH * EXTENT * EXTENT, HIDDEN)
    for block in ("block0", "block1"):
        p |= layer(f"{prefix}{block}.conv1", WIDTH, WIDTH, 3, 3) | layer(f"{prefix}{block}.conv2", WIDTH, WIDTH, 3, 3)
    return p | layer(f"{prefix}image", CHANNELS, WIDTH, 3, 3)


def encoder_parameters():
    wide = 2 * WIDTH
    p = layer("encoder.image", WIDTH, CHANNELS, 3, 3)
    p |= layer("encoder.block0.conv1", WIDTH, WIDTH, 3, 3) | layer("encoder.block0.conv2", WIDTH, WIDTH, 3, 3)
    p |= layer("encoder.down1", wide, WIDTH, 3, 3, scale=0.3)
    p |= layer("encoder.block1.conv1", wide, wide, 3, 3, scale=0.2)
    p |= layer("encoder.block1.conv2", wide, wide, 3, 3, scale=0.2)
    return p | layer("encoder.hidden", HIDDEN, wide * EXTENT * EXTENT, scale=0.1)


generator = {name: value.requires_grad_() for name, value in decoder_parameters().items()}
judge = {name: value.requires_grad_() for name, value in (encoder_parameters() | decoder_parameters("decoder.")).items()}
x, z = draw(N, CHANNELS, 10, 10, scale=0.5), draw(N, HIDDEN, scale=0.5)

fake = decoder(generator, z)
loss_real = (autoencoder(judge, x) - x).abs().mean()
loss_fake = (autoencoder(judge, fake) - fake).abs().mean()
loss_d = loss_real - K * loss_fake
measure = loss_real + (GAMMA * loss_real - loss_fake).abs()


def slopes(loss, parameters):
    found = torch.autograd.grad(loss, list(parameters.values()), retain_graph=True)
    return {name: packed(slope) for name, slope in zip(parameters, found)}


write(
    "src/game/golden/began.json",
    {
        "x": packed(x),
        "z": packed(z),
        "k": K,
        "gamma": GAMMA,
        "generator": {name: packed(value) for name, value in generator.items()},
        "judge": {name: packed(value) for name, value in judge.items()},
        "D": {
            "loss": packed(loss_d),
            "lossReal": packed(loss_real),
            "lossFake": packed(loss_fake),
            "measure": packed(measure),
            "gradients": slopes(loss_d, judge),
        },
        "G": {"loss": packed(loss_fake), "gradients": slopes(loss_fake, generator)},
    },
)
