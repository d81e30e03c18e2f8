import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dev.leftovers import FolderLock

MOUNT = ("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs")
Launch = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def launch(tmp_path: Path, environment: dict[str, str]) -> Launch:
    """`make run` with its data in a folder of the test; for starts that are refused."""

    def start(folder: Path = tmp_path / "data", **given: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "dev.run", "--data", str(folder)],
            env={**environment, **given},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    return start


@pytest.fixture
def held() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


def refused(done: "subprocess.CompletedProcess[str]") -> str:
    """What it said; it has ended with 1, in a sentence and not in a traceback, before it was ready."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "READY" not in done.stdout
    return done.stderr


@pytest.mark.parametrize(
    ("variable", "prefix"),
    [("SHOP_DEV_MONGODB_PORT", ""), ("SHOP_DEV_MAIL_PORT", ""), ("SHOP_BFF_BIND", "127.0.0.1:")],
)
def test_a_port_in_use_is_named_with_its_variable(
    launch: Launch, held: str, variable: str, prefix: str
) -> None:
    said = refused(launch(**{variable: prefix + held}))

    assert f"Port {held} is in use by python" in said
    assert f"set {variable} to another" in said


def test_a_variable_that_makes_no_sense_is_named(launch: Launch) -> None:
    assert "SHOP_DEV_REDIS_PORT must be a port" in refused(launch(SHOP_DEV_REDIS_PORT="many"))


def test_a_second_run_in_one_folder_says_that_there_is_a_first(launch: Launch, tmp_path: Path) -> None:
    with FolderLock(tmp_path / "lock"):
        said = refused(launch(tmp_path))

    assert f"A shop runs already with its data in {tmp_path} (pid {os.getpid()})" in said


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(launch: Launch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    said = refused(launch(tmp_path / "file"))

    assert f"cannot write to {tmp_path / 'file'} (File exists). Make the folder writable" in said


def test_a_full_disk_is_named_and_nothing_half_written_stays(launch: Launch, tmp_path: Path) -> None:
    if (
        os.getuid() != 0
        or subprocess.run([*MOUNT, str(tmp_path)], check=False, capture_output=True).returncode
    ):
        pytest.skip("only root can make a small disk to fill, and not in every container")
    try:
        (tmp_path / "goods").write_bytes(bytes(2**16))
        said = refused(launch(tmp_path))
        left = [file.name for file in tmp_path.iterdir()]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)

    assert "No space left on device" in said
    assert "free some space" in said
    assert left == ["goods"]


def test_damaged_secrets_are_named_with_what_to_do(launch: Launch, tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")

    assert "secrets.json is damaged: it is not JSON. Put it back" in refused(launch(tmp_path))


def test_a_missing_mongod_is_named_with_what_to_do_and_what_had_started_is_stopped(
    launch: Launch, tmp_path: Path
) -> None:
    """The folder `fiftyone` on the path hides the wheel's: Python finds a package, and no mongod in it."""
    (tmp_path / "hidden" / "fiftyone" / "db").mkdir(parents=True)
    for package in ("fiftyone", "fiftyone/db"):
        (tmp_path / "hidden" / package / "__init__.py").touch()

    said = refused(launch(tmp_path / "data", PYTHONPATH=str(tmp_path / "hidden"), PATH="/nowhere"))

    assert "There is no mongod" in said
    assert (tmp_path / "data" / "run.json").read_text() == "[]"
