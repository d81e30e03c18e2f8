"""The reading endpoints: Delivery and Preview. The token decides which of the two a call is for."""

import hmac
from typing import Any

from flask import Blueprint, Response, g, request

from dev.contentful.answers import Json, Refused, delivery_answer, not_found
from dev.contentful.entities import ASSET, ENTRY, Audience
from dev.contentful.filters import make_filter
from dev.contentful.links import resolve
from dev.contentful.queries import LARGEST_LIMIT, Finder, chosen, read_query, whole_number
from dev.contentful.sync import Synchronization
from dev.contentful.wiring import stand_in

delivery = Blueprint("delivery", __name__)

TYPES = {"entries": ENTRY, "assets": ASSET}
ALLOWED_HEADERS = "Accept,Authorization,Content-Type,X-Contentful-User-Agent,X-Requested-With"


@delivery.url_value_preprocessor
def take_place(_: str | None, values: dict[str, Any] | None) -> None:
    """Space and environment are checked once, here, and not passed to every view."""
    values = values or {}
    g.space_id = values.pop("space_id", "")
    g.environment = values.pop("environment_id", None)


@delivery.before_request
def check_access() -> None:
    """Raise Refused: 401 for an unknown token, 404 for a space or an environment that is not ours."""
    if request.method == "OPTIONS":
        return
    g.audience = _audience()
    home = stand_in().home
    if g.space_id != home.space_id:
        raise not_found(sys={"type": "Space", "id": g.space_id})
    # The short form without an environment means `master`, whatever this one is called.
    if (g.environment or "master") != home.environment:
        raise not_found(type="Environment", id=g.environment or "master", space=home.space_id)


def _audience() -> Audience:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    given = token.strip() if scheme.lower() == "bearer" else request.args.get("access_token", "")
    for known, audience in stand_in().tokens.items():
        if hmac.compare_digest(known.encode(), given.encode()):
            return audience
    raise Refused(401, "AccessTokenInvalid", "The access token you sent could not be found or is invalid.")


@delivery.after_request
def let_browsers_in(answer: Response) -> Response:
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    return answer


@delivery.get("")
def show_space() -> Response:
    return delivery_answer(stand_in().renderer.space(stand_in().home.space_id))


@delivery.get("/locales")
def list_locales() -> Response:
    renderer = stand_in().renderer
    items = [renderer.locale(raw) for raw in renderer.locales.all.values()]
    return _array(len(items), 0, LARGEST_LIMIT, items)


@delivery.get("/content_types")
def list_content_types() -> Response:
    skip, limit = (
        whole_number(request.args, "skip", 0, None),
        whole_number(request.args, "limit", 100, LARGEST_LIMIT),
    )
    raws = [raw for raw in stand_in().space.content_types.values() if _is_wanted(raw)]
    items = [stand_in().renderer.content_type(raw) for raw in raws[skip : skip + limit]]
    return _array(len(raws), skip, limit, items)


def _is_wanted(raw: Json) -> bool:
    names = {"sys.id": "", "sys.id[in]": "in"}
    filters = [
        make_filter(("sys", "id"), names[name], request.args[name], "Symbol")
        for name in names
        if name in request.args
    ]
    return all(one.matches([raw["sys"]["id"]]) for one in filters)


@delivery.get("/content_types/<id_>")
def show_content_type(id_: str) -> Response:
    raw = stand_in().space.content_types.get(id_)
    if raw is None:
        raise _missing("ContentType", id_)
    return delivery_answer(stand_in().renderer.content_type(raw))


@delivery.get("/<any(entries, assets):collection>")
def list_entities(collection: str) -> Response:
    query = read_query(stand_in().space, TYPES[collection], request.args)
    finder = _finder()
    total, found = finder.find(query)
    items = [chosen(item, query.select) for item in found]
    present = [(item["sys"]["type"], item["sys"]["id"]) for item in found]
    extra = resolve(items, present, query.include, finder.lookup(query.locale))
    return _array(total, query.skip, query.limit, items, extra)


@delivery.get("/<any(entries, assets):collection>/<id_>")
def show_entity(collection: str, id_: str) -> Response:
    locale = stand_in().space.locales.read(request.args.get("locale"))
    item = _finder().lookup(locale)(TYPES[collection], id_)
    if item is None:
        raise _missing(TYPES[collection], id_)
    return delivery_answer(item)


@delivery.get("/sync")
def synchronize() -> Response:
    synchronization = Synchronization(stand_in().space, stand_in().renderer, g.audience)
    return delivery_answer(synchronization.answer(request.args, request.base_url))


def _finder() -> Finder:
    return Finder(stand_in().space, stand_in().renderer, g.audience)


def _array(total: int, skip: int, limit: int, items: list[Json], extra: Json | None = None) -> Response:
    page = {"sys": {"type": "Array"}, "total": total, "skip": skip, "limit": limit, "items": items}
    return delivery_answer({**page, **(extra or {})})


def _missing(type_: str, id_: str) -> Refused:
    home = stand_in().home
    return not_found(type=type_, id=id_, environment=home.environment, space=home.space_id)
