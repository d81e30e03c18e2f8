from core.errors import Conflict, Forbidden, Invalid, NotFound, ShopError


class StaffNotSignedIn(ShopError):
    code = "staff-not-signed-in"
    title = "Sign in first"


class NotAllowed(Forbidden):
    code = "not-allowed"
    title = "Your role does not allow that"

    def __init__(self, what: str) -> None:
        super().__init__(f"Your role does not include {what!r}.")


class WrongPassword(Invalid):
    code = "wrong-staff-password"
    title = "That is not your password"

    def __init__(self, *, field: str) -> None:
        super().__init__("It is not the one that you have.", field=field)


class SamePassword(Invalid):
    code = "same-password"
    title = "That is the password that you have"

    def __init__(self, *, field: str) -> None:
        super().__init__("It is the one that you have: choose another.", field=field)


class WrongCode(Invalid):
    """Wrong, used before, or the account is locked: nobody is told which."""

    code = "wrong-code"
    title = "That code is not good"

    def __init__(self) -> None:
        super().__init__(
            "It is not the one that is due. Each is good once, for half a minute: wait for the next.",
            field="code",
        )


class NextCodeNeeded(Invalid):
    """Right, but of the step before or after the one that is due: it is not enough alone."""

    code = "next-code-needed"
    title = "That code is of another half minute"

    def __init__(self) -> None:
        super().__init__(
            "Your app showed it, but not in this half minute: wait for the next, and write that.",
            field="code",
        )


class OfferOver(Invalid):
    code = "second-factor-offer-over"
    title = "That picture is too old"

    def __init__(self) -> None:
        super().__init__("The picture was too old: here is another one to scan.", field="code")


class NoFactor(Conflict):
    code = "no-second-factor"
    title = "There is no second factor"

    def __init__(self) -> None:
        super().__init__("Set one up first.")


class FactorNeeded(Conflict):
    code = "second-factor-needed"
    title = "Nobody works here without a second factor"

    def __init__(self) -> None:
        super().__init__("Set up another one instead.")


class UnknownRole(Invalid):
    code = "unknown-role"
    title = "There is no such role"

    def __init__(self, role: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Choose one of {', '.join(known)}; not {role!r}.", field="role")


class StaffNotFound(NotFound):
    code = "staff-not-found"
    title = "Nobody of that address works here"

    def __init__(self, email: str) -> None:
        super().__init__(f"There is no member of staff {email!r}.")
