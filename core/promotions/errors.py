from core.errors import Conflict, NotFound


class PromotionNotFound(NotFound):
    code = "promotion-not-found"
    title = "There is no such promotion"

    def __init__(self, promotion: str) -> None:
        super().__init__(f"There is no promotion {promotion!r}.", promotion=promotion)


class PromotionUsedUp(Conflict):
    code = "promotion-used-up"
    title = "A promotion has been used as often as it may be"

    def __init__(self, promotion: str) -> None:
        super().__init__("Start the payment again: its price is the one without it.", promotion=promotion)
