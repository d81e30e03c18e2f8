from core.errors import Conflict, NotFound


class OutOfStock(Conflict):
    code = "out-of-stock"
    title = "Not enough stock"

    def __init__(self, sku: str, wanted: int) -> None:
        super().__init__(f"Fewer than {wanted} of {sku} are left.", sku=sku, wanted=wanted)
        self.sku = sku


class StockMovedMeanwhile(Conflict):
    code = "stock-moved-meanwhile"
    title = "The stock has moved meanwhile"

    def __init__(self, sku: str, seen: int, now: int) -> None:
        super().__init__(
            f"There are {now} of {sku} now, not {seen}: look again.", sku=sku, seen=seen, now=now
        )


class PromisedToOthers(Conflict):
    code = "promised-to-others"
    title = "More is promised than would be left"

    def __init__(self, sku: str, held: int) -> None:
        super().__init__(
            f"{held} of {sku} are held for orders: cancel some of those first.", sku=sku, held=held
        )


class StockItemNotFound(NotFound):
    code = "stock-item-not-found"
    title = "Nothing of that lies there"

    def __init__(self, sku: str, location: str) -> None:
        super().__init__(f"{sku!r} has never been at {location!r}.", sku=sku, location=location)
