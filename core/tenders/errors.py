from core.errors import Conflict, Invalid, NotFound


class UnknownGiftCard(Invalid):
    code = "unknown-gift-card"
    title = "There is no such gift card"

    def __init__(self) -> None:
        super().__init__("The code is not that of a gift card that can be used here.", field="addGiftCards")


class CodeTold(Conflict):
    code = "gift-card-code-told"
    title = "The card has its code"

    def __init__(self) -> None:
        super().__init__("It was told once, and is kept nowhere.")


class GiftCardNotFound(NotFound):
    code = "gift-card-not-found"
    title = "There is no such gift card"

    def __init__(self, card_id: str) -> None:
        super().__init__(f"There is no gift card {card_id!r}.")


class NotReplaceable(Conflict):
    code = "gift-card-not-replaceable"
    title = "The card cannot be replaced"

    def __init__(self) -> None:
        super().__init__(
            "Somebody has paid with it, so its code is known; its time is over; or another has its place already."
        )


class TenderShort(Conflict):
    code = "tender-short"
    title = "A gift card or the store credit has not that much any more"

    def __init__(self, ending: str) -> None:
        super().__init__("Start the payment again: its amount is that of what is left.", ending=ending)
