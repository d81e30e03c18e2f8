from core.errors import Conflict, Forbidden, Invalid, NotFound, ShopError


class KeyNotGood(ShopError):
    """No key, none of ours, or one that was ended or is too old: alike."""

    code = "key-not-good"
    title = "Show a key of this shop"

    def __init__(self) -> None:
        super().__init__("Send a key that is good still: Authorization: Bearer qs_…")


class ScopeMissing(Forbidden):
    code = "scope-missing"
    title = "The key does not open that"

    def __init__(self, scope: str) -> None:
        super().__init__(f"It takes a key with the scope {scope}.", scope=scope)


class KeyNotFound(NotFound):
    code = "key-not-found"
    title = "There is no such key"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"There is no key {key_id!r}.")


class KeyNameTaken(Conflict):
    code = "key-name-taken"
    title = "That machine has a key"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} has a key that is good: rotate that one, or end it first.")


class KeyNotCurrent(Conflict):
    code = "key-not-current"
    title = "That key cannot be rotated now"

    def __init__(self) -> None:
        super().__init__("It was rotated or ended, or the one before it is good still: end that one first.")


class BadKeyTerms(Invalid):
    code = "bad-key-terms"
    title = "A key cannot be made like that"
