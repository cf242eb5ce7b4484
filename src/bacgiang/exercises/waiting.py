"""Replies that a cell has asked for and not shown: they are shown when it ends.

A notebook shows the last line of a cell alone; an answer checked above it, or in a
loop, would go unseen. Outside IPython nothing is kept, and `print` shows a reply.
"""

from typing import Any

from ..evidence import session

WAITING = "bacgiang_waiting"  # where a session keeps the replies nobody has seen


def shown_at_the_end(reply: Any) -> Any:
    """Hand on a reply, which is shown when the cell ends if nothing shows it before."""
    if shell := session():
        # registered once, however often it is asked for
        shell.events.register("post_run_cell", _show)
        _waiting().append(reply)
    return reply


def seen(reply: Any) -> None:
    """Note that a reply has been shown."""
    waiting = _waiting()
    waiting[:] = [other for other in waiting if other is not reply]


def _waiting() -> list[Any]:
    return vars(session()).setdefault(WAITING, []) if session() else []


def _show(*_: object) -> None:
    from IPython.display import display  # only where something is shown

    waiting = _waiting()
    for reply in tuple(waiting):
        display(reply)
    waiting.clear()
