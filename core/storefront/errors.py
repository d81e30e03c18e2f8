from core.errors import NotFound, Unavailable


class StorefrontAway(Unavailable):
    code = "storefront-away"
    title = "The storefront does not answer"


class PurgeNotFound(NotFound):
    code = "purge-not-found"
    title = "There is no such purge"

    def __init__(self, purge_id: str) -> None:
        super().__init__(f"There is no purge {purge_id!r}; each is kept for 30 days.")
