from core.errors import NotFound


class NobodyKnown(NotFound):
    code = "nobody-known"
    title = "Nobody is known by that address"

    def __init__(self) -> None:
        super().__init__("The shop holds nothing of whoever reads the mails to it.")


class ErasureNotFound(NotFound):
    code = "erasure-not-found"
    title = "There is no such erasure"
