"""Who is asking: a customer by access token (JWT, RFC 9068 in spirit), a guest by the token of a cart.

The access token comes in a header, or in a cookie. Where there is a header it alone counts, good or not.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Flask, Response, g
from flask_jwt_extended import JWTManager, create_access_token, get_jwt, verify_jwt_in_request
from jwt.exceptions import InvalidTokenError

from bff import cookies, same_origin
from bff.context import header, shop
from bff.problems import shop_error
from core.carts.errors import CartNotFound
from core.carts.models import Cart
from core.carts.queries import any_cart_of, cart_of, open_cart_of
from core.customers.errors import NotSignedIn
from core.customers.queries import is_live
from core.customers.sessions import SignIn
from core.settings import Settings

CART_HEADER = "X-Cart-Token"
ORDER_HEADER = "X-Order-Token"
ISSUER = AUDIENCE = "quayside"
ALGORITHM = "HS256"
KIND = "at+jwt"
HEADER_FIELDS = {"alg", "kid", "typ"}
"""What stands in the header of our tokens (RFC 9068). Whoever brings a key of their own, or a demand, is refused."""
HEADER = "Authorization"
FORM = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
"""Without padding: PyJWT would read a token with it too, and each has one spelling here."""
LONGEST_TOKEN = 4_096
LEEWAY_SECONDS = 5
"""For clocks of several machines."""


class Who(NamedTuple):
    """A customer, and the sign-in in which they ask."""

    customer_id: str
    session_id: str


def register(app: Flask, settings: Settings) -> None:
    app.config.update(
        JWT_ALGORITHM=ALGORITHM,
        JWT_DECODE_ALGORITHMS=[ALGORITHM],
        JWT_TOKEN_LOCATION=["headers"],
        JWT_ACCESS_COOKIE_NAME=cookies.ACCESS,
        JWT_COOKIE_CSRF_PROTECT=False,  # bff/same_origin.py does
        JWT_ENCODE_ISSUER=ISSUER,
        JWT_DECODE_ISSUER=ISSUER,
        JWT_ENCODE_AUDIENCE=AUDIENCE,
        JWT_DECODE_AUDIENCE=AUDIENCE,
        JWT_ACCESS_TOKEN_EXPIRES=settings.access_token_seconds,
        JWT_ENCODE_NBF=True,
        JWT_DECODE_LEEWAY=LEEWAY_SECONDS,
    )
    manager = JWTManager(app)
    ring = settings.jwt_key_ring
    manager.encode_key_loader(lambda _identity: next(iter(ring.values())))
    manager.decode_key_loader(lambda headers, _payload: _key_named(ring, headers))
    manager.expired_token_loader(lambda _headers, _payload: _refused("The access token has expired."))
    manager.invalid_token_loader(lambda _reason: _refused("The access token is not good."))
    manager.unauthorized_loader(lambda _reason: _refused("Send an access token: Authorization: Bearer …"))


def access_token(signed_in: SignIn) -> str:
    """A signed statement of who this is, good for a few minutes, and no longer than the sign-in."""
    kid = next(iter(shop().settings.jwt_key_ring))
    token: str = create_access_token(
        signed_in.customer.id,
        additional_claims={"sid": signed_in.session_id},
        additional_headers={"kid": kid, "typ": KIND},
    )
    return token


def current_customer_id() -> str:
    """The customer who is signed in. Raises what the JWT layer answers 401 to, and NotSignedIn."""
    return who_asks().customer_id


def who_asks() -> Who:
    """The customer who is signed in, and where. Raises as above, also when that sign-in was ended.

    That is asked of the database once in a request, and never in one that sends no token.
    """
    if "who" not in g:
        g.who = _checked()
    who: Who = g.who
    return who


def _checked() -> Who:
    known_by_cookie = by_cookie()
    if known_by_cookie:
        same_origin.see_origin()
    claims = _claims("cookies" if known_by_cookie else "headers")
    who = Who(claims["sub"], claims["sid"])
    if known_by_cookie:
        same_origin.see_csrf_token(who.session_id)
    if not is_live(who.session_id, who.customer_id):
        raise NotSignedIn("This sign-in is over.")
    return who


def _claims(location: str) -> Mapping[str, Any]:
    """What the token says that is sent there."""
    sent = header(HEADER)
    token = cookies.access() if location == "cookies" else sent and sent.removeprefix("Bearer ")
    if token is not None and (len(token) > LONGEST_TOKEN or not FORM.fullmatch(token)):
        raise NotSignedIn("The access token is not good.")
    verify_jwt_in_request(locations=[location])
    claims = get_jwt()
    if not _is_whole(claims):
        raise NotSignedIn("The access token is not good.")
    return claims


def _is_whole(claims: Mapping[str, Any]) -> bool:
    """Whether it says all that ours say, and is good for no longer than ours are."""
    texts = all(isinstance(claims.get(name), str) for name in ("sub", "sid", "jti"))
    times = all(isinstance(claims.get(name), int) for name in ("exp", "iat", "nbf"))
    return texts and times and claims["exp"] - claims["iat"] <= shop().settings.access_token_seconds


def customer_id_if_any() -> str | None:
    """The customer who is signed in, or None for a guest; a bad token is refused all the same."""
    return current_customer_id() if shows_account() else None


def who_is_known() -> str | None:
    """The customer or the machine that has proved itself here, if any: the id of the account, the name of the key."""
    if "who" in g:
        return str(g.who.customer_id)
    return f"key {g.machine.name}" if "machine" in g else None


def shows_account() -> bool:
    """Whether an access token is sent, good or not."""
    return header(HEADER) is not None or by_cookie()


def by_cookie() -> bool:
    """Whether the caller is known by a cookie, if at all."""
    return header(HEADER) is None and cookies.access() is not None


def current_cart() -> Cart:
    """The open cart whose token was sent; without one, that of the customer who is signed in.

    Raises CartNotFound, also for another customer's cart.
    """
    if header(CART_HEADER) is not None or not shows_account():
        return _mine(cart_of(cart_token()))
    cart = open_cart_of(current_customer_id())
    if cart is None:
        raise CartNotFound
    return cart


def current_cart_or_ordered() -> Cart:
    """The same, but also when it has become an order; without its token only as long as it has not."""
    return _mine(any_cart_of(cart_token())) if header(CART_HEADER) is not None else current_cart()


def cart_token() -> str:
    token = header(CART_HEADER)
    if not token:
        raise CartNotFound
    return token


def caller() -> str:
    """A name for who is asking, for keys that are theirs alone: the same after a token was renewed.

    A token that is not good is refused here already, before any kept answer is looked for.
    """
    if "machine" in g:
        return f"machine|{g.machine.name}"
    tokens = "|".join(header(name) or "" for name in (CART_HEADER, ORDER_HEADER))
    return f"{tokens}|{customer_id_if_any() or ''}"


def _mine(cart: Cart) -> Cart:
    """A cart that a customer has claimed is theirs alone: the token of a guest does not open it any more."""
    if cart.customer_id is not None and cart.customer_id != customer_id_if_any():
        raise CartNotFound
    return cart


def _key_named(ring: dict[str, str], headers: dict[str, Any]) -> str:
    """The key of that id. Raises InvalidTokenError for a header that is not one of ours."""
    key = ring.get(str(headers.get("kid", "")))
    if key is None or set(headers) != HEADER_FIELDS or headers["typ"] != KIND:
        raise InvalidTokenError("not a header of ours")
    return key


def _refused(detail: str) -> Response:
    return shop_error(NotSignedIn(detail))
