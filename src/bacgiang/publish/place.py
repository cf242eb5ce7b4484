"""Where a checkout is, and how folders of it are replaced whole.

Publishing works on the notebooks of a checkout, which an installed module does not
bring: they are looked for from the current folder upward.
"""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

if os.name == "posix":
    import fcntl

# Megabytes that must be free before anything begins, since kernels die of a full disk
# in many words: a site with what it is made of; what kernels and fonts take.
AT_WORK, TEMPORARY = 300, 16
TURNS = 20  # how often a folder is put in place again when others do the same
# what a system says when a file cannot be written, whoever is right
REFUSALS = ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS", "EACCES", "EPERM", "EBUSY")


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
        ample(self.build, AT_WORK)
        ample(Path(tempfile.gettempdir()), TEMPORARY)
        with room(self.build, "at-work-") as folder:
            yield folder


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


@contextmanager
def room(parent: Path, prefix: str) -> Iterator[Path]:
    """Open a folder of one's own, which goes in the end.

    Those go, too, that processes left in which they were killed: nobody holds their
    lock. Where there are no such locks (Windows, some network disks) they stay.
    """
    _sweep(parent, prefix)
    # locked before it bears a name that others sweep
    made = Path(tempfile.mkdtemp(prefix=f"new-{prefix}", dir=parent))
    with ExitStack() as held:
        with contextlib.suppress(OSError):
            held.enter_context(_locked(made))
        folder = made.rename(parent / made.name.removeprefix("new-"))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def ample(folder: Path, megabytes: int) -> None:
    """Make sure that so much can be written to a folder; nothing of it stays.

    Raises
    ------
    OSError
        When the disk, or what a user may take of it, has less room.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, megabytes * 1_000_000)
    except OSError as error:
        what = f"{error.strerror} ({megabytes} MB are needed)"
        raise OSError(error.errno, what, str(folder)) from error


def _sweep(parent: Path, prefix: str) -> None:
    if os.name != "posix":
        return
    for left in parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError), _locked(left):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock a folder until the end of the process at the latest.

    Raises
    ------
    OSError
        When another process holds it, or it cannot be locked.
    """
    if os.name != "posix":
        yield
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)


def put(new: Path, target: Path) -> None:
    """Put a finished folder or file in the place of another, whole.

    A reader of `target` sees the old one or the new one, never a part; when two do
    the same at once, the last one stays. If it cannot be done, the old one stays.
    """
    target = target.resolve()  # a link to another disk goes on leading there
    target.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev != target.parent.stat().st_dev:
        with room(target.parent, ".at-work-") as beside:
            put(_copied(new, beside / "new"), target)
    elif new.is_file():
        os.replace(new, target)
    else:
        _swap(new, target)


def _copied(new: Path, copy: Path) -> Path:
    if new.is_file():
        return Path(shutil.copy(new, copy))
    return Path(shutil.copytree(new, copy))


def _swap(new: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory(
        prefix="old-", dir=new.parent, ignore_cleanup_errors=True
    ) as trash:
        for turn in range(TURNS):
            old = Path(trash) / str(turn)
            try:
                with contextlib.suppress(FileNotFoundError):  # or others have moved it
                    target.rename(old)
                new.rename(target)
                return
            except BaseException as error:
                with contextlib.suppress(OSError):  # another one was put there
                    old.rename(target)
                if turn == TURNS - 1 or not isinstance(error, OSError):
                    raise


def refused(error: BaseException, root: Path) -> str:
    """Say in a line which file the system refused to write, and why.

    Nothing where neither the error nor what led to it is such a refusal. The system
    does not name a file that was open already: it is one of the checkout, or temporary.
    """
    codes = {getattr(errno, name, None) for name in REFUSALS}
    led: BaseException | None = error
    while led is not None:
        if isinstance(led, OSError) and led.errno in codes:
            somewhere = f"a file in {root} or {tempfile.gettempdir()}"
            file = led.filename2 or led.filename or somewhere
            return (
                f"{file}: {led.strerror}; expected room on the disk and the right to"
                " write there. What was published before is as it was"
            )
        led = led.__cause__ or led.__context__
    return ""


def clean(checkout: Checkout) -> None:
    """Delete what the commands made; `.venv` stays."""
    root = checkout.root
    made = [checkout.build, checkout.site, root / "_place"]
    made += [root / name for name in (".hypothesis", ".pytest_cache", ".ruff_cache")]
    made += root.glob("src/*.egg-info")
    for part in ("src", "tests", "notebooks"):
        made += (root / part).rglob("__pycache__")
        made += (root / part).rglob(".ipynb_checkpoints")
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)
