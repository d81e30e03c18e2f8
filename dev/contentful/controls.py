"""The controls under `/_dev`: what an editor does in Contentful's web app, and what can go wrong."""

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import orjson
from flask import Blueprint, Response, request

from dev.contentful.answers import Json, bad_request, json_answer
from dev.contentful.entities import Entity
from dev.contentful.faults import read_fault
from dev.contentful.webhooks import SWITCHES
from dev.contentful.wiring import stand_in

controls = Blueprint("controls", __name__, url_prefix="/_dev")

ID = re.compile(r"[a-zA-Z0-9._-]{1,64}")


def _body(*known: str) -> Json:
    """The JSON object sent, `{}` when there is none; raises Refused (400) for any other name in it."""
    body = _json(request.get_data() or b"{}")
    if not isinstance(body, dict):
        raise bad_request("The body must be a JSON object.")
    unknown = sorted(set(body) - set(known))
    if unknown:
        raise bad_request(
            f"{unknown[0]} is not known here; known are {', '.join(known) or 'no names at all'}."
        )
    return body


def _json(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"The body is not JSON: {error}.") from None


def _fields(*also: str) -> tuple[Json, Any]:
    body = _body("fields", *also)
    if "fields" not in body:
        raise bad_request("fields must be there: {name: {locale: value}}.")
    return body, body["fields"]


def _entity(entity: Entity, status: int = 200) -> Response:
    return json_answer(stand_in().renderer.managed(entity), status)


def _act(act: Callable[[str, str], Entity], type_: str, id_: str) -> Response:
    _body()
    return _entity(act(type_, id_))


@controls.post("/entries")
def create_entry() -> Response:
    """`{content_type, id?, fields}` makes a draft and answers 201; the id is invented when none is given."""
    body, fields = _fields("content_type", "id")
    id_, content_type = body.get("id"), body.get("content_type")
    if not isinstance(content_type, str):
        raise bad_request("content_type must be the id of a content type.")
    if id_ is not None and not (isinstance(id_, str) and ID.fullmatch(id_)):
        raise bad_request("id must be 1 to 64 letters, digits, dots, dashes or underscores.")
    return _entity(stand_in().space.create_entry(content_type, id_, fields), 201)


@controls.post("/entries/<id_>")
def edit_entry(id_: str) -> Response:
    """`{fields: {name: {locale: value}}}` is merged into the draft; null takes a value away."""
    _, fields = _fields()
    return _entity(stand_in().space.edit_entry(id_, fields))


@controls.post("/edit/<id_>")
def edit_and_publish(id_: str) -> Response:
    _, fields = _fields()
    return _entity(stand_in().space.edit_and_publish(id_, fields))


@controls.post("/publish/<type_>/<id_>")
def publish(type_: str, id_: str) -> Response:
    return _act(stand_in().space.publish, type_, id_)


@controls.post("/unpublish/<type_>/<id_>")
def unpublish(type_: str, id_: str) -> Response:
    return _act(stand_in().space.unpublish, type_, id_)


@controls.post("/archive/<type_>/<id_>")
def archive(type_: str, id_: str) -> Response:
    return _act(stand_in().space.archive, type_, id_)


@controls.post("/unarchive/<type_>/<id_>")
def unarchive(type_: str, id_: str) -> Response:
    return _act(stand_in().space.unarchive, type_, id_)


@controls.post("/delete/<type_>/<id_>")
def delete(type_: str, id_: str) -> Response:
    """Answers the entity as it was before it went."""
    return _act(stand_in().space.delete, type_, id_)


@controls.get("/webhooks")
def show_webhooks() -> Response:
    webhooks = stand_in().webhooks
    settings = asdict(webhooks.settings)
    return json_answer(
        {"settings": settings, "waiting": webhooks.waiting(), "deliveries": webhooks.deliveries()}
    )


@controls.post("/webhooks")
def set_webhooks() -> Response:
    return json_answer({"settings": asdict(stand_in().webhooks.configure(_body("url", *SWITCHES)))})


@controls.get("/faults")
def show_faults() -> Response:
    return json_answer({"armed": stand_in().faults.armed()})


@controls.post("/faults")
def arm_fault() -> Response:
    calls, fault = read_fault(_body("next", "status", "hang", "path", "reset"))
    stand_in().faults.arm(calls, fault)
    return show_faults()


@controls.post("/reset")
def reset() -> Response:
    """The export again, no faults, webhooks as the command line set them; all sync tokens are void."""
    _body()
    stand_in().faults.clear()
    stand_in().space.reset()
    stand_in().webhooks.reset()
    return json_answer({"ok": True})
