from core.errors import NotFound


class InvoiceNotFound(NotFound):
    code = "invoice-not-found"
    title = "There is no such invoice"

    def __init__(self, number: str) -> None:
        super().__init__(f"There is no invoice for {number!r}, or not yet.", number=number)
