import pytest

from core.customers.book import address_id, change_address, remove_address
from core.customers.errors import AddressNotFound
from core.customers.queries import customer_by_id
from core.customers.services import add_address
from tests import builders as a
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def cities(customer_id: str) -> list[str]:
    return [address.city for address in customer_by_id(customer_id).addresses]


@pytest.fixture
def ada() -> str:
    """Somebody with an address in Reno, and one in Hamburg."""
    customer = a.customer()
    add_address(customer.id, a.address())
    add_address(customer.id, a.address("eu"))
    return customer.id


def test_an_address_is_changed_in_its_place(ada: str) -> None:
    home = a.address()
    moved = a.address()
    moved.city = "Sparks"
    changed = change_address(ada, address_id(home), moved)

    assert cities(ada) == ["Sparks", "Hamburg"]
    assert address_id(changed.addresses[0]) != address_id(home)
    with pytest.raises(AddressNotFound):
        change_address(ada, address_id(home), a.address("eu"))
    assert cities(ada) == ["Sparks", "Hamburg"]


def test_an_address_is_taken_out(ada: str) -> None:
    remove_address(ada, address_id(a.address()))

    assert cities(ada) == ["Hamburg"]
    with pytest.raises(AddressNotFound):
        remove_address(ada, address_id(a.address()))


def test_nobody_changes_the_book_of_another(ada: str) -> None:
    eve = a.customer("eve@example.com")
    home = address_id(a.address())
    with pytest.raises(AddressNotFound):
        change_address(eve.id, home, a.address("eu"))
    with pytest.raises(AddressNotFound):
        remove_address(eve.id, home)
    assert cities(ada) == ["Reno", "Hamburg"]


def test_a_change_does_not_undo_one_that_was_made_meanwhile(ada: str, wire: Wire) -> None:
    def move(city: str) -> None:
        moved = a.address()
        moved.city = city
        change_address(ada, address_id(a.address()), moved)

    with (
        wire.meanwhile(lambda command: command.name == "findAndModify", lambda: move("Elko")),
        pytest.raises(AddressNotFound),
    ):
        move("Sparks")
    assert cities(ada) == ["Elko", "Hamburg"]
