from core.errors import Conflict, Invalid, NotFound, ShopError


class NotSignedIn(ShopError):
    """Nobody is signed in, or the token is not good (any more)."""

    code = "not-signed-in"
    title = "Sign in first"


class EmailTaken(Conflict):
    code = "email-taken"
    title = "There is an account with that e-mail address"

    def __init__(self) -> None:
        super().__init__("Sign in, or use another address.")


class CustomerNotFound(NotFound):
    code = "customer-not-found"
    title = "There is no such customer"


class AddressNotFound(NotFound):
    code = "address-not-found"
    title = "There is no such address in the book"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not in the book, or not any more.")


class BookFull(Conflict):
    code = "address-book-full"
    title = "The address book is full"

    def __init__(self) -> None:
        super().__init__("Use one of the addresses that are in it.")


class SessionNotFound(NotFound):
    code = "session-not-found"
    title = "There is no such sign-in"


class LinkNotGood(Invalid):
    """Used, too old, replaced by a newer one, or never mailed."""

    code = "link-not-good"
    title = "That link is not good any more"

    def __init__(self) -> None:
        super().__init__("Ask for a new one.", field="token")


class WrongPassword(Invalid):
    code = "wrong-password"
    title = "That is not the password"

    def __init__(self, *, field: str) -> None:
        super().__init__("It is not the password of this account.", field=field)
