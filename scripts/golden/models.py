"""Golden values of layers and networks: output, gradients and running statistics, by PyTorch in float64.

Each case is a function of inputs, parameters and buffers, written with torch.nn.functional and named as our layers
name their tensors. The loss is <output, cotangent>, so the gradients test every element of the output.
"""

import torch
import torch.nn.functional as F
from torch import nn

from golden import draw, packed, write

torch.manual_seed(20)
cases = {}


def case(name, forward, inputs, parameters=None, buffers=None, frozen=()):
    """Records one call. `frozen`: inputs without a gradient. Buffers are updated in place by torch."""
    parameters, buffers = parameters or {}, buffers or {}
    for key, value in {**inputs, **parameters}.items():
        if key not in frozen:
            value.requires_grad_()
    record = {
        "inputs": {k: packed(v) for k, v in inputs.items()},
        "parameters": {k: packed(v) for k, v in parameters.items()},
        "buffers": {k: packed(v) for k, v in buffers.items()},
    }
    output = forward(**inputs, p=parameters, b=buffers)
    cotangent = draw(*output.shape)
    (output * cotangent).sum().backward()
    cases[name] = record | {
        "cotangent": packed(cotangent),
        "output": packed(output),
        "inputGradients": {k: packed(v.grad) for k, v in inputs.items() if k not in frozen},
        "parameterGradients": {k: packed(v.grad) for k, v in parameters.items()},
        "buffersAfter": {k: packed(v) for k, v in buffers.items()},
    }


def norm_parameters(channels, prefix=""):
    return {f"{prefix}weight": 1 + draw(channels, scale=0.2), f"{prefix}bias": draw(channels, scale=0.2)}


def norm_buffers(channels, prefix=""):
    return {f"{prefix}runningMean": draw(channels), f"{prefix}runningVariance": draw(channels).abs() + 0.5}


def batch_norm(x, p, b, prefix="", training=True):
    return F.batch_norm(
        x, b[f"{prefix}runningMean"], b[f"{prefix}runningVariance"], p[f"{prefix}weight"], p[f"{prefix}bias"], training
    )


def linear():
    shapes = {"weight": draw(4, 3), "bias": draw(4)}
    case("linear", lambda x, p, b: F.linear(x, p["weight"], p["bias"]), {"x": draw(2, 3)}, shapes)
    case("linearNoBias", lambda x, p, b: F.linear(x, p["weight"]), {"x": draw(2, 3)}, {"weight": draw(4, 3)})


def convolutions():
    def conv(name, x, weight, **geometry):
        parameters = {"weight": draw(*weight), "bias": draw(weight[0])}
        case(name, lambda x, p, b: F.conv2d(x, p["weight"], p["bias"], **geometry), {"x": draw(*x)}, parameters)

    conv("conv2dStride", (2, 2, 6, 6), (3, 2, 4, 4), stride=2, padding=1)
    conv("conv2dDilation", (1, 2, 7, 8), (2, 2, 3, 2), stride=(1, 2), padding=(2, 0), dilation=(2, 3))

    def conv_transpose(name, x, weight, **geometry):
        parameters = {"weight": draw(*weight), "bias": draw(weight[1])}
        forward = lambda x, p, b: F.conv_transpose2d(x, p["weight"], p["bias"], **geometry)
        case(name, forward, {"x": draw(*x)}, parameters)

    conv_transpose("convTranspose2dK4", (2, 3, 3, 3), (3, 2, 4, 4), stride=2, padding=1)
    conv_transpose("convTranspose2dK5", (1, 2, 3, 4), (2, 2, 5, 5), stride=2, padding=2, output_padding=1)
    conv_transpose(
        "convTranspose2dMixed", (1, 2, 3, 3), (2, 3, 3, 2), stride=(3, 2), padding=(1, 0), output_padding=(2, 0), dilation=(2, 1)
    )


