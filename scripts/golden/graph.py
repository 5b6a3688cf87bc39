"""Golden values of what the graph language has in common with PyTorch, by PyTorch in float64.

Each case: inputs, parameters, the output, and the gradients of sum(output * weights) with respect to the inputs.
Convolutions come in odd combinations of stride, padding and dilation, also where the stride leaves pixels over.
"""

import torch
import torch.nn.functional as F

from golden import draw, packed, write

torch.manual_seed(7)
cases = {}


def case(name, f, inputs, **parameters):
    inputs = [tensor.requires_grad_() for tensor in inputs]
    output = f(*inputs)
    weights = draw(*output.shape)
    gradients = torch.autograd.grad((output * weights).sum(), inputs)
    cases[name] = {
        "parameters": parameters,
        "inputs": [packed(tensor) for tensor in inputs],
        "output": packed(output),
        "weights": packed(weights),
        "gradients": [packed(tensor) for tensor in gradients],
    }


# name: H, W, kernel, stride, padding (top, left, bottom, right), dilation
geometries = {
    "plain": (5, 6, (3, 3), (1, 1), (0, 0, 0, 0), (1, 1)),
    "halving": (6, 6, (4, 4), (2, 2), (1, 1, 1, 1), (1, 1)),
    "leftover": (7, 6, (3, 2), (3, 4), (0, 1, 0, 1), (1, 1)),
    "dilated": (8, 7, (3, 2), (2, 1), (2, 1, 2, 1), (2, 3)),
    "asymmetric": (6, 5, (3, 3), (2, 2), (0, 1, 1, 0), (1, 1)),
    "pointwise": (4, 3, (1, 1), (2, 2), (0, 0, 0, 0), (1, 1)),
    "beyond": (3, 3, (2, 2), (1, 1), (2, 2, 2, 2), (1, 1)),
}

for name, (h, w, kernel, stride, padding, dilation) in geometries.items():
    top, left, bottom, right = padding

    def conv(x, weight):
        return F.conv2d(F.pad(x, (left, right, top, bottom)), weight, stride=stride, dilation=dilation)

    geometry = {"stride": stride, "padding": padding, "dilation": dilation}
    x, weight = draw(2, 2, h, w), draw(3, 2, *kernel)
    case(f"conv {name}", conv, [x, weight], **geometry)

    if (top, left) != (bottom, right):
        continue  # conv_transpose2d knows symmetric padding only

    def extent(axis, size):
        padded = size + 2 * padding[axis]
        out = (padded - dilation[axis] * (kernel[axis] - 1) - 1) // stride[axis] + 1
        least = (out - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel[axis] - 1) + 1
        return out, size - least

    (rows, extra_rows), (columns, extra_columns) = extent(0, h), extent(1, w)

    def conv_transpose(y, weight):
        return F.conv_transpose2d(
            y, weight, stride=stride, padding=(top, left), dilation=dilation, output_padding=(extra_rows, extra_columns)
        )

    case(f"convTranspose {name}", conv_transpose, [draw(2, 3, rows, columns), draw(3, 2, *kernel)], size=(h, w), **geometry)

image = lambda: draw(1, 2, 6, 9)
for size in [(12, 9), (9, 9), (3, 3), (4, 5), (1, 13)]:
    text = f"{size[0]}x{size[1]}"
    case(f"resizeBilinear {text}", lambda x: F.interpolate(x, size, mode="bilinear"), [image()], size=size)
    case(
        f"resizeAntialiased {text}",
        lambda x: F.interpolate(x, size, mode="bilinear", antialias=True),
        [image()],
        size=size,
    )
    case(f"resizeNearest {text}", lambda x: F.interpolate(x, size, mode="nearest"), [image()], size=size)

# name: kernel, stride, padding (vertical, horizontal)
pools = {
    "tiles": ((2, 3), (2, 3), (0, 0)),
    "overlapping": ((3, 3), (2, 2), (1, 1)),
    "uneven": ((3, 2), (1, 3), (0, 1)),
    "gaps": ((1, 2), (2, 3), (0, 0)),
}
for name, (kernel, stride, (vertical, horizontal)) in pools.items():
    parameters = {"kernel": kernel, "stride": stride, "padding": (vertical, horizontal, vertical, horizontal)}
    for kind, pool in [("maxPool", F.max_pool2d), ("averagePool", F.avg_pool2d)]:
        case(f"{kind} {name}", lambda x: pool(x, kernel, stride, (vertical, horizontal)), [image()], **parameters)

functions = {
    "softmax": lambda x: F.softmax(x, -1),
    "logSoftmax": lambda x: F.log_softmax(x, -1),
    "logSumExp": lambda x: torch.logsumexp(x, -1),
    "norm": lambda x: torch.linalg.vector_norm(x, dim=-1),
    "variance": lambda x: torch.var(x, -1, unbiased=False),
    "elu": F.elu,
    "selu": F.selu,
    "silu": F.silu,
    "gelu": lambda x: F.gelu(x, approximate="tanh"),
    "relu": F.relu,
    "leakyRelu": lambda x: F.leaky_relu(x, 0.2),
    "softplus": lambda x: -F.logsigmoid(-x),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "clip": lambda x: torch.clamp(x, -1, 1),
}
for name, f in functions.items():
    case(name, f, [draw(3, 5, scale=3)])

case("logSumExp far out", lambda x: torch.logsumexp(x, -1), [torch.tensor([[1000.0, 1001.0, -1000.0]])])
case("softplus far out", lambda x: -F.logsigmoid(-x), [torch.tensor([-800.0, -40.0, 0.0, 40.0, 800.0])])
case("matmul batched", torch.matmul, [draw(2, 3, 4), draw(2, 4, 2)])

write("src/graph/golden/graph.json", cases)
