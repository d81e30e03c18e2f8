from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import swagger_ui_bundle
from flask import Blueprint, Flask, Response
from flask.json.provider import JSONProvider
from flask.sessions import NullSession, SessionInterface
from werkzeug.sansio.response import Response as BaseResponse

from bff import admission, bodies, headers, health, identity, problems, tracing, watching
from bff.accounts.cards import blueprint as cards
from bff.accounts.proofs import blueprint as proofs
from bff.accounts.proofs import mine as credentials
from bff.accounts.providers import blueprint as providers
from bff.accounts.providers import mine as identities
from bff.accounts.sessions import blueprint as sessions
from bff.accounts.views import blueprint as accounts
from bff.accounts.views import me
from bff.addresses.views import blueprint as address_forms
from bff.carts.views import blueprint as carts
from bff.checkout.views import blueprint as checkout
from bff.context import KEY
from bff.contract.plugin import ContractPlugin
from bff.edge import callers, limits, sizes
from bff.edge.cors import Cors
from bff.hooks.views import blueprint as hooks
from bff.machines.catalog import blueprint as machine_catalog
from bff.machines.orders import blueprint as machine_orders
from bff.machines.stock import blueprint as machines
from bff.orders.payments import blueprint as order_payments
from bff.orders.views import blueprint as orders
from bff.pages.lists import blueprint as lists
from bff.pages.lists import suggestions
from bff.pages.private import blueprint as private_pages
from bff.pages.views import blueprint as pages
from bff.pages.views import products
from bff.preview.views import blueprint as preview
from bff.ready import ReadyPages
from bff.seo.views import blueprint as addresses
from bff.wishlists.views import blueprint as wishlists
from core import __version__
from core.bootstrap import Shop

LARGEST_BODY = 64 * 1024
API = (
    pages,
    preview,
    lists,
    private_pages,
    products,
    suggestions,
    addresses,
    address_forms,
    carts,
    checkout,
    orders,
    order_payments,
    accounts,
    me,
    cards,
    sessions,
    proofs,
    credentials,
    providers,
    identities,
    wishlists,
    machines,
    machine_orders,
    machine_catalog,
    hooks,
)
SWAGGER = Path(swagger_ui_bundle.swagger_ui_path)


class OrjsonProvider(JSONProvider):
    """JSON, faster, and exact about what is not JSON."""

    def dumps(self, obj: Any, **_: Any) -> str:
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> BaseResponse:
        """An answer that has nothing to say is empty, and not `null`."""
        if args != (None,):
            return super().response(*args, **kwargs)
        answer = Response()
        del answer.headers["Content-Type"]
        return answer


class Bff(Flask):
    """Nothing of it is a coroutine, which Flask would look for in every function that a request goes through."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


class NoSession(SessionInterface):
    """None is opened: whoever asks shows who they are in every request."""

    def open_session(self, *_: object) -> NullSession:
        return NullSession()


def create_app(shop: Shop) -> Flask:
    """The BFF of that shop. Nothing is connected here; gunicorn's workers make one each, after the fork."""
    app = Bff(__name__, static_folder=None)
    app.json = OrjsonProvider(app)
    app.session_interface = NoSession()
    app.extensions[KEY] = shop
    app.url_map.merge_slashes = False  # one spelling for each path
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        API_TITLE="Quayside",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        OPENAPI_SWAGGER_UI_PATH="docs",
        OPENAPI_SWAGGER_UI_URL="/docs/ui/",
    )
    for part in (tracing, watching, headers, health, problems):
        part.register(app)
    identity.register(app, shop.settings)
    admission.register(app)
    bodies.register(app)
    sizes.register(app)
    app.register_blueprint(_swagger())
    api = problems.ProblemApi(app, spec_kwargs={"extra_plugins": [ContractPlugin()]})
    for blueprint in API:
        api.register_blueprint(blueprint)
    admission.see_that_all_have_rules(app)
    limits.register(app, shop.settings)
    callers.register(app, shop.settings)
    app.wsgi_app = ReadyPages(app.wsgi_app)  # type: ignore[method-assign,assignment]  # Flask's own way
    if origins := shop.settings.trusted_origins:
        app.wsgi_app = Cors(app.wsgi_app, origins)  # type: ignore[method-assign,assignment]  # as above
    return app


def _swagger() -> Blueprint:
    """Swagger UI from its package, so that /docs needs nobody else's host."""
    return Blueprint("swagger", __name__, static_folder=str(SWAGGER), static_url_path="/docs/ui")