def norms():
    for name, x in (("1d", (5, 3)), ("2d", (3, 3, 2, 4))):
        for training in (True, False):
            forward = lambda x, p, b, training=training: batch_norm(x, p, b, training=training)
            mode = "Training" if training else "Evaluation"
            case(f"batchNorm{name}{mode}", forward, {"x": draw(*x) + 2}, norm_parameters(3), norm_buffers(3))
    shape = (2, 3, 2)
    case(
        "layerNorm",
        lambda x, p, b: F.layer_norm(x, shape, p["weight"], p["bias"]),
        {"x": draw(3, *shape)},
        {"weight": draw(*shape), "bias": draw(*shape)},
    )
    # one group over all channels is layer norm with γ and β for each channel
    case(
        "layerNormChannels",
        lambda x, p, b: F.group_norm(x, 1, p["weight"], p["bias"]),
        {"x": draw(3, *shape)},
        norm_parameters(2),
    )
    case("layerNormPlain", lambda x, p, b: F.layer_norm(x, (4,)), {"x": draw(3, 4)})
    case("instanceNorm", lambda x, p, b: F.instance_norm(x), {"x": draw(2, 3, 3, 2)})
    case(
        "instanceNormAffine",
        lambda x, p, b: F.instance_norm(x, weight=p["weight"], bias=p["bias"]),
        {"x": draw(2, 3, 3, 2)},
        norm_parameters(3),
    )


def second_order():
    """Outputs that are gradients already: their gradients are second derivatives, as a gradient penalty takes them."""
    slope = lambda x, y: torch.autograd.grad((y**3).sum(), x, create_graph=True)[0]
    forward = lambda x, p, b: slope(x, batch_norm(x, p, b))
    case("batchNormSecondOrder", forward, {"x": draw(4, 2, 2, 2)}, norm_parameters(2), norm_buffers(2))
    forward = lambda x, p, b: slope(x, F.group_norm(x, 1, p["weight"], p["bias"]))
    case("layerNormSecondOrder", forward, {"x": draw(2, 4, 2)}, norm_parameters(4))


def small_layers():
    labels = torch.tensor([2, 0, 2, 4])
    case("embedding", lambda labels, p, b: F.embedding(labels, p["weight"]), {"labels": labels}, {"weight": draw(5, 3)}, frozen=("labels",))
    maxout = lambda x, p, b: F.linear(x, p["weight"], p["bias"]).view(-1, 3, 4).max(2).values
    case("maxout", maxout, {"x": draw(3, 2)}, {"weight": draw(12, 2), "bias": draw(12)})
    activations = {
        "relu": F.relu,
        "leakyRelu": lambda x: F.leaky_relu(x, 0.2),
        "elu": F.elu,
        "selu": F.selu,
        "silu": F.silu,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "softplus": F.softplus,
        "none": lambda x: x * 1,
    }
    for name, function in activations.items():
        x = torch.cat([draw(10), torch.tensor([-30.0, -1e-3, 1e-3, 15.0])])
        case(f"activation {name}", lambda x, p, b, function=function: function(x), {"x": x})
    resize = lambda **options: (lambda x, p, b: F.interpolate(x, **options))
    case("upsampleNearest", resize(scale_factor=2), {"x": draw(2, 1, 3, 2)})
    case("upsampleNearest3", resize(scale_factor=3), {"x": draw(1, 2, 2, 2)})
    case("upsampleBilinear", resize(scale_factor=2, mode="bilinear", align_corners=False), {"x": draw(2, 1, 3, 2)})
    case("downsampleAverage", lambda x, p, b: F.avg_pool2d(x, 2), {"x": draw(2, 1, 4, 6)})
    case("downsampleNearest", resize(scale_factor=0.5), {"x": draw(2, 1, 4, 6)})
    case("downsampleBilinear", resize(scale_factor=0.5, mode="bilinear", align_corners=False), {"x": draw(2, 1, 4, 6)})


