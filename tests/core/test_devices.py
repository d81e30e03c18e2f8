from core.devices import device_named, device_token
from core.key_ring import KeyRing

SECRET = KeyRing("s" * 40)


def test_a_token_is_good_for_the_mailbox_that_was_let_in_and_for_no_other() -> None:
    token = device_token("ada@example.com", secret=SECRET, purpose="device")

    assert device_named(token, "ada@example.com", secret=SECRET, purpose="device")
    assert device_named(token, "eve@example.com", secret=SECRET, purpose="device") is None


def test_no_mailbox_can_be_chosen_so_that_its_token_is_anothers() -> None:
    """A bar may stand in a mailbox: what is sealed could be cut in another place."""
    name, until, seal = device_token("9999999999|victim@example.com", secret=SECRET, purpose="device").split(
        "."
    )
    cut = f"{name}|{until}.9999999999.{seal}"

    assert device_named(cut, "victim@example.com", secret=SECRET, purpose="device") is None
