"""Where a checkout is, and how folders of it are replaced whole.

Publishing works on the notebooks of a checkout, which an installed module does not
bring: they are looked for from the current folder upward.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TURNS = 20  # how often a folder is put in place again when others do the same


@dataclass(frozen=True)
class Checkout:
    """The folder that holds `notebooks/`, and the folders made in it."""

    root: Path

    @property
    def notebooks(self) -> list[Path]:
        """List the committed notebooks in their order."""
        return sorted((self.root / "notebooks").glob("*.ipynb"))

    @property
    def exercises(self) -> Path:
        """Name the folder of the notebooks for those who learn."""
        return self.root / "notebooks" / "exercises"

    @property
    def build(self) -> Path:
        """Name the folder for what is made on the way."""
        return self.root / "_build"

    @property
    def site(self) -> Path:
        """Name the folder of the finished site."""
        return self.root / "_site"

    @property
    def ledger(self) -> Path:
        """Name the committed list of the numbers of the prose."""
        return self.root / "tests" / "prose_numbers.csv"

    def shown(self, path: Path) -> str:
        """Write a path of the checkout as a reader of messages sees it."""
        return path.relative_to(self.root).as_posix()

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """Open a folder of one's own inside the build folder; it goes in the end."""
        self.build.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix="at-work-", dir=self.build, ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)


def find(start: Path | str | None = None) -> Checkout:
    """Find the checkout that a folder belongs to.

    Parameters
    ----------
    start
        The folder itself; without it, the current folder and those above it are
        tried.

    Raises
    ------
    ValueError
        When there are no notebooks.
    """
    if start is not None:
        tried = [Path(start).resolve()]
    else:
        tried = [Path.cwd(), *Path.cwd().parents]
    for folder in tried:
        if any((folder / "notebooks").glob("*.ipynb")):
            return Checkout(folder)
    above = "" if start is not None else " or in a folder above it"
    raise ValueError(
        f"{tried[0]}: no notebooks/ with notebooks in this folder{above}; expected a"
        " checkout of the collection: go there, or name it with --root"
    )


def put(new: Path, target: Path) -> None:
    """Put a finished folder or file in the place of another, whole.

    A reader of `target` sees the old one or the new one, never a part; when two do
    the same at once, the last one stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if new.is_file():
        os.replace(new, target)
        return
    with tempfile.TemporaryDirectory(
        prefix="old-", dir=new.parent, ignore_cleanup_errors=True
    ) as old:
        for turn in range(TURNS):
            if target.exists():
                _move_away(target, Path(old) / str(turn))
            try:
                new.rename(target)
                return
            except OSError:  # another one was put there in between
                if turn == TURNS - 1:
                    raise


def _move_away(target: Path, trash: Path) -> None:
    with contextlib.suppress(FileNotFoundError):  # another one has moved it
        target.rename(trash)


def clean(checkout: Checkout) -> None:
    """Delete what the commands made; `.venv` stays."""
    root = checkout.root
    made = [checkout.build, checkout.site]
    made += [root / name for name in (".hypothesis", ".pytest_cache", ".ruff_cache")]
    made += root.glob("src/*.egg-info")
    for part in ("src", "tests", "notebooks"):
        made += (root / part).rglob("__pycache__")
        made += (root / part).rglob(".ipynb_checkpoints")
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)