def residual_blocks():
    def block(x, p, b, resample):
        up = (lambda h: F.interpolate(h, scale_factor=2)) if resample == "up" else (lambda h: h)
        down = (lambda h: F.avg_pool2d(h, 2)) if resample == "down" else (lambda h: h)
        h = F.relu(batch_norm(x, p, b, "norm1."))
        h = F.conv2d(up(h), p["conv1.weight"], p["conv1.bias"], padding=1)
        h = F.relu(batch_norm(h, p, b, "norm2."))
        h = F.conv2d(h, p["conv2.weight"], p["conv2.bias"], padding=1)
        # the textbook order, resampling before the 1x1 convolution, though ours is the cheaper one
        shortcut = F.conv2d(up(x), p["shortcut.weight"], p["shortcut.bias"]) if "shortcut.weight" in p else up(x)
        return down(h) + down(shortcut)

    for resample, out in (("up", 3), ("down", 3), ("none", 2)):
        parameters = {
            **norm_parameters(2, "norm1."),
            "conv1.weight": draw(out, 2, 3, 3, scale=0.4),
            "conv1.bias": draw(out),
            **norm_parameters(out, "norm2."),
            "conv2.weight": draw(out, out, 3, 3, scale=0.4),
            "conv2.bias": draw(out),
        }
        if out != 2:
            parameters |= {"shortcut.weight": draw(out, 2, 1, 1), "shortcut.bias": draw(out)}
        buffers = {**norm_buffers(2, "norm1."), **norm_buffers(out, "norm2.")}
        forward = lambda x, p, b, resample=resample: block(x, p, b, resample)
        case(f"residualBlock {resample}", forward, {"x": draw(2, 2, 4, 4)}, parameters, buffers)


def perceptrons():
    def mlp(x, p, b):
        h = F.elu(F.linear(x.flatten(1), p["hidden0.weight"], p["hidden0.bias"]))
        h = F.elu(F.linear(h, p["hidden1.weight"], p["hidden1.bias"]))
        return torch.sigmoid(F.linear(h, p["out.weight"], p["out.bias"])).view(-1, 1, 2, 3)

    parameters = {
        "hidden0.weight": draw(5, 4), "hidden0.bias": draw(5),
        "hidden1.weight": draw(3, 5), "hidden1.bias": draw(3),
        "out.weight": draw(6, 3), "out.bias": draw(6),
    }  # fmt: skip
    case("mlp", mlp, {"x": draw(3, 2, 2)}, parameters)

    def normed(x, labels, p, b):
        h = F.linear(torch.cat([x, labels], 1), p["hidden0.weight"])
        h = F.leaky_relu(batch_norm(h, p, b, "hidden0.norm."), 0.2)
        return F.linear(h, p["out.weight"], p["out.bias"])

    parameters = {"hidden0.weight": draw(5, 4), **norm_parameters(5, "hidden0.norm."), "out.weight": draw(1, 5), "out.bias": draw(1)}
    case("mlpBatchNormTwoInputs", normed, {"x": draw(4, 3), "labels": draw(4, 1)}, parameters, norm_buffers(5, "hidden0.norm."))

    def maxout_discriminator(x, p, b):
        h = F.linear(x, p["hidden0.weight"], p["hidden0.bias"]).view(-1, 3, 2).max(2).values
        h = F.linear(h, p["hidden1.weight"], p["hidden1.bias"]).view(-1, 2, 2).max(2).values
        return F.linear(h, p["out.weight"], p["out.bias"])

    parameters = {
        "hidden0.weight": draw(6, 4), "hidden0.bias": draw(6),
        "hidden1.weight": draw(4, 3), "hidden1.bias": draw(4),
        "out.weight": draw(1, 2), "out.bias": draw(1),
    }  # fmt: skip
    case("maxoutDiscriminator", maxout_discriminator, {"x": draw(3, 4)}, parameters)


