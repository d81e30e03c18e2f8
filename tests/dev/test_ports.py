import os
import socket
from collections.abc import Iterator

import pytest

from dev.errors import CannotStart
from dev.ports import FIRST_OUTGOING_PORT, Address, free_port, read_bind, read_port, require_free


@pytest.fixture
def held() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_named_with_its_holder_and_the_variable_to_change(held: int) -> None:
    with pytest.raises(CannotStart) as trouble:
        require_free(Address("SHOP_DEV_REDIS_PORT", "127.0.0.1", held))

    assert f"Port {held} is in use by python" in str(trouble.value)
    assert f"(pid {os.getpid()})" in str(trouble.value)
    assert "set SHOP_DEV_REDIS_PORT to another" in str(trouble.value)


def test_an_address_that_this_machine_does_not_have_is_refused() -> None:
    with pytest.raises(CannotStart, match=r"192\.0\.2\.1:20001 cannot be bound .* Set SHOP_BFF_BIND"):
        require_free(Address("SHOP_BFF_BIND", "192.0.2.1", 20_001))


def test_a_free_port_is_free_and_none_that_an_outgoing_connection_may_get() -> None:
    port = free_port()

    require_free(Address("X", "127.0.0.1", port))
    assert port < FIRST_OUTGOING_PORT


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "8000.5", "٣"])
def test_what_is_no_port_is_refused_by_the_name_of_its_variable(text: str) -> None:
    with pytest.raises(CannotStart, match="SHOP_DEV_MAIL_PORT must be a port between 1 and 65535"):
        read_port("SHOP_DEV_MAIL_PORT", text)


@pytest.mark.parametrize("text", ["8000", ":8000", "localhost"])
def test_what_is_no_bind_is_refused_by_the_name_of_its_variable(text: str) -> None:
    with pytest.raises(CannotStart, match="SHOP_BFF_BIND must be HOST:PORT"):
        read_bind("SHOP_BFF_BIND", text)


def test_a_server_on_every_address_is_reached_on_loopback() -> None:
    assert read_bind("SHOP_BFF_BIND", "0.0.0.0:8000").url == "http://127.0.0.1:8000"
    assert read_bind("SHOP_BFF_BIND", "0.0.0.0:8000").bind == "0.0.0.0:8000"
