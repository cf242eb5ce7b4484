"""A Python of its own with a wheel of the module, far from the checkout."""

import os
import subprocess
import sys
import sysconfig


def run(*command, **more):
    """Run a command that must succeed; returns what it prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def installed(wheel, place):
    """Install a wheel into a new environment; returns its Python and the variables.

    Pandas and the rest come from this environment, the module from the wheel.
    """
    make = ["-m", "venv", "--system-site-packages", "--without-pip"]
    run(sys.executable, *make, str(place))
    inside = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ["install", "-q", "--no-deps", "--no-index", str(wheel)]
    clean = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT")}
    run(sys.executable, "-m", "pip", "--python", str(inside), *install, env=clean)
    return str(inside), clean | {"PYTHONPATH": sysconfig.get_path("purelib")}