def dcgan(kernel, training, size=16):
    """16 pixels: 16 ↔ 8 ↔ 4. 14 pixels: 14 ↔ 7 ↔ 4, where a kernel of 4 sees the 7 as 8 with a row of zeros behind."""
    geometry = dict(stride=2, padding=(kernel - 1) // 2)
    odd = kernel % 2

    def widened(h):
        return F.pad(h, (0, 1, 0, 1)) if size == 14 and kernel == 4 else h

    def generator(z, p, b):
        h = F.conv_transpose2d(z[:, :, None, None], p["project.weight"])
        h = F.relu(batch_norm(h, p, b, "project.norm.", training))
        h = F.conv_transpose2d(h, p["up1.weight"], **geometry, output_padding=odd if size == 16 else 0)[:, :, : size // 2, : size // 2]
        h = F.relu(batch_norm(h, p, b, "up1.norm.", training))
        return torch.tanh(F.conv_transpose2d(h, p["image.weight"], **geometry, output_padding=odd))

    def discriminator(x, p, b):
        h = F.leaky_relu(F.conv2d(x, p["down1.weight"], **geometry), 0.2)
        h = F.conv2d(widened(h), p["down2.weight"], **geometry)
        h = F.leaky_relu(batch_norm(h, p, b, "down2.norm.", training), 0.2)
        return F.conv2d(h, p["logit.weight"]).flatten(1)

    name = f"K{kernel}{'' if size == 16 else f'Size{size}'}{'Training' if training else 'Evaluation'}"
    parameters = {
        "project.weight": draw(2, 2, 4, 4), **norm_parameters(2, "project.norm."),
        "up1.weight": draw(2, 1, kernel, kernel), **norm_parameters(1, "up1.norm."),
        "image.weight": draw(1, 1, kernel, kernel, scale=0.5),
    }  # fmt: skip
    buffers = {**norm_buffers(2, "project.norm."), **norm_buffers(1, "up1.norm.")}
    case(f"dcganGenerator{name}", generator, {"z": draw(2, 2)}, parameters, buffers)
    parameters = {
        "down1.weight": draw(1, 1, kernel, kernel, scale=0.5),
        "down2.weight": draw(2, 1, kernel, kernel, scale=0.5), **norm_parameters(2, "down2.norm."),
        "logit.weight": draw(1, 2, 4, 4),
    }  # fmt: skip
    images = {"x": draw(2, 1, size, size)}
    case(f"dcganDiscriminator{name}", discriminator, images, parameters, norm_buffers(2, "down2.norm."))


def dcgan_modules(noise, channels, extent, widths):
    """G's and D's layers as PyTorch modules. `widths`: from the image inwards."""
    inner, image = widths[-1], widths[0]
    g = [nn.ConvTranspose2d(noise, inner, extent, bias=False), nn.BatchNorm2d(inner)]
    for a, b in zip(widths[:0:-1], widths[-2::-1]):
        g += [nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b)]
    g += [nn.ConvTranspose2d(image, channels, 4, 2, 1, bias=False)]
    d = [nn.Conv2d(channels, image, 4, 2, 1, bias=False)]
    for a, b in zip(widths, widths[1:]):
        d += [nn.Conv2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b)]
    return nn.Sequential(*g), nn.Sequential(*d, nn.Conv2d(inner, 1, extent, bias=False))


def dcgan_shapes():
    """The shapes of the PyTorch DCGAN example (nz 100, ngf = ndf 64, nc 3), and counts at other sizes."""
    shapes = lambda network: [list(p.shape) for p in network.parameters()]
    count = lambda network: sum(p.numel() for p in network.parameters())
    generator, discriminator = dcgan_modules(100, 3, 4, [64, 128, 256, 512])
    cases["dcganExample"] = {"generator": shapes(generator), "discriminator": shapes(discriminator)}
    sizes = {
        16: (4, [8, 16]),
        28: (4, [8, 16, 32]),
        32: (4, [8, 16, 32]),
        48: (6, [8, 16, 32]),
        64: (4, [8, 16, 32, 64]),
        96: (6, [8, 16, 32, 64]),
        112: (4, [8, 16, 32, 64, 64]),
        128: (4, [8, 16, 32, 64, 64]),
    }
    counts = {}
    for size, (extent, widths) in sizes.items():
        pairs = {channels: dcgan_modules(10, channels, extent, widths) for channels in (1, 3, 4)}
        counts[size] = {c: {"generator": count(g), "discriminator": count(d)} for c, (g, d) in pairs.items()}
    cases["dcganCounts"] = counts


def dropout():
    u = torch.rand(4, 5).mul(1000).round() / 1000
    case("dropout", lambda x, u, p, b: torch.where(u > 0.4, x / 0.6, torch.zeros(())), {"x": draw(4, 5), "u": u}, frozen=("u",))


linear()
convolutions()
norms()
second_order()
small_layers()
residual_blocks()
perceptrons()
for kernel in (3, 4, 5):
    dcgan(kernel, training=True)
dcgan(4, training=False)
dropout()
dcgan_shapes()
for kernel in (3, 4, 5):
    dcgan(kernel, training=True, size=14)
dcgan(4, training=False, size=14)
write("src/models/golden/models.json", cases)
