from hashlib import sha256
from pathlib import Path

import pytest

from core.processes import SECRETS_OF
from core.rights import roles
from core.rights.errors import PasswordsNotGood, SubjectsNotGood
from core.rights.given import passwords_in, subjects_of
from core.rights.redis import lines

LONG = "a-password-of-enough-characters-{}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for process in SECRETS_OF:
        (tmp_path / process).write_text(f"{LONG.format(process)}\n")
    return tmp_path


def test_each_process_has_the_password_in_its_file(folder: Path) -> None:
    assert passwords_in(folder, ("bff", "relay")) == {
        "bff": (LONG.format("bff"),),
        "relay": (LONG.format("relay"),),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "no file for bff"), ("", "Shorter"), ("short", "Shorter"), (LONG.format("relay"), "the same")],
)
def test_a_password_that_lacks_something_is_refused_and_not_shown(
    folder: Path, text: str | None, told: str
) -> None:
    (folder / "bff").unlink() if text is None else (folder / "bff").write_text(text)

    with pytest.raises(PasswordsNotGood, match=told) as refusal:
        passwords_in(folder, SECRETS_OF)
    assert LONG.format("") not in str(refusal.value)


def test_subjects_name_the_process() -> None:
    assert subjects_of("CN={process},OU=quayside")["relay"] == "CN=relay,OU=quayside"
    with pytest.raises(SubjectsNotGood):
        subjects_of("CN=everybody")


def test_the_file_of_redis_holds_hashes_and_lets_nobody_else_in() -> None:
    told = list(lines({"bff": ("first", "second"), "relay": ("third",)}))

    assert told[0] == "user default reset resetchannels off"
    assert [line.split()[1] for line in told] == ["default", "bff", "relay"]
    assert [word for word in told[1].split() if word.startswith("#")] == [
        f"#{sha256(one).hexdigest()}" for one in (b"first", b"second")
    ]
    assert not [line for line in told if "first" in line or "+@all" in line or "~*" in line]


def test_the_script_for_hands_makes_every_role_and_says_no_password() -> None:
    first, *told = list(roles.script("harbour"))
    indexes, made, users = told[:-12], told[-12:-6], told[-6:]

    assert first == "use harbour"
    assert 'db.getCollection("audit").createIndex({"at": -1}, {})' in indexes
    assert all("db.createRole(" in line for line in made)
    assert all("passwordPrompt()" in line for line in users)
    assert '"db": "harbour", "collection": "stock_moves"}, "actions": ["find", "insert"]' in made[0]


def test_the_script_is_run_again_for_the_next_release() -> None:
    more, exactly = list(roles.script("harbour"))[-12:], list(roles.script("harbour", exactly=True))[-12:]

    assert more[0].startswith('if (db.getRole("bff")) { db.grantPrivilegesToRole("bff", [')
    assert exactly[0].startswith('if (db.getRole("bff")) { db.updateRole("bff", {"privileges": [')
    assert more[-1].startswith('if (!db.getUser("release")) { db.createUser(')
