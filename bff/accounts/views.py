from flask.views import MethodView

from bff import cookies
from bff.accounts.schemas import (
    AddressesSchema,
    CustomerSchema,
    ProfileSchema,
    RefreshSchema,
    RegisterSchema,
    SignedInSchema,
    SignInSchema,
)
from bff.accounts.shapes import customer_shape
from bff.accounts.signing import Body, from_cookie, lasting, refresh_token, signed_in, started
from bff.blueprints import Blueprint
from bff.context import shop
from bff.idempotent import idempotent
from bff.identity import by_cookie, current_customer_id, who_asks
from bff.orders.schemas import OrdersQuery, OrdersSchema
from bff.orders.shapes import orders_shape
from bff.schemas import AddressSchema
from core.address_rules import checked_address
from core.customers import services as customers
from core.customers import sessions
from core.customers.book import change_address, remove_address
from core.customers.fresh import see_fresh
from core.customers.queries import customer_by_id
from core.customers.registering import ask_to_register
from core.mailboxes import checked

blueprint = Blueprint("auth", __name__, url_prefix="/v1/auth", description="Signing in and out")
me = Blueprint("me", __name__, url_prefix="/v1/me", description="The customer who is signed in")


@blueprint.route("/register")
class Register(MethodView):
    @blueprint.arguments(RegisterSchema)
    @blueprint.response(202)
    def post(self, body: Body) -> None:
        """Ask for an account: what opens it is mailed to the address. If there is one already, the mail says so.

        The answer is the same whether there is one or not, and nobody can sign in before the link was used.
        """
        seconds = shop().settings.email_link_seconds
        ask_to_register(checked(body["email"]), body["password"], body["name"], seconds=seconds)


@blueprint.route("/login")
class Login(MethodView):
    @blueprint.arguments(SignInSchema)
    @blueprint.response(200, SignedInSchema)
    @blueprint.doc(parameters=[cookies.PARAMETER])
    def post(self, body: Body) -> Body:
        """Sign in. The tokens are in the answer, or, if that is wished for, in cookies."""
        return started(body["email"], body["password"])


@blueprint.route("/refresh")
class Refresh(MethodView):
    @blueprint.arguments(RefreshSchema)
    @blueprint.response(200, SignedInSchema)
    @blueprint.doc(parameters=[cookies.PARAMETER])
    def post(self, body: Body) -> Body:
        """Trade the refresh token for the next one and a new access token; both are where it came from.

        A browser that keeps it in a cookie sends nothing in the body, and `X-CSRF-Token`.

        Sent again within ten seconds, because an answer was lost, it is answered with the same next one. Later it
        ends the sign-in: somebody has a copy of it.
        """
        in_cookies = cookies.wanted() or from_cookie(body)
        return signed_in(sessions.go_on(refresh_token(body), lasts=lasting()), in_cookies=in_cookies)


@blueprint.route("/logout")
class Logout(MethodView):
    @blueprint.arguments(RefreshSchema)
    @blueprint.response(204)
    def post(self, body: Body) -> None:
        """End this sign-in. Cookies are taken back."""
        sessions.sign_out(refresh_token(body))
        if from_cookie(body):
            cookies.clear()


@blueprint.route("/logout-everywhere")
class LogoutEverywhere(MethodView):
    @blueprint.response(204)
    def post(self) -> None:
        """End every sign-in of mine, this one too. It takes a sign-in, or the password, of the last ten minutes."""
        who = who_asks()
        see_fresh(who.session_id, who.customer_id)
        sessions.sign_out_everywhere(who.customer_id)
        if by_cookie():
            cookies.clear()


@me.route("")
class Me(MethodView):
    @me.response(200, CustomerSchema)
    def get(self) -> Body:
        """Who I am."""
        return customer_shape(customer_by_id(current_customer_id()))

    @idempotent()
    @me.arguments(ProfileSchema)
    @me.response(200, CustomerSchema)
    def patch(self, body: Body) -> Body:
        """Change my name."""
        return customer_shape(customers.rename(current_customer_id(), body["name"]))


@me.route("/addresses")
class MyAddresses(MethodView):
    @me.response(200, AddressesSchema)
    def get(self) -> Body:
        """My address book."""
        return {"addresses": customer_shape(customer_by_id(current_customer_id()))["addresses"]}

    @idempotent()
    @me.arguments(AddressSchema)
    @me.response(201, AddressesSchema)
    def post(self, body: Body) -> Body:
        """Add an address."""
        customer = customers.add_address(current_customer_id(), checked_address(body))
        return {"addresses": customer_shape(customer)["addresses"]}


@me.route("/addresses/<address_id>")
class MyAddress(MethodView):
    @idempotent()
    @me.arguments(AddressSchema)
    @me.response(200, AddressesSchema)
    def put(self, body: Body, address_id: str) -> Body:
        """Write another address in the place of that one."""
        customer = change_address(current_customer_id(), address_id, checked_address(body))
        return {"addresses": customer_shape(customer)["addresses"]}

    @idempotent()
    @me.response(204)
    def delete(self, address_id: str) -> None:
        """Take that address out of my book."""
        remove_address(current_customer_id(), address_id)


@me.route("/orders")
class MyOrders(MethodView):
    @me.arguments(OrdersQuery, location="query")
    @me.response(200, OrdersSchema)
    def get(self, query: Body) -> Body:
        """My orders, newest first."""
        return orders_shape(current_customer_id(), limit=query["limit"], after=query.get("after"))
