from core.errors import Conflict, NotFound


class OutOfStock(Conflict):
    code = "out-of-stock"
    title = "Not enough stock"

    def __init__(self, sku: str, wanted: int) -> None:
        super().__init__(f"Fewer than {wanted} of {sku} are left.", sku=sku, wanted=wanted)
        self.sku = sku


class StockItemNotFound(NotFound):
    code = "stock-item-not-found"
    title = "Nothing of that lies there"

    def __init__(self, sku: str, location: str) -> None:
        super().__init__(f"{sku!r} has never been at {location!r}.", sku=sku, location=location)
