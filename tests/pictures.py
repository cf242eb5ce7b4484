"""Two pictures compared by what the eye would see.

They agree when they have the same size in pixels and their colours differ by no more
than 2 of 255 on average (root mean square), and nowhere in a small square by more than
20: edges drawn softer pass, another bar or word does not, nor does a dot that moved.
"""

import base64
import io

import numpy as np
from PIL import Image

TOLERANCE = 2.0  # of 255
SQUARE = 16  # pixels; a dot of a figure is about as wide
IN_A_SQUARE = 20.0  # of 255; the mean, which soft edges hardly change


def pixels(png):
    """The colours of a PNG, given as bytes or as the base64 text of a notebook."""
    data = base64.b64decode(png) if isinstance(png, str) else png
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=float)


def difference(one, other):
    """How two PNG pictures differ, in words; empty when they agree."""
    a, b = pixels(one), pixels(other)
    if a.shape != b.shape:
        (tall, wide), (its_tall, its_wide) = a.shape[:2], b.shape[:2]
        return f"sizes differ: {wide}x{tall} and {its_wide}x{its_tall} pixels"
    rms = float(np.sqrt(np.mean((a - b) ** 2)))
    if rms > TOLERANCE:
        return f"colours differ by {rms:.1f} of 255 (at most {TOLERANCE:g} is the same)"
    most, (left, top) = _most(a - b)
    if most > IN_A_SQUARE:
        return (
            f"colours differ by {most:.1f} of 255 around {left}, {top} pixels from the"
            f" upper left (at most {IN_A_SQUARE:g} is the same)"
        )
    return ""


def _most(differences):
    """The largest mean difference in a square, and where the square begins."""
    squares = []
    for down in (0, SQUARE // 2):  # a dot may lie on the edge of a square
        for right in (0, SQUARE // 2):
            part = differences[down:, right:]
            tall, wide = (size // SQUARE for size in part.shape[:2])
            part = part[: tall * SQUARE, : wide * SQUARE]
            means = part.reshape(tall, SQUARE, wide, SQUARE, 3).mean(axis=(1, 3))
            if means.size:
                away = np.abs(means).max(axis=2)
                row, column = np.unravel_index(away.argmax(), away.shape)
                corner = (int(column) * SQUARE + right, int(row) * SQUARE + down)
                squares.append((float(away.max()), corner))
    return max(squares, default=(0.0, (0, 0)))
