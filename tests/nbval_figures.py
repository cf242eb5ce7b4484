"""A pytest plugin: nbval leaves figures out of its comparison; this puts them back in,
by what the eye would see.

Two pictures agree when they have the same size in pixels and their colours differ by no
more than 2 of
255 on average (root mean square): another font rasteriser passes, another bar or word
does not.
"""

import base64
import io

import numpy as np
import pytest
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
        return (
            f"sizes differ: {a.shape[1]}x{a.shape[0]} and {b.shape[1]}x{b.shape[0]}"
            " pixels"
        )
    rms = float(np.sqrt(np.mean((a - b) ** 2)))
    return (
        ""
        if rms <= TOLERANCE
        else (
            f"colours differ by {rms:.1f} of 255 (at most {TOLERANCE:g} is taken as the"
            " same)"
        )
    )


class Picture(str):
    """The base64 text of a PNG; equal to another when both look the same."""

    def __eq__(self, other):
        return str.__eq__(self, other) or not difference(str(self), str(other))

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    collected = yield
    for notebook in collected if isinstance(collected, list) else [collected]:
        if file_path.suffix == ".ipynb" and notebook is not None:
            notebook.skip_compare = tuple(
                key for key in notebook.skip_compare if key != "image/png"
            )
    return collected


def pytest_itemcollected(item):
    if hasattr(item, "sanitize"):
        plain = item.sanitize
        item.sanitize = lambda text: (
            Picture(text)
            if isinstance(text, str) and text.startswith("iVBOR")
            else plain(text)
        )
