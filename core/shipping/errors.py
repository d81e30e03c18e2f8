from core.errors import Invalid, NotFound, Unavailable


class CarrierAway(Unavailable):
    code = "carrier-away"
    title = "The carrier does not answer"


class NoSuchDelivery(Invalid):
    code = "unknown-delivery"
    title = "There is no such delivery"

    def __init__(self, code: str, known: list[str]) -> None:
        super().__init__(f"Choose one of {', '.join(known) or 'none'}; not {code!r}.", field="delivery")


class ShipmentNotFound(NotFound):
    code = "shipment-not-found"
    title = "There is no such parcel"

    def __init__(self, order_number: str, position: int) -> None:
        super().__init__(f"Order {order_number} has no parcel {position}.", number=order_number)
