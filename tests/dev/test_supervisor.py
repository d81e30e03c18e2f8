import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from dev.leftovers import Record
from dev.plan import Command
from dev.supervisor import Log, Supervisor

SLEEP = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
TIDY = f"import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(print('tidied'))); {SLEEP}"
PARENT = """
import subprocess, sys
print(subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.DEVNULL).pid, flush=True)
sys.stdin.read()
import time; time.sleep(60)
"""
ONE, TWO = Command("one", []), Command("two", [])


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path / "run.json", lambda *_: None)
    yield made
    made.stop([ONE, TWO], 0)


def program(name: str, code: str, *words: str) -> Command:
    return Command(name, [sys.executable, "-c", code, *words])


def wait_for(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, "it did not come about within 10 s"
        time.sleep(0.01)


def started(supervisor: Supervisor, command: Command) -> None:
    supervisor.start(command, dict(os.environ))
    wait_for(lambda: supervisor.output(command.name))


def records(file: Path) -> list[Record]:
    return [record for kept in json.loads(file.read_text()) if (record := Record.read(kept))]


def test_one_that_ends_by_itself_is_noticed_and_answers_its_code_and_last_words(
    supervisor: Supervisor,
) -> None:
    supervisor.start(program("one", "print('no stock'); raise SystemExit(3)"), dict(os.environ))

    wait_for(supervisor.ended)

    assert supervisor.ended() == ["one"]
    assert supervisor.kill("one") == 3
    assert supervisor.output("one") == "no stock"


def test_a_stop_asks_first_and_kills_what_does_not_listen(supervisor: Supervisor) -> None:
    started(supervisor, program("one", TIDY))
    started(supervisor, program("two", STUBBORN))
    began = time.monotonic()

    supervisor.stop([ONE, TWO], 0.5)

    assert time.monotonic() - began < 5
    assert supervisor.ended() == []
    assert supervisor.output("one") == "up\ntidied"
    assert supervisor.output("two") == "up"


def test_what_a_process_had_started_ends_with_it(supervisor: Supervisor) -> None:
    started(supervisor, program("one", PARENT, SLEEP))
    child = psutil.Process(int(supervisor.output("one")))

    supervisor.stop([ONE], 5)

    wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_every_running_process_is_on_record_and_no_other(supervisor: Supervisor, tmp_path: Path) -> None:
    started(supervisor, program("one", SLEEP))
    started(supervisor, program("two", SLEEP))
    assert all(record.process() for record in records(tmp_path / "run.json"))
    assert len(records(tmp_path / "run.json")) == 2

    supervisor.stop([ONE], 5)

    assert [record.command[-1] for record in records(tmp_path / "run.json")] == [SLEEP]


def test_what_it_said_in_an_earlier_life_is_kept(supervisor: Supervisor) -> None:
    started(supervisor, program("one", f"print('first', flush=True); {SLEEP}"))
    supervisor.kill("one")
    started(supervisor, program("one", SLEEP))

    wait_for(lambda: supervisor.output("one").splitlines()[-1] == "up")

    assert supervisor.output("one").startswith("first")


def test_a_line_of_the_log_says_when_and_who() -> None:
    out = io.StringIO()
    log = Log(["bff", "worker"], out)

    log.write("bff", "served")
    log.say("READY")

    first, second = out.getvalue().splitlines()
    assert first[8:] == " bff    | served"
    assert second == "READY"


def test_when_the_reader_of_the_log_has_gone_the_launcher_is_asked_to_go() -> None:
    chatty = (
        "import signal, sys, time; from dev.supervisor import Log; asked = [];"
        "signal.signal(signal.SIGTERM, lambda *_: asked.append(1));"
        "log = Log(['bff'], sys.stdout); sys.stdin.readline();"
        "[log.write('bff', 'served') for _ in range(3)]; sys.exit(len(asked))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", chatty], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdin
        child.stdout.close()
        child.stdin.write(b"\n")
        child.stdin.close()

        assert child.wait(10) == 1
