import pytest

from core.errors import Invalid
from core.inventory.events import RestockWished
from core.inventory.wishes import RestockWish, ask_to_be_told, wish
from tests import builders as a
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def test_asking_to_be_told_looks_nobody_up_and_writes_the_same_for_all(wire: Wire) -> None:
    """A mailbox that is known takes as long as one that is new."""
    wish("MUG", "ada@example.com", market="us", locale="en-US")
    for email in ("ada@example.com", "eve@example.com"):
        with wire.recorded() as commands:
            ask_to_be_told("MUG", email, market="us", locale="en-US")
        assert [one.collection for one in commands if one.name != "commitTransaction"] == ["outbox"]

    assert [event.email for event in a.events(RestockWished)] == ["ada@example.com", "eve@example.com"]
    assert RestockWish.objects.count() == 1


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(Invalid):
        ask_to_be_told("MUG", "nobody", market="us", locale="en-US")

    assert a.events(RestockWished) == []
