from core.errors import Conflict, Invalid, NotFound, Unavailable


class SourceAway(Unavailable):
    code = "content-source-away"
    title = "The content source does not answer"


class SourceMissing(SourceAway):
    """There is no source at all: content comes from imports alone."""

    code = "no-content-source"
    title = "No content source is configured"

    def __init__(self) -> None:
        super().__init__("Set SHOP_CONTENTFUL_SPACE and what goes with it.")


class SourceBusy(SourceAway):
    """The source has answered enough for now; *retry_after* seconds is how long it wants to be left alone."""

    code = "content-source-busy"
    title = "The content source wants to be asked more slowly"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Contentful answers again in {seconds} s.", retry_after=seconds)


class AnswerTooLarge(Exception):
    """The source would answer, but not with so much at once: ask for less."""


class SyncTokenRefused(Exception):
    """The source does not know that sync token: everything has to be read again."""


class BadContentSignature(Invalid):
    code = "bad-content-signature"
    title = "The webhook is not signed by its sender"

    def __init__(self, detail: str, *, field: str = "X-Contentful-Signature") -> None:
        super().__init__(detail, field=field)


class ContentNotFound(NotFound):
    code = "content-not-found"
    title = "There is no such page"

    def __init__(self, role: str, slug: str) -> None:
        super().__init__(f"There is no {role} {slug!r}.", slug=slug)


class NothingToCompare(Conflict):
    code = "nothing-to-compare"
    title = "The mirror was never whole"

    def __init__(self) -> None:
        super().__init__("Let a first sync come to its end: `shop content sync`.")
