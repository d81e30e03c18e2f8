"""E-mail addresses, passwords, postal addresses: the small facts about people."""

import time

import pytest

from core.addresses import Address
from core.errors import Invalid
from core.mailboxes import checked, folded
from core.passwords import hashed, matches


@pytest.mark.parametrize(
    "written", ["Ada@Example.com", " ada@example.com ", "ADA@EXAMPLE.COM", "\uff41da@example.com"]
)
def test_one_mailbox_has_one_spelling(written: str) -> None:
    assert folded(written) == "ada@example.com"


@pytest.mark.parametrize("written", ["ada@straße.de", "Ada@STRAẞE.de"])
def test_another_domain_is_another_mailbox(written: str) -> None:
    """In DNS the one is `xn--strae-oqa.de`, and the other `strasse.de`."""
    assert folded(written) == "ada@straße.de"


@pytest.mark.parametrize(
    "written", ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example.com\nBcc: x@y.zz"]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked(written)

    assert refusal.value.field == "email"
    assert checked("Ada@example.test") == "Ada@example.test"


def test_a_password_is_kept_as_argon2id_with_the_parameters_of_owasp() -> None:
    assert hashed("correct horse").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashed("correct horse") != hashed("correct horse")


@pytest.mark.parametrize("password", ["1234567", "x" * 129, ""])
def test_a_password_has_8_to_128_characters(password: str) -> None:
    with pytest.raises(Invalid) as refusal:
        hashed(password, field="newPassword")

    assert refusal.value.field == "newPassword"


@pytest.mark.parametrize("other", ["Passwörd" + "x" * 100 + "z", "passwörd" + "x" * 100 + "y", "Passwörd\0"])
def test_every_byte_of_a_password_counts(other: str) -> None:
    password = "Passwörd" + "x" * 100 + "y"

    assert matches(hashed(password), password)
    assert not matches(hashed(password), other)


def test_nobody_matches_nothing() -> None:
    assert not matches(None, "nobody has this password, it only takes as long as one that somebody has")
    assert not matches("", "x")
    assert not matches("not a hash", "x")


def test_comparing_with_nobody_takes_as_long() -> None:
    """A shorter way for unknown addresses would tell which addresses have an account."""
    kept = hashed("correct horse")

    assert min(_seconds(None) for _ in range(5)) > 0.5 * min(_seconds(kept) for _ in range(5))


def _seconds(kept: str | None) -> float:
    start = time.perf_counter()
    matches(kept, "wrong horse")
    return time.perf_counter() - start


def test_a_parcel_carries_the_lines_that_there_are() -> None:
    address = Address(
        name="Ada", line1="1 Quay", city="Hamburg", postal_code="20457", country="DE", region="HH"
    )

    assert address.lines() == ["Ada", "1 Quay", "20457 Hamburg", "HH", "DE"]
    assert Address(**address.as_plain()) == address
