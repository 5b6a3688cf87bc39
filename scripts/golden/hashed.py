"""Numbers that need no file: a hash of a name and an index, the same here and in test/hashed.ts.

u(name, i) in [0, 1) with 24 bits: MurmurHash3's finaliser over i plus the FNV-1a hash of the name.
"""

import numpy as np


def fnv1a(name):
    h = 0x811C9DC5
    for byte in name.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def hashed(name, count):
    x = np.arange(count, dtype=np.uint64) + fnv1a(name)
    mask = np.uint64(0xFFFFFFFF)
    x &= mask
    x ^= x >> np.uint64(16)
    x = x * np.uint64(0x85EBCA6B) & mask
    x ^= x >> np.uint64(13)
    x = x * np.uint64(0xC2B2AE35) & mask
    x ^= x >> np.uint64(16)
    return (x >> np.uint64(8)).astype(np.float64) / 2**24


def between(name, shape, low, high):
    """float32 numbers of a shape, evenly spread in [low, high)."""
    count = int(np.prod(shape)) if len(shape) > 0 else 1
    return (low + hashed(name, count) * (high - low)).astype(np.float32).reshape(shape)


def pictures(name, count, channels, height, width):
    """Bytes as the product has them: in [-1, 1]."""
    return np.floor(between(name, (count, channels, height, width), 0, 256)).astype(np.float32) / np.float32(127.5) - np.float32(1)
