from core.errors import Invalid, NotFound


class RedirectNotFound(NotFound):
    code = "redirect-not-found"
    title = "That address leads nowhere else"

    def __init__(self, path: str) -> None:
        super().__init__(f"Nothing was ever moved away from {path!r}.", path=path)


class BadAddress(Invalid):
    code = "bad-address"
    title = "That is not an address of the shop"


class RedirectLoop(Invalid):
    code = "redirect-loop"
    title = "The redirect would lead back to itself"

    def __init__(self, source: str, *, field: str = "target") -> None:
        super().__init__(f"{source!r} would lead back to itself.", field=field)
