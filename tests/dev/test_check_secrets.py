from pathlib import Path

import pytest

from dev import check_secrets


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(check_secrets, "ROOT", tmp_path)
    (tmp_path / "tests").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("shop.py", 'STRIPE = "sk_live_' + "4eC39HqLyjWDarjtT1zdp7dc" + '"'),
        ("shop.py", "password = 'hunter2hunter2'"),
        ("shop.env", "SMTP=smtp://shop:" + "k8w2mzq4@mail.example"),
        ("tests/test_shop.py", 'STRIPE = "sk_live_' + "4eC39HqLyjWDarjtT1zdp7dc" + '"'),
        ("tests/test_shop.py", 'KEY = "AKIA' + "IOSFODNN7EXAMPLQ" + '"'),
    ],
)
def test_a_secret_is_named_with_its_place(project: Path, name: str, line: str) -> None:
    (project / name).write_text(f"one = 1\n{line}\n")
    assert {fault.split(": ")[0] for fault in check_secrets.looked_through([name])} == {f"{name}:2"}


def test_a_password_of_a_test_is_an_example(project: Path) -> None:
    (project / "tests/test_shop.py").write_text("password = 'hunter2hunter2'\n")
    assert check_secrets.looked_through(["tests/test_shop.py"]) == []
