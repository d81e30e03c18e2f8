from core.errors import Conflict, Invalid, NotFound


class ReturnNotFound(NotFound):
    code = "return-not-found"
    title = "There is no such return"

    def __init__(self, number: str) -> None:
        super().__init__(f"There is no return {number!r} here.", number=number)


class WrongReturnState(Conflict):
    code = "wrong-return-state"
    title = "The return is not in a state for that"

    def __init__(self, number: str, state: str, wanted: str) -> None:
        super().__init__(
            f"Return {number} is {state}; it cannot become {wanted}.", number=number, state=state
        )


class TooLateToReturn(Conflict):
    code = "too-late-to-return"
    title = "The time for returning has passed"

    def __init__(self, days: int) -> None:
        super().__init__(f"Goods come back within {days} days of their arrival.", days=days)


class BadInspection(Invalid):
    code = "bad-inspection"
    title = "The findings do not fit what came back"

    def __init__(self, sku: str, detail: str) -> None:
        super().__init__(f"{sku}: {detail}", field="lines", sku=sku)
