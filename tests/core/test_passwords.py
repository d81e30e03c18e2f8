import subprocess
import sys

import pytest
from argon2 import PasswordHasher
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from core.common_passwords import is_common
from core.errors import Invalid
from core.passwords import (
    AT_ONCE,
    LONGEST,
    SHORTEST,
    WAITING,
    CommonPassword,
    PasswordsBusy,
    hashed,
    matches,
    renewed,
)
from dev.folders import ROOT
from tests.at_once import answers, at_once, refusals
from tests.conftest import Resettle

GOOD = "correct horse battery"


def test_the_parameters_are_owasps() -> None:
    assert hashed(GOOD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashed(GOOD) != hashed(GOOD)


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("x7" * 36 + "y" + "1", "x7" * 36 + "y" + "2"),
        ("long\0enough one", "long\0enough two"),
        ("schöne Grüße, Wärme", "schone Gruße, Wärme"),
        ("Case matters here", "case matters here"),
        ("ends with a blank ", "ends with a blank"),
    ],
)
def test_every_byte_counts(kept: str, other: str) -> None:
    assert matches(hashed(kept), kept)
    assert not matches(hashed(kept), other)


def test_the_longest_has_all_its_letters() -> None:
    longest = "gull and tide " * 9 + "xy"
    assert len(longest) == LONGEST
    assert not matches(hashed(longest), longest[:-1] + "z")


@pytest.mark.parametrize(
    ("chosen", "like_it"),
    [
        ("schöne Grüße", "scho\u0308ne Gru\u0308ße"),
        ("ﬁve ﬁsh in a net", "five fish in a net"),
        ("correct horse", "\uff43orrect horse"),
        ("blanks\u00a0of a kind", "blanks of a kind"),
        ("ends with a break\r\n", "ends with a break\n"),
    ],
)
def test_what_only_looks_the_same_is_another(chosen: str, like_it: str) -> None:
    """Nothing is normalised before it is kept or compared, whichever of both was chosen."""
    for kept, other in ((chosen, like_it), (like_it, chosen)):
        assert matches(hashed(kept), kept)
        assert not matches(hashed(kept), other)


@pytest.mark.parametrize("chosen", ["scho\u0308ne Gru\u0308ße", " \uff43orrect horse\t"])
def test_with_newer_parameters_it_is_still_what_was_chosen(chosen: str) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(chosen)
    new = renewed(old, chosen)

    assert new is not None
    assert PasswordHasher().verify(new, chosen)


def test_the_73rd_byte_counts() -> None:
    """bcrypt would stop at 72."""
    kept = "gull and tide " * 5 + "xy"
    assert len(kept) == 72
    assert not matches(hashed(kept + "1"), kept + "2")


@pytest.mark.parametrize("letters", [7, 8, 128, 129])
@pytest.mark.parametrize("first", ["ü", "u\u0308", "ﬁ"])
def test_the_length_is_that_of_what_came(letters: int, first: str) -> None:
    """A letter and its dots are as many as they were sent as."""
    rest = letters - len(first)
    password = first + "".join(chr(ord("a") + number * number * 7 % 26) for number in range(rest))
    if SHORTEST <= letters <= LONGEST:
        assert matches(hashed(password), password)
    else:
        with pytest.raises(Invalid):
            hashed(password)


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PASSWORD",
        "Passw0rd",
        "p@$$w0rd2026!",
        "password123",
        "123456789",
        "987654321",
        "qwertyuiop",
        "abcdefgh",
        "1q2w3e4r",
        "aaaaaaaa",
        "abcabcabc",
        "iloveyou1",
        "Quayside2026",
        "\uff50assword123",
        "!!letmein!!",
        "Welcome2026",
        "sunshine99",
        "football",
        "superman",
        "ada.byron1",
        "Byron2026",
        "1ada.byron@example.com",
    ],
)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    with pytest.raises(CommonPassword) as refusal:
        hashed(password, about=("ada.byron@example.com", "Ada Byron"))
    assert refusal.value.field == "password"


def test_none_of_the_thirty_thousand_that_leaked_most_is_taken() -> None:
    leaked = FREQUENCY_LISTS["passwords"]
    long_enough = [password for password in leaked if len(password) >= SHORTEST]

    assert (len(leaked), len(long_enough) > 3_000) == (30_000, True)
    assert [password for password in long_enough if not is_common(password)] == []
    for password in (long_enough[-1], long_enough[-1].upper()):
        with pytest.raises(CommonPassword):
            hashed(password)


def test_their_list_is_read_when_the_first_password_is_chosen() -> None:
    code = "import sys, core.passwords; sys.exit('zxcvbn' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("password", ["Windlass2026", "windlass ltd.", "12-halyards!!"])
def test_the_names_of_the_shop_are_refused(password: str, resettle: Resettle) -> None:
    assert hashed(password)
    resettle(seller="Windlass Ltd.; 1 Mole", storefront_url="https://www.halyards.example")

    with pytest.raises(CommonPassword):
        hashed(password)


@pytest.mark.parametrize(
    "password", [GOOD, "passwords are a nuisance", "7-gulls-over-Reno", "Ada likes tides", "x9!kQ2#v"]
)
def test_what_nobody_tries_first_is_not(password: str) -> None:
    assert hashed(password, about=("ada.byron@example.com", "Ada Byron"))


def test_older_parameters_are_renewed() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(GOOD)
    new = renewed(old, GOOD)
    assert new is not None
    assert matches(new, GOOD)
    assert renewed(new, GOOD) is None


def test_of_too_many_at_once_some_are_told_to_come_back() -> None:
    kept = hashed(GOOD)
    results = at_once([lambda: matches(kept, GOOD)] * 24)

    assert {type(refusal) for refusal in refusals(results)} == {PasswordsBusy}
    assert len(answers(results)) >= AT_ONCE + WAITING
    assert matches(kept, GOOD)
