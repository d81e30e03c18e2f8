from core.errors import Conflict, NotFound


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
            status=status,
        )
