"""Golden values of metrics: MS-SSIM written with two-dimensional convolutions and average pooling of PyTorch."""

import torch
from torch.nn.functional import avg_pool2d, conv2d

from golden import draw, packed, write

torch.manual_seed(11)
WEIGHTS = torch.tensor([0.0448, 0.2856, 0.3001, 0.2363, 0.1333])


def window(channels):
    """The 11 x 11 Gaussian of sigma 1.5, once a channel."""
    offsets = torch.arange(11) - 5.0
    squared = offsets[:, None] ** 2 + offsets[None, :] ** 2
    bell = torch.exp(-squared / (2 * 1.5**2))
    return (bell / bell.sum()).expand(channels, 1, 11, 11)


def ms_ssim(x, y, scales, value_range):
    """Mean over channels of two images [C, H, W]."""
    channels = x.shape[0]
    weights = WEIGHTS[:scales] / WEIGHTS[:scales].sum()
    c1, c2 = (0.01 * value_range) ** 2, (0.03 * value_range) ** 2
    x, y = x[None], y[None]
    result = torch.ones(channels)
    for scale in range(scales):
        filtered = lambda image: conv2d(image, window(channels), groups=channels)
        mx, my = filtered(x), filtered(y)
        vx, vy, vxy = filtered(x * x) - mx**2, filtered(y * y) - my**2, filtered(x * y) - mx * my
        cs = (2 * vxy + c2) / (vx + vy + c2)
        full = cs * (2 * mx * my + c1) / (mx**2 + my**2 + c1)
        kept = full if scale == scales - 1 else cs
        result = result * kept.mean((0, 2, 3)).clamp(min=0) ** weights[scale]
        x, y = avg_pool2d(x, 2), avg_pool2d(y, 2)
    return result.mean().item()


def case(shape, scales, value_range, noise):
    """A smooth image, and the same with noise; few digits, so that JSON holds them exactly."""
    channels, height, width = shape
    rows = torch.linspace(0, 3, height)[None, :, None]
    columns = torch.linspace(0, 5, width)[None, None, :]
    phase = torch.arange(channels)[:, None, None]
    x = ((torch.sin(rows * 2 + phase) * torch.cos(columns)) * 100).round() / 100 * value_range / 2
    y = x + (draw(*shape) * noise * 100).round() / 100
    return {
        "x": packed(x),
        "y": packed(y),
        "range": value_range,
        "scales": scales,
        "msSsim": ms_ssim(x, y, scales, value_range),
    }


write(
    "src/metrics/golden/ms-ssim.json",
    {
        "16x16x1, one scale": case((1, 16, 16), 1, 2, 0.4),
        "28x28x1, two scales": case((1, 28, 28), 2, 2, 0.5),
        "33x47x3, two scales, odd sides": case((3, 33, 47), 2, 1, 0.2),
        "64x64x1, three scales": case((1, 64, 64), 3, 2, 1.0),
    },
)
