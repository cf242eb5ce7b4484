"""Replies that a cell has asked for and not shown: they are shown when it ends.

A notebook shows the last line of a cell alone; an answer checked above it, or in a
loop, would go unseen. Outside IPython nothing is kept, and `print` shows a reply.
"""

from typing import Any

from ..evidence import session

_waiting: list[Any] = []


def shown_at_the_end(reply: Any) -> Any:
    """Hand on a reply, which is shown when the cell ends if nothing shows it before."""
    if shell := session():
        # registered once, however often it is asked for
        shell.events.register("post_run_cell", _show)
        _waiting.append(reply)
    return reply


def seen(reply: Any) -> None:
    """Note that a reply has been shown."""
    _waiting[:] = [other for other in _waiting if other is not reply]


def _show(*_: object) -> None:
    from IPython.display import display  # only where something is shown

    for reply in tuple(_waiting):
        display(reply)
    _waiting.clear()
