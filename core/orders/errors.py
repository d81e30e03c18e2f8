from core.errors import Conflict, Invalid, NotFound
from core.money import Money


class OrderNotFound(NotFound):
    code = "order-not-found"
    title = "There is no such order"

    def __init__(self, number: str) -> None:
        super().__init__(f"There is no order {number!r} here.", number=number)


class WrongOrderState(Conflict):
    code = "wrong-order-state"
    title = "The order is not in a state for that"

    def __init__(self, number: str, status: str, wanted: str) -> None:
        super().__init__(
            f"Order {number} is {status.replace('_', ' ')}; it cannot become {wanted}.",
            number=number,
            orderStatus=status,
        )


class NotOnOrder(Invalid):
    code = "not-on-order"
    title = "The order has no such line"

    def __init__(self, number: str, sku: str) -> None:
        super().__init__(f"Order {number} has no {sku!r}.", field="lines", sku=sku)


class TooManyPieces(Conflict):
    code = "too-many-pieces"
    title = "The order has not that many pieces for that"

    def __init__(self, sku: str, wanted: int, most: int) -> None:
        super().__init__(f"{wanted} of {sku} are too many here: {most} at most.", sku=sku, most=most)


class NotThereYet(Conflict):
    code = "not-there-yet"
    title = "The goods are not there yet"

    def __init__(self, sku: str, wanted: int, most: int) -> None:
        super().__init__(
            f"The order waits for {sku}: {most} of {wanted} can leave now.", sku=sku, wanted=wanted, most=most
        )


class NoPieces(Invalid):
    code = "no-pieces"
    title = "Nothing was named"

    def __init__(self) -> None:
        super().__init__("Say which pieces, and how many: one at least.", field="lines")


class NothingLeft(Conflict):
    code = "nothing-left"
    title = "Nothing would be left of the order"

    def __init__(self, number: str) -> None:
        super().__init__(f"Cancel order {number} instead.", number=number)


class RefundTooLarge(Conflict):
    code = "refund-too-large"
    title = "There is not that much to give back"

    def __init__(self, wanted: int, most: int, currency: str) -> None:
        asked, limit = (Money(minor, currency).amount for minor in (wanted, most))
        super().__init__(f"{asked} {currency} are too much: {limit} {currency} at most.", mostMinor=most)
