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


class NotOwed(Conflict):
    code = "not-owed"
    title = "Not so much is owed"

    def __init__(self, sku: str, wanted: int) -> None:
        super().__init__(f"Fewer than {wanted} of {sku} are owed: ask for a repair.", sku=sku, wanted=wanted)


class TransferNotFound(NotFound):
    code = "transfer-not-found"
    title = "There is no such transfer"

    def __init__(self, number: str) -> None:
        super().__init__(f"There is no transfer {number!r}.", number=number)


class TransferOver(Conflict):
    code = "transfer-over"
    title = "The transfer has been received"

    def __init__(self, number: str) -> None:
        super().__init__(f"Somebody has received {number} before.", number=number)


class DeliveryNotFound(NotFound):
    code = "delivery-not-found"
    title = "There is no such delivery"

    def __init__(self, number: str) -> None:
        super().__init__(f"No delivery {number!r} was ever expected.", number=number)


class DeliveryNotExpected(Conflict):
    code = "delivery-not-expected"
    title = "That delivery is not expected as it was shown"

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} is closed, or a part of it came meanwhile: look again.", number=number)


class StockItemNotFound(NotFound):
    code = "stock-item-not-found"
    title = "Nothing of that lies there"

    def __init__(self, sku: str, location: str) -> None:
        super().__init__(f"{sku!r} has never been at {location!r}.", sku=sku, location=location)
