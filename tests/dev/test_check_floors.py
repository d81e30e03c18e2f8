import pytest

from dev.check_floors import FLOORS, LOCKS, PINNED, faults, main
from dev.folders import ROOT


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("pyjwt==2.14.9 \\", ["a.lock: pyjwt 2.14.9 is below 2.15.0"]),
        ("gunicorn==9.0 ; python_version > '3' \\", ["a.lock: gunicorn 9.0 is below 26.1"]),
        ("pyjwt==2.15.0 \\", []),
        ("gunicorn==100.0 \\", []),
        ("something-else==0.1 \\", []),
    ],
)
def test_a_version_below_its_floor_is_named(line: str, found: list[str]) -> None:
    assert list(faults("a.lock", f"arrow==1.0 \\\n{line}\n    --hash=sha256:00\n")) == found


def test_the_locks_are_above_every_floor_and_were_really_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
    for lock in LOCKS:
        names = {name for name, _ in PINNED.findall((ROOT / lock).read_text(encoding="utf-8"))}
        assert set(FLOORS) - {"joserfc"} <= names
