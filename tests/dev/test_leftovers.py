import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from dev.errors import CannotStart
from dev.leftovers import FolderLock, Record, command_of, end_all

Spawn = Callable[..., "subprocess.Popen[bytes]"]

SLEEP = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
# Starts a child in its group and goes, as a server does that is killed.
ORPHANING = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
"""
HOLDING = (
    "import sys; from pathlib import Path; from dev.leftovers import FolderLock; "
    "lock = FolderLock(Path(sys.argv[1])); lock.__enter__()"
)


def up(child: "subprocess.Popen[bytes]") -> Record:
    assert child.stdout
    child.stdout.readline()
    return Record.of(child.pid)


def test_a_recorded_process_is_ended(spawn: Spawn) -> None:
    child = spawn(SLEEP)

    assert end_all([up(child)], patience=5) == 1
    assert child.poll() is not None


class Starting:
    """A process in the moment of its exec: about one in ten is seen so by the parent on a busy machine."""

    def __init__(self) -> None:
        self._seen = [["mongod", "--dbpath", "/data"], [], []]

    def cmdline(self) -> list[str]:
        return self._seen.pop()


def test_a_process_is_recorded_with_its_command_though_it_is_only_just_starting() -> None:
    assert command_of(Starting()) == ["mongod", "--dbpath", "/data"]


def test_one_that_does_not_listen_is_killed(spawn: Spawn) -> None:
    child = spawn(STUBBORN)

    assert end_all([up(child)], patience=0.1) == 1
    assert child.poll() is not None


@pytest.mark.parametrize(
    "strange", [{"started": 1_000_000.0}, {"command": ["mongod", "--dbpath", "/elsewhere"]}]
)
def test_a_pid_that_is_now_somebody_elses_is_left_alone(spawn: Spawn, strange: dict[str, object]) -> None:
    child = spawn(SLEEP)

    assert end_all([dataclasses.replace(up(child), **strange)], patience=1) == 0  # type: ignore[arg-type]  # any field
    assert child.poll() is None


def test_one_that_has_become_another_program_is_known_by_its_mark(spawn: Spawn) -> None:
    becoming = "import os, sys; os.execv(sys.executable, [sys.executable, '-c', sys.argv[1]])"
    child = spawn(becoming, SLEEP, mark="/this/folder")
    record = dataclasses.replace(up(child), command=["as", "it", "was", "started"])

    assert end_all([record], patience=5, mark="/another/folder") == 0
    assert child.poll() is None
    assert end_all([record], patience=5, mark="/this/folder") == 1


def test_what_a_dead_process_had_started_goes_with_it_when_it_carries_the_mark(spawn: Spawn) -> None:
    leader = spawn(ORPHANING, SLEEP, mark="/this/folder")
    record = Record(leader.pid, 0.0, [])
    assert leader.stdout
    orphan = psutil.Process(int(leader.stdout.readline()))
    leader.wait()

    assert end_all([record], patience=1, mark="/another/folder") == 0
    assert orphan.is_running()
    assert end_all([record], patience=1, mark="/this/folder") == 1
    assert not orphan.is_running()


@pytest.mark.parametrize("kept", [None, [], "pid", {"pid": "1"}, {"pid": 1, "started": 1.0}])
def test_a_damaged_record_proves_nothing(kept: object) -> None:
    assert Record.read(kept) is None


def test_a_folder_has_one_run_at_a_time(tmp_path: Path) -> None:
    second = [sys.executable, "-c", HOLDING, str(tmp_path / "lock")]

    with FolderLock(tmp_path / "lock"):
        refused = subprocess.run(second, capture_output=True, text=True, check=False)
    allowed = subprocess.run(second, check=False)

    assert f"A shop runs already with its data in {tmp_path} (pid {os.getpid()})" in refused.stderr
    assert allowed.returncode == 0


def test_a_run_that_was_killed_holds_no_folder(tmp_path: Path, spawn: Spawn) -> None:
    child = spawn(f"{HOLDING}; {SLEEP}", str(tmp_path / "lock"))
    up(child)
    with pytest.raises(CannotStart), FolderLock(tmp_path / "lock"):
        pass

    child.kill()
    child.wait()
    with FolderLock(tmp_path / "lock"):
        pass
