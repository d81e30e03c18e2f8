from core.errors import Invalid, Unavailable


class CarrierAway(Unavailable):
    code = "carrier-away"
    title = "The carrier does not answer"


class NoSuchDelivery(Invalid):
    code = "unknown-delivery"
    title = "There is no such delivery"

    def __init__(self, code: str, known: list[str]) -> None:
        super().__init__(f"Choose one of {', '.join(known) or 'none'}; not {code!r}.", field="delivery")
