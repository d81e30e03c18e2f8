import pytest
from pydantic import SecretStr

from core.key_ring import KeyRing, NoSecret, parts_of, ring_of


def test_generations_are_separated_by_commas_the_newest_first() -> None:
    ring = ring_of(SecretStr(" new, old,,"))

    assert (tuple(ring), ring.newest) == (("new", "old"), "new")
    assert parts_of(SecretStr("one")) == ("one",)


@pytest.mark.parametrize("nothing", [None, SecretStr(""), SecretStr(" , ")])
def test_where_there_is_none_nothing_is_signed_with_the_empty_one(nothing: SecretStr | None) -> None:
    ring = ring_of(nothing)

    assert not ring
    with pytest.raises(NoSecret):
        _ = ring.newest


def test_none_of_them_is_printed() -> None:
    ring = KeyRing("canary", "old-canary")

    assert "canary" not in f"{ring!r} {ring}"
