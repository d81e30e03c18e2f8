"""How often what may be asked: every operation has a flow here, or the reason why it is not limited.

Values and where they are from: docs/security.md. An operation that is not named has the pace of the API. What an
attacker would gain by is counted for all processes together, in Redis (docs/adr/0017); the rest in each process.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MINUTE, HOUR, DAY = 60, 3_600, 86_400


class By(StrEnum):
    """Whose requests are counted together."""

    MAILBOX = "mailbox"
    """The e-mail address in the body, whether anybody has an account with it or not."""
    PLACE = "place"
    """Where the shopper is (bff/edge/callers.py)."""
    INTERNET = "internet"
    """The same, unless it is an address of a private network: there stands a server of ours, which asks for many."""
    DEVICE = "device"
    """A device that has signed in to the mailbox before."""
    CUSTOMER = "customer"
    SESSION = "session"
    """A cart, a mailed link to an order, or a customer."""
    EVERYBODY = "everybody"


class Counts(StrEnum):
    """Which requests take something of the allowance."""

    ALL = "every try"
    WRONG = "what was answered 401"
    DONE = "what was done"


@dataclass(frozen=True)
class Bound:
    """*amount* in *seconds*. *strangers*: only for who does not come from a device of the mailbox's owner."""

    amount: int
    seconds: int
    by: By
    counts: Counts = Counts.ALL
    strangers: bool = False


@dataclass(frozen=True)
class Flow:
    """What is counted together. *shared* bounds hold for all processes, *paced* ones for each."""

    name: str
    shared: tuple[Bound, ...] = ()
    paced: tuple[Bound, ...] = ()


@dataclass(frozen=True)
class Unlimited:
    """Why nobody counts."""

    because: str


PACED = (Bound(300, MINUTE, By.SESSION), Bound(1_200, MINUTE, By.INTERNET))
API = Flow("api", paced=PACED)
SEARCH = Flow("search", paced=(Bound(5, 1, By.INTERNET),))
SIGN_IN = Flow(
    "sign-in",
    shared=(
        Bound(10, 5 * MINUTE, By.MAILBOX, strangers=True),
        Bound(100, DAY, By.MAILBOX, Counts.WRONG, strangers=True),
        Bound(10, 5 * MINUTE, By.PLACE, Counts.WRONG, strangers=True),
        Bound(1_000, 5 * MINUTE, By.EVERYBODY, Counts.WRONG, strangers=True),
        Bound(10, 5 * MINUTE, By.DEVICE),
    ),
)
ELSEWHERE = Flow("sign-in-elsewhere", shared=(Bound(30, 5 * MINUTE, By.INTERNET),))
PASSWORD = Flow("password", shared=(Bound(10, 5 * MINUTE, By.CUSTOMER),))
NEW_ADDRESS = Flow(
    "new-address",
    shared=(Bound(10, 5 * MINUTE, By.CUSTOMER), Bound(3, 6 * HOUR, By.CUSTOMER, Counts.DONE)),
)
PROOF_MAIL = Flow("proof-mail", shared=(Bound(3, 6 * HOUR, By.CUSTOMER),))
RESET_MAIL = Flow(
    "reset-mail",
    shared=(
        Bound(5, DAY, By.MAILBOX, strangers=True),
        Bound(20, HOUR, By.PLACE, strangers=True),
        Bound(5, DAY, By.DEVICE),
    ),
)
MAILED_LINK = Flow("mailed-link", shared=(Bound(20, 5 * MINUTE, By.PLACE),))
REGISTER = Flow("register", shared=(Bound(20, HOUR, By.PLACE), Bound(3, 6 * HOUR, By.MAILBOX)))
ORDER_LINK = Flow("order-link", shared=(Bound(20, HOUR, By.PLACE), Bound(5, HOUR, By.MAILBOX)))
NOTICE = Flow("notice", shared=(Bound(30, HOUR, By.PLACE), Bound(50, DAY, By.MAILBOX)))
PAYMENT = Flow("payment", shared=(Bound(10, MINUTE, By.SESSION), Bound(60, MINUTE, By.INTERNET)))
KEEP_CARD = Flow("keep-card", shared=(Bound(10, HOUR, By.CUSTOMER),))

PROBE = Unlimited("the cluster asks, and needs an answer most when much is asked")
PAGE = Unlimited("one address reads for everybody, and a page is built once however many ask for it")
SIGNED = Unlimited("it is signed, and who sends it sends again what was refused; 256 KiB at the most")

LIMITS: Mapping[str, Flow | Unlimited] = {
    "GET /livez": PROBE,
    "GET /readyz": PROBE,
    "GET /v1/pages/layout": PAGE,
    "GET /v1/pages/home": PAGE,
    "GET /v1/pages/product/{slug}": PAGE,
    "GET /v1/pages/category/{path}": PAGE,
    "GET /v1/pages/collection/{slug}": PAGE,
    "GET /v1/pages/content/{slug}": PAGE,
    "GET /v1/pages/blog": PAGE,
    "GET /v1/pages/blog/{slug}": PAGE,
    "GET /v1/pages/search": SEARCH,
    "GET /v1/suggest": SEARCH,
    "POST /v1/products/{sku}/notify": NOTICE,
    "POST /v1/cart": API,
    "POST /v1/checkout/payment": PAYMENT,
    "POST /v1/orders/{number}/payment": PAYMENT,
    "POST /v1/orders/lookup": ORDER_LINK,
    "POST /v1/auth/register": REGISTER,
    "POST /v1/auth/login": SIGN_IN,
    "POST /v1/auth/oidc/{provider}": ELSEWHERE,
    "POST /v1/auth/oidc/{provider}/callback": ELSEWHERE,
    "POST /v1/auth/refresh": API,
    "POST /v1/auth/logout": API,
    "POST /v1/auth/password/forgot": RESET_MAIL,
    "POST /v1/auth/password/reset": MAILED_LINK,
    "POST /v1/auth/email/confirm": MAILED_LINK,
    "PUT /v1/me/password": PASSWORD,
    "POST /v1/me/proof": PASSWORD,
    "PUT /v1/me/email": NEW_ADDRESS,
    "POST /v1/me/email/proof": PROOF_MAIL,
    "POST /v1/me/cards": KEEP_CARD,
    "POST /v1/hooks/stripe": SIGNED,
    "POST /v1/hooks/contentful": SIGNED,
}


def flow_of(operation: str) -> Flow | Unlimited:
    """The flow of an operation, named as the policy names it: `POST /v1/auth/login`."""
    return LIMITS.get(operation, API)
