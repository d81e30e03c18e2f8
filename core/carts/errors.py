from core.errors import Conflict, Invalid, NotFound


class CartNotFound(NotFound):
    code = "cart-not-found"
    title = "There is no such cart"

    def __init__(self) -> None:
        super().__init__("The cart token is unknown, has expired, or its cart has become an order.")


class CartBusy(Conflict):
    code = "cart-busy"
    title = "The cart is being changed by others"

    def __init__(self) -> None:
        super().__init__("Too many changes at once. Try again.")


class CartVersionStale(Conflict):
    code = "cart-version-stale"
    title = "The cart has changed meanwhile"

    def __init__(self, expected: int, actual: int) -> None:
        super().__init__(f"It is at version {actual}, not {expected}.", version=actual)


class CartFull(Invalid):
    code = "cart-full"
    title = "The cart holds too much"
