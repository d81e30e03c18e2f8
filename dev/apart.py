"""Tools that bring packages which the shop must not have: each in a virtualenv of its own, made on first use."""

import hashlib
import subprocess
import sys
from pathlib import Path

from dev.folders import ROOT


def home(name: str) -> Path:
    """Where that tool lives, once it is installed."""
    return ROOT / f".venv-{name}"


def program(name: str) -> Path:
    """The program of that name, of the versions in `requirements-NAME.lock`; made anew only when that has changed.

    Raises CalledProcessError when pip cannot install it.
    """
    place, lock = home(name), ROOT / f"requirements-{name}.lock"
    stamp, digest = place / "lock.sha256", hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        print(f"{name:<20} making {place.name}, once", flush=True)
        run(sys.executable, "-m", "venv", "--clear", str(place)).check_returncode()
        install = ("install", "--quiet", "--require-hashes", "--no-deps", "-r", str(lock))
        run(str(place / "bin" / "pip"), *install).check_returncode()
        stamp.write_text(digest)
    return place / "bin" / name


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run it in the project's folder, its output kept."""
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
