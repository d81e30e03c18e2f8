from core.errors import Conflict


class CheckoutIncomplete(Conflict):
    code = "checkout-incomplete"
    title = "Something is missing before that"

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"Still missing: {', '.join(missing)}.", missing=missing)


class CartChanged(Conflict):
    code = "cart-changed"
    title = "The cart has changed since the payment was started"

    def __init__(self) -> None:
        super().__init__("Start the payment again: its amount is that of the cart as it was.")


class PriceChanged(Conflict):
    code = "price-changed"
    title = "The total is another one than was expected"

    def __init__(self, total_minor: int) -> None:
        super().__init__("Look at the cart again: it shows what has changed.", total_minor=total_minor)


class CannotSell(Conflict):
    code = "cannot-sell"
    title = "Something in the cart is not sold any more"

    def __init__(self, skus: list[str]) -> None:
        super().__init__(f"Take out {', '.join(skus)}.", skus=skus)


class SupersededPayment(Conflict):
    code = "superseded-payment"
    title = "The order is paid by another payment"


class PaymentUnderWay(Conflict):
    code = "payment-under-way"
    title = "The earlier payment is still being worked on"

    def __init__(self) -> None:
        super().__init__(
            "The payment provider is at work on the payment of the cart as it was. Try again later."
        )
