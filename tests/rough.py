"""What publishing does under rough conditions, in clones of this checkout: a table.

    .venv/bin/python tests/rough.py                # everything, an hour on two cores
    .venv/bin/python tests/rough.py disk killed    # some of it

A line a condition: what happened, and whether it is as it should be. It needs Linux and
git; what a machine does not allow (mounting, another user, cutting the network: all
that takes root) is told as not tried. What is not committed is not in the clones.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
NAMED = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM, "SIGKILL": signal.SIGKILL}
# A moment is a line that publishing prints, and how many seconds later.
MOMENTS = {
    "as notebooks begin": ("Executing", 1.0),
    "in the notebooks": ("0-start.ipynb", 0.0),
    "in the site": ("4-evidence.ipynb", 8.0),
    "after the site": ("  site (en)", 0.5),
}
PLAIN_USER = 65534
BUSY = 3  # other processes for each core
KEPT_LINES = 3
Done, Running = subprocess.CompletedProcess, subprocess.Popen
Judged = tuple[str, bool]  # what happened, whether it is as it should be
Outcome = tuple[str, str, bool]  # the same, and the condition before it


class NotTried(Exception):
    """Why a condition cannot be made on this machine."""


class Trial:
    """Clones, the site as it should be, and a place for all of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.first = folder, folder / "first"
        copied(ROOT, self.first)
        self.said = self.run(self.first)
        if self.said.returncode:
            sys.exit(f"nothing to compare with: publishing fails\n{self.said.stdout}")
        self.site = bytes_of(self.first)

    def clone(self, name: str) -> Path:
        """Clone the first clone, with its finished site."""
        target = self.folder / name
        copied(self.first, target)
        shutil.copytree(self.first / "_site", target / "_site")
        return target

    def start(self, clone: Path, before: tuple[str, ...] = (), **more: str) -> Running:
        """Begin to publish a clone; `more` are variables, `before` what runs it."""
        command = [*before, sys.executable, "-m", "bacgiang.publish", "run"]
        variables = os.environ | {"PYTHONPATH": str(clone / "src")} | more
        return subprocess.Popen(
            command,
            cwd=clone,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            # a shell that runs this beside others lets it ignore Ctrl-C
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def run(self, clone: Path, before: tuple[str, ...] = (), **more: str) -> Done:
        """Publish a clone to the end."""
        process = self.start(clone, before, **more)
        said, _ = process.communicate()
        return Done([], process.returncode, said)

    def judged(self, clone: Path, done: Done) -> Judged:
        """Judge a run that should have made the same site."""
        code = done.returncode
        faults = [f"exit {code}: {last(done)}"] if code else []
        faults += differences(self.site, bytes_of(clone)) + left(clone)
        return "; ".join(faults) or "the same bytes", not faults

    def refused(self, clone: Path, done: Done) -> Judged:
        """Judge a run that could not be done: one line, the old site as it was."""
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        told = [line for line in lines if not line.startswith(("Executing", "  "))]
        faults = differences(self.site, bytes_of(clone)) + left(clone)
        faults += [f"{len(told)} lines"] if len(told) != 1 else []
        faults += ["exit 0"] if done.returncode == 0 else []
        said = told[-1].replace(str(clone), "CLONE") if told else "nothing"
        return "; ".join([*faults, f"says: {said}"]), not faults


def copied(checkout: Path, target: Path) -> None:
    git = ["git", "clone", "-q", "--no-hardlinks", str(checkout), str(target)]
    subprocess.run(git, check=True)


def bytes_of(clone: Path) -> dict[str, str]:
    """Give the SHA-256 of every file of a site."""
    site = clone / "_site"
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differences(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    """Say how a site differs from the one it should be."""
    other = [name for name in wanted | found if wanted.get(name) != found.get(name)]
    return [f"{len(other)} files differ ({', '.join(other[:3])})"] if other else []


def left(clone: Path) -> list[str]:
    """Say what a run left behind: folders at work, and kernels."""
    time.sleep(3)  # a kernel sees within a second that it is alone
    rooms = [*clone.glob("_build/*at-work-*"), *clone.glob(".at-work-*")]
    said = [f"{len(rooms)} folders left"] if rooms else []
    kernels = [line for line in processes() if f"{clone}/src" in line]
    return said + ([f"{len(kernels)} processes left"] if kernels else [])


def processes() -> Iterator[str]:
    """Give the variables of every process that can be seen."""
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            yield path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue


def last(done: Done) -> str:
    return " / ".join(done.stdout.strip().splitlines()[-KEPT_LINES:])


@contextmanager
def disk(place: Path, size: str, *options: str) -> Iterator[None]:
    """Mount a small disk in a place."""
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        raise NotTried("needs the right to mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


# --- conditions -----------------------------------------------------------------------


def at_once(trial: Trial) -> Iterator[Outcome]:
    """Two runs in one checkout."""
    clone = trial.clone("at once")
    place, where = _place(trial, "C", "Asia/Ho_Chi_Minh")
    both = [trial.start(clone, **place), trial.start(clone, **place)]
    said = [process.communicate()[0] for process in both]
    codes = [process.returncode for process in both]
    done = Done([], max(codes, key=abs), "\n".join(said))
    yield f"two runs at once, {where}", *trial.judged(clone, done)


def full_disk(trial: Trial) -> Iterator[Outcome]:
    """A disk that is full from the start, or fills while something is made."""
    clone = trial.clone("disk")
    for place, more in {
        "_build": {},
        "TMPDIR": {"TMPDIR": str(trial.folder / "t")},
    }.items():
        with disk(Path(more.get("TMPDIR", clone / "_build")), "16k"):
            done = trial.run(clone, **more)
            yield f"full disk: {place}", *trial.refused(clone, done)
    for moment, (line, seconds) in MOMENTS.items():
        with disk(clone / "_build", "400m"):
            process = trial.start(clone)
            wait(process, line, seconds)
            fill(clone / "_build" / "full")
            said, _ = process.communicate()
            done = Done([], process.returncode, said)
            yield f"_build fills {moment}", *trial.refused(clone, done)
    with disk(clone / "_site", "1m"):
        shutil.copy(trial.first / "_site" / "index.html", clone / "_site")
        done = trial.run(clone)
        whole = (clone / "_site" / "index.html").exists()
        said = last(done).replace(str(clone), "CLONE")
    yield "_site is a mounted disk", f"says: {said}", whole and done.returncode == 1


def wait(process: Running, line: str, seconds: float) -> None:
    """Wait for a line, and then so many seconds."""
    if not any(line in said for said in process.stdout or ()):
        raise RuntimeError(f"publishing ended and never printed {line!r}")
    time.sleep(seconds)


def fill(path: Path) -> None:
    """Write zeros until the disk is full."""
    with path.open("wb", buffering=0) as file:
        for size in (1_000_000, 4_096, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass


def killed(trial: Trial) -> Iterator[Outcome]:
    """Ended half-way by each signal, then run once more."""
    clone = trial.clone("killed")
    for name, number in NAMED.items():
        for moment, (line, seconds) in MOMENTS.items():
            done = _killed(trial.start(clone), line, seconds, number)
            faults = differences(trial.site, bytes_of(clone))
            remains = left(clone)
            if number == signal.SIGKILL:  # folders: the next run sweeps them
                remains = [said for said in remains if "folders" not in said]
            elif (said := done.stdout.strip().splitlines()[-1:]) != ["Stopped."]:
                faults.append(f"says {said}")
            faults += remains
            yield f"{name} {moment}", "; ".join(faults) or "the old site", not faults
    place, where = _place(trial, "de_DE.UTF-8", "UTC")
    again = trial.run(clone, **place)
    yield f"run again after that, {where}", *trial.judged(clone, again)


def _killed(process: Running, line: str, seconds: float, number: int) -> Done:
    wait(process, line, seconds)
    process.send_signal(number)
    said, _ = process.communicate()
    return Done([], process.returncode, said)


def _place(trial: Trial, locale: str, zone: str) -> tuple[dict[str, str], str]:
    """Give the variables of a place, and its name; a small system lacks its locale."""
    folder = trial.folder / "locales"
    folder.mkdir(exist_ok=True)
    is_known = locale == "C" or _made(locale, folder)
    said = f"LC_ALL={locale}{'' if is_known else ' (unknown here)'}, TZ={zone}"
    return {"LC_ALL": locale, "TZ": zone, "LOCPATH": str(folder)}, said


def _made(locale: str, folder: Path) -> bool:
    if not shutil.which("localedef"):
        return False
    name, letters = locale.split(".")
    command = ["localedef", "-i", name, "-f", letters, str(folder / locale)]
    subprocess.run(command, capture_output=True, check=False)
    return (folder / locale).exists()


def no_home(trial: Trial) -> Iterator[Outcome]:
    """Another user, who has no home."""
    if os.geteuid() != 0:
        raise NotTried("needs root, to be another user")
    clone = trial.clone("no home")
    for path in [clone, *clone.rglob("*")]:
        os.chown(path, PLAIN_USER, PLAIN_USER)
    place, said = _place(trial, "tr_TR.UTF-8", "America/New_York")
    done = trial.run(
        clone, _as_plain_user(), HOME="/nonexistent", TMPDIR="/tmp", **place
    )
    yield f"a plain user without a home, {said}", *trial.judged(clone, done)


def _as_plain_user() -> tuple[str, ...]:
    if not shutil.which("setpriv"):
        raise NotTried("needs setpriv")
    user = f"--reuid={PLAIN_USER}", f"--regid={PLAIN_USER}"
    # it may read all, for Python may live in root's home, and write what is its own
    reads = "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"
    return "setpriv", *user, "--clear-groups", *reads


def no_network(trial: Trial) -> Iterator[Outcome]:
    """No network, not even the machine's own; a path with blanks and other letters."""
    if subprocess.run(["unshare", "-n", "true"], check=False).returncode:
        raise NotTried("needs the right to cut the network")
    clone = trial.clone("Bắc Giang và những con số")
    place, said = _place(trial, "vi_VN.UTF-8", "Pacific/Kiritimati")
    done = trial.run(clone, ("unshare", "-n"), **place)
    yield f"no network, a path with blanks, {said}", *trial.judged(clone, done)


def other_processor(trial: Trial) -> Iterator[Outcome]:
    """A processor without what numpy counts and sorts fastest with on this one."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    if not found:
        raise NotTried("numpy does nothing of its own on this processor")
    lacks = " ".join(found)
    clone = trial.clone("processor")
    done = trial.run(clone, NPY_DISABLE_CPU_FEATURES=lacks)
    yield f"a processor without {lacks}", *trial.judged(clone, done)


def busy(trial: Trial) -> Iterator[Outcome]:
    """A machine that has much else to do."""
    clone = trial.clone("busy")
    number = BUSY * (os.cpu_count() or 1)
    endless = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(endless) for _ in range(number)]
    try:
        done = trial.run(clone)
    finally:
        for other in others:
            other.kill()
    yield f"{number} other processes that compute", *trial.judged(clone, done)


def read_only(trial: Trial) -> Iterator[Outcome]:
    """A checkout that cannot be written."""
    clone = trial.clone("read-only")
    with ExitStack() as mounted:
        _bind_read_only(clone)
        mounted.callback(subprocess.run, ["umount", "-l", str(clone)], check=True)
        done = trial.run(clone)
        yield "read-only checkout", *trial.refused(clone, done)
        check = [sys.executable, "-m", "bacgiang", "check"]
        variables = os.environ | {"PYTHONPATH": str(clone / "src")}
        said = subprocess.run(
            check, cwd=clone, env=variables, capture_output=True, text=True, check=False
        )
        first = said.stdout.splitlines()[:1]
        is_sound = bool(first) and first[0].startswith("data is sound")
        yield "read-only checkout, the check", " ".join(first), is_sound


def _bind_read_only(folder: Path) -> None:
    bind = ["mount", "--bind", str(folder), str(folder)]
    again = ["mount", "-o", "remount,ro,bind", str(folder)]
    for command in (bind, again):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise NotTried("needs the right to mount")


CONDITIONS: dict[str, Callable[[Trial], Iterator[Outcome]]] = {
    "once": at_once,
    "disk": full_disk,
    "killed": killed,
    "home": no_home,
    "network": no_network,
    "processor": other_processor,
    "busy": busy,
    "read-only": read_only,
}


def main(names: list[str]) -> int:
    """Try the conditions and print the table; 1 where something is not as it should."""
    if unknown := set(names) - CONDITIONS.keys():
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(CONDITIONS)}")
    worst = 0
    print("| condition | what happened | as it should |\n|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="rough-") as name:
        os.chmod(name, 0o755)  # another user must come in
        trial = Trial(Path(name))
        for name in names or CONDITIONS:
            try:
                for what, happened, is_right in CONDITIONS[name](trial):
                    worst |= not is_right
                    print(f"| {what} | {happened} | {'yes' if is_right else 'NO'} |")
                    sys.stdout.flush()
            except NotTried as error:
                print(f"| {name} | not tried: {error} | - |", flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
