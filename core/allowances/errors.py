from core.errors import Conflict
from core.money import Money


class SecondPersonNeeded(Conflict):
    """Nothing was given. `money` is what the act would have given, whole."""

    code = "second-person-needed"
    title = "That takes two people"

    def __init__(self, money: Money) -> None:
        super().__init__(f"{money.amount} {money.currency} are more than you may give away alone now.")
        self.money = money


class NotAsAgreed(Conflict):
    code = "not-as-agreed"
    title = "It would not be what was asked for"

    def __init__(self, agreed: Money, found: str) -> None:
        super().__init__(f"{agreed.amount} {agreed.currency} were asked for; now it would give {found}.")
