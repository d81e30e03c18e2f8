from datetime import timedelta

import pytest

from core import clock
from core.seals import Box, SealBroken, seal

SECRET = "canary-secret-key-0123456789-0123456789"
BOX = Box(SECRET, "a test")


def test_what_is_closed_is_read_by_its_own_key_and_by_no_other() -> None:
    closed, written = BOX.close(b"of Ada"), BOX.write(b"of Ada")

    assert (BOX.open(closed), BOX.read(written)) == (b"of Ada", b"of Ada")
    assert b"Ada" not in closed
    for other in (Box(SECRET, "another test"), Box(f"{SECRET}.", "a test")):
        with pytest.raises(SealBroken):
            other.open(closed)


def test_the_same_is_never_closed_alike() -> None:
    assert len({BOX.close(b"of Ada") for _ in range(100)}) == 100


def test_no_byte_of_it_can_be_altered_its_time_neither() -> None:
    closed = BOX.close(b"of Ada")
    for place in range(len(closed)):
        altered = bytearray(closed)
        altered[place] ^= 1
        with pytest.raises(SealBroken):
            BOX.open(bytes(altered), within=timedelta(days=365_000))


@pytest.mark.parametrize("broken", ["", "x", "!", "=", "AAAA", "\u00e9"])
def test_what_is_no_box_is_a_broken_one(broken: str) -> None:
    with pytest.raises(SealBroken):
        BOX.read(broken)


def test_it_has_one_spelling() -> None:
    written = BOX.write(b"of Ada")
    for other in (f"{written} ", f"{written}.x", f"{written[:8]}\n{written[8:]}", f"{written}===="):
        with pytest.raises(SealBroken):
            BOX.read(other)


def test_it_is_good_for_its_time() -> None:
    written = BOX.write(b"of Ada")
    with clock.moved(timedelta(minutes=9, seconds=58)):
        assert BOX.read(written, within=timedelta(minutes=10))
    with clock.moved(timedelta(minutes=10, seconds=2)), pytest.raises(SealBroken):
        BOX.read(written, within=timedelta(minutes=10))


def test_a_seal_is_hmac_sha_256() -> None:
    """The first case of RFC 4231 that is text: key and data."""
    assert seal("Jefe", "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"  # pragma: allowlist secret
    )
