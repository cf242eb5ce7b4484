"""Two pictures compared by what the eye would see.

They agree when they have the same size in pixels and their colours differ by no more
than 2 of 255 on average (root mean square): another font rasteriser passes, another bar
or word does not.
"""

import base64
import io

import numpy as np
from PIL import Image

TOLERANCE = 2.0  # of 255


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
    if rms <= TOLERANCE:
        return ""
    return f"colours differ by {rms:.1f} of 255 (at most {TOLERANCE:g} is the same)"
