import json
import re
import stat
from pathlib import Path

import pytest

from dev.errors import CannotStart
from dev.secrets import RECIPES, development_secrets


def test_they_are_made_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"

    made = development_secrets(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert development_secrets(file) == made
    assert [other.name for other in tmp_path.iterdir()] == ["secrets.json"]


def test_they_have_the_shapes_that_their_readers_want(tmp_path: Path) -> None:
    made = development_secrets(tmp_path / "secrets.json")

    assert len(made["SHOP_CONTENTFUL_WEBHOOK_SECRET"]) == 64
    assert re.fullmatch(r"dev1:[0-9a-f]{64}", made["SHOP_JWT_KEYS"])
    assert made["SHOP_STRIPE_API_KEY"].startswith("sk_test_")
    assert made["SHOP_STRIPE_PUBLISHABLE_KEY"].startswith("pk_test_")
    assert made["SHOP_STRIPE_WEBHOOK_SECRETS"].startswith("whsec_")


def test_no_two_shops_share_one(tmp_path: Path) -> None:
    first, second = (development_secrets(tmp_path / name).values() for name in ("first.json", "second.json"))

    assert not set(first) & set(second)


def test_a_file_that_others_may_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    made = development_secrets(file)
    file.chmod(0o644)

    assert development_secrets(file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_of_an_older_shop_gets_what_it_lacks_and_keeps_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    file.write_text(json.dumps({"SHOP_SECRET_KEY": "kept"}))

    made = development_secrets(file)

    assert made["SHOP_SECRET_KEY"] == "kept"
    assert set(made) == set(RECIPES)


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ('{"SHOP_SECRET_KEY": "a', "it is not JSON"),
        ("\x80", "it is not JSON"),
        ("", "it is not JSON"),
        ("[]", "it is not an object"),
        ('{"SHOP_JWT_KEYS": 1}', "SHOP_JWT_KEYS is not a string"),
    ],
)
def test_a_damaged_file_is_refused_with_what_to_do_and_left_as_it_is(
    tmp_path: Path, damage: str, why: str
) -> None:
    file = tmp_path / "secrets.json"
    file.write_text(damage, encoding="latin-1")

    with pytest.raises(
        CannotStart, match=f"secrets.json is damaged: {why}. Put it back as it was, or delete {tmp_path}"
    ):
        development_secrets(file)
    assert file.read_text(encoding="latin-1") == damage


def test_a_folder_that_cannot_be_written_is_refused_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotStart, match=r"cannot be read and written \(File exists\)"):
        development_secrets(tmp_path / "file" / "secrets.json")
