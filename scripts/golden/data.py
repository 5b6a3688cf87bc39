"""Golden values of data: resizing by Pillow, files by NumPy. Needs Pillow (9.4 was used) beside torch and numpy."""

import base64
import io

import numpy
import torch
from PIL import Image

from golden import packed, write

numpy.random.seed(7)


def resized(height, width, to_height, to_width):
    """A grey float image and what Lanczos 3 with antialiasing makes of it."""
    image = numpy.random.randint(0, 256, (height, width)).astype(numpy.float32)
    out = Image.fromarray(image, mode="F").resize((to_width, to_height), Image.LANCZOS)
    return {"image": packed(torch.from_numpy(image)), "resized": packed(torch.from_numpy(numpy.asarray(out).copy()))}


def saved(array):
    """The bytes of a `.npy` file."""
    buffer = io.BytesIO()
    numpy.save(buffer, array)
    return base64.b64encode(buffer.getvalue()).decode()


def saved_version(array, version):
    buffer = io.BytesIO()
    numpy.lib.format.write_array(buffer, array, version=version)
    return base64.b64encode(buffer.getvalue()).decode()


points = (numpy.arange(6).reshape(3, 2) - 2.5) / 4

write(
    "src/data/golden/data.json",
    {
        "shrink 5x7 to 3x4": resized(5, 7, 3, 4),
        "shrink 28x28 to 16x16": resized(28, 28, 16, 16),
        "enlarge 7x5 to 9x12": resized(7, 5, 9, 12),
        "enlarge 28x28 to 32x32": resized(28, 28, 32, 32),
        "npy float32": saved(points.astype("<f4")),
        "npy float64": saved(points.astype("<f8")),
        "npy version 2": saved_version(points.astype("<f4"), (2, 0)),
        "npy uint8": saved((numpy.arange(24) * 10).astype(numpy.uint8).reshape(2, 3, 2, 2)),
        "npy fortran": saved(numpy.asfortranarray(points.astype("<f4"))),
        "npy int64": saved(numpy.arange(4)),
        "npy big-endian": saved(points.astype(">f4")),
    },
)
