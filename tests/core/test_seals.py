from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from core import clock
from core import seals as module
from core.key_ring import KeyRing, NoSecret
from core.seals import Box, SealBroken, is_sealed, seal

SECRET = "canary-secret-key-0123456789-0123456789"
BOX = Box(KeyRing(SECRET), "a test")


def test_what_is_closed_is_read_by_its_own_key_and_by_no_other() -> None:
    closed, written = BOX.close(b"of Ada"), BOX.write(b"of Ada")

    assert (BOX.open(closed), BOX.read(written)) == (b"of Ada", b"of Ada")
    assert b"Ada" not in closed
    for other in (Box(KeyRing(SECRET), "another test"), Box(KeyRing(f"{SECRET}."), "a test")):
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
    assert seal(KeyRing("Jefe"), "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"  # pragma: allowlist secret
    )


class TestGenerations:
    """Of a secret, of which the newest seals and any opens; and of ciphers."""

    OLD, NEW = KeyRing("o" * 32), KeyRing("n" * 32)
    BOTH = KeyRing("n" * 32, "o" * 32)

    def test_what_an_older_one_has_closed_is_opened_and_the_newest_closes(self) -> None:
        before, after = Box(self.OLD, "a test").write(b"then"), Box(self.BOTH, "a test").write(b"now")

        assert Box(self.BOTH, "a test").read(before) == b"then"
        assert Box(self.NEW, "a test").read(after) == b"now"
        with pytest.raises(SealBroken):
            Box(self.OLD, "a test").read(after)

    def test_one_that_is_dropped_opens_nothing_any_more(self) -> None:
        before = Box(self.OLD, "a test").write(b"then")
        with pytest.raises(SealBroken):
            Box(self.NEW, "a test").read(before)

    def test_any_seal_is_good_and_the_newest_is_made(self) -> None:
        before, after = seal(self.OLD, "said"), seal(self.BOTH, "said")

        assert is_sealed(self.BOTH, "said", before)
        assert is_sealed(self.NEW, "said", after)
        assert not is_sealed(self.OLD, "said", after)
        assert not is_sealed(self.NEW, "said", before)
        assert not is_sealed(self.BOTH, "something else", before)

    def test_another_cipher_takes_over_and_what_the_one_before_has_closed_is_opened(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = BOX.write(b"then")
        monkeypatch.setattr(module, "CIPHERS", (ChaCha20Poly1305, AESGCM))
        both = Box(KeyRing(SECRET), "a test")
        after = both.write(b"now")
        monkeypatch.setattr(module, "CIPHERS", (ChaCha20Poly1305,))

        assert both.read(before) == b"then"
        assert Box(KeyRing(SECRET), "a test").read(after) == b"now"
        with pytest.raises(SealBroken):
            BOX.read(after)


def test_without_a_secret_nothing_is_closed() -> None:
    with pytest.raises(NoSecret):
        Box(KeyRing(), "a purpose").close(b"said")
