"""Who is asking: a customer by access token (JWT, RFC 9068 in spirit), a guest by the token of a cart."""

from typing import Any

from flask import Flask, Response, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt_identity,
    verify_jwt_in_request,
)
from jwt.exceptions import InvalidTokenError

from bff.context import shop
from bff.problems import shop_error
from core.carts.errors import CartNotFound
from core.carts.models import Cart
from core.carts.queries import any_cart_of, cart_of, open_cart_of
from core.customers.errors import NotSignedIn
from core.settings import Settings

CART_HEADER = "X-Cart-Token"
ORDER_HEADER = "X-Order-Token"
ISSUER = AUDIENCE = "quayside"
ALGORITHM = "HS256"
LONGEST_TOKEN = 4_096


def register(app: Flask, settings: Settings) -> None:
    app.config.update(
        JWT_ALGORITHM=ALGORITHM,
        JWT_DECODE_ALGORITHMS=[ALGORITHM],
        JWT_TOKEN_LOCATION=["headers"],
        JWT_ENCODE_ISSUER=ISSUER,
        JWT_DECODE_ISSUER=ISSUER,
        JWT_ENCODE_AUDIENCE=AUDIENCE,
        JWT_DECODE_AUDIENCE=AUDIENCE,
        JWT_ACCESS_TOKEN_EXPIRES=settings.access_token_seconds,
        JWT_ENCODE_NBF=True,
    )
    manager = JWTManager(app)
    ring = settings.jwt_key_ring
    manager.encode_key_loader(lambda _identity: next(iter(ring.values())))
    manager.decode_key_loader(lambda headers, _payload: _key_named(ring, headers))
    manager.expired_token_loader(lambda _headers, _payload: _refused("The access token has expired."))
    manager.invalid_token_loader(lambda _reason: _refused("The access token is not good."))
    manager.unauthorized_loader(lambda _reason: _refused("Send an access token: Authorization: Bearer …"))


def access_token(customer_id: str) -> str:
    """A signed statement of who this is, good for a few minutes."""
    kid = next(iter(shop().settings.jwt_key_ring))
    token: str = create_access_token(customer_id, additional_headers={"kid": kid})
    return token


def current_customer_id() -> str:
    """The customer who is signed in. Raises what the JWT layer answers 401 to."""
    if len(request.headers.get("Authorization", "")) > LONGEST_TOKEN:
        raise NotSignedIn("The access token is not good.")
    verify_jwt_in_request()
    identity = get_jwt_identity()
    if not isinstance(identity, str):
        raise NotSignedIn("The access token is not good.")
    return identity


def customer_id_if_any() -> str | None:
    """The customer who is signed in, or None for a guest; a bad token is refused all the same."""
    return current_customer_id() if "Authorization" in request.headers else None


def current_cart() -> Cart:
    """The open cart whose token was sent; without one, that of the customer who is signed in.

    Raises CartNotFound, also for another customer's cart.
    """
    if CART_HEADER in request.headers or "Authorization" not in request.headers:
        return _mine(cart_of(cart_token()))
    cart = open_cart_of(current_customer_id())
    if cart is None:
        raise CartNotFound
    return cart


def current_cart_or_ordered() -> Cart:
    """The same, but also when it has become an order."""
    return _mine(any_cart_of(cart_token()))


def cart_token() -> str:
    token = request.headers.get(CART_HEADER, "")
    if not token:
        raise CartNotFound
    return token


def caller() -> str:
    """A name for who is asking, for keys that are theirs alone: the same after a token was renewed.

    A token that is not good is refused here already, before any kept answer is looked for.
    """
    tokens = "|".join(request.headers.get(name, "") for name in (CART_HEADER, ORDER_HEADER))
    return f"{tokens}|{customer_id_if_any() or ''}"


def _mine(cart: Cart) -> Cart:
    """A cart that a customer has claimed is theirs alone: the token of a guest does not open it any more."""
    if cart.customer_id is not None and cart.customer_id != customer_id_if_any():
        raise CartNotFound
    return cart


def _key_named(ring: dict[str, str], headers: dict[str, Any]) -> str:
    key = ring.get(str(headers.get("kid", "")))
    if key is None:
        raise InvalidTokenError("unknown key id")
    return key


def _refused(detail: str) -> Response:
    answer = shop_error(NotSignedIn(detail))
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
