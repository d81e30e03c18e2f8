from core.errors import Conflict, Forbidden, Invalid, NotFound, ShopError, Unavailable


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


class ProofNeeded(Forbidden):
    """The token is good, and was got too long ago for this."""

    code = "proof-needed"
    title = "Type the password once more"

    def __init__(self) -> None:
        super().__init__("POST /v1/me/proof with the password, or sign in anew, and try again.")


class ProviderNotFound(NotFound):
    code = "provider-not-found"
    title = "Nobody signs in here with that provider"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} is none of the providers of this shop.")


class ProviderAway(Unavailable):
    code = "provider-away"
    title = "The provider does not answer"

    def __init__(self, detail: str = "Try again in a moment, or sign in with a password.") -> None:
        super().__init__(detail)


class ErrandNotGood(Invalid):
    """The shopper did not come back as they were sent, or the provider's answer is not what it has to be."""

    code = "provider-sign-in-not-good"
    title = "That sign-in is not good"

    def __init__(self, *, field: str = "code") -> None:
        super().__init__("Begin the sign-in again.", field=field)


class EmailNotVouchedFor(Conflict):
    code = "email-not-vouched-for"
    title = "The provider does not vouch for the e-mail address"

    def __init__(self) -> None:
        super().__init__("Prove the address at the provider, or open an account with a password.")


class AccountNotProved(Conflict):
    """Whoever opened the account may be somebody else: they never proved to read the mails to its address."""

    code = "account-not-proved"
    title = "There is an account with that address, and nobody has proved to be its owner"

    def __init__(self) -> None:
        super().__init__("Ask for a link to choose a new password: it proves the address.")


class IdentityNotFound(NotFound):
    code = "identity-not-found"
    title = "There is no such identity"

    def __init__(self) -> None:
        super().__init__("It does not sign in to this account, or not any more.")
