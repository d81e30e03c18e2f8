"""The editor: plain pages for people who want to see an edit reach the shop."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from dev.contentful.answers import Json, Refused
from dev.contentful.entities import ASSET, ENTRY, Entity
from dev.contentful.links import links_in
from dev.contentful.values import field_definitions
from dev.contentful.wiring import stand_in

editor = Blueprint("editor", __name__)

PAGE = 100
SHOWN_PICTURES = 8
SHOWN_DELIVERIES = 5
WRITABLE = ("Symbol", "Text")
DONE = {"published": "Published.", "saved": "Saved as a draft: the shop shows it in preview only."}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Row:
    """One entry in the list."""

    entity: Entity
    type_name: str
    title: str


@dataclass(frozen=True)
class Input:
    """One text of the form: a field in one locale."""

    field: str
    label: str
    locale: str
    long: bool
    required: bool
    value: str

    @property
    def name(self) -> str:
        return f"{self.field}@{self.locale}"


@editor.after_request
def guard(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer


@editor.get("/")
def index() -> str:
    words, chosen = request.args.get("q", "").strip(), request.args.get("type", "")
    page = max(1, request.args.get("page", 1, type=int))
    rows = [
        row for row in map(_row, stand_in().space.entities(ENTRY)) if _is_shown(row, words.casefold(), chosen)
    ]
    rows.sort(key=lambda row: (row.type_name.casefold(), row.title.casefold()))
    part = rows[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "index.html",
        groups=[(name, list(group)) for name, group in groupby(part, key=lambda row: row.type_name)],
        types={id_: raw.get("name", id_) for id_, raw in stand_in().space.content_types.items()},
        q=words,
        chosen=chosen,
        total=len(rows),
        page=page,
        pages=-(-len(rows) // PAGE),
        home=stand_in().home,
    )


def _row(entity: Entity) -> Row:
    model = _model(entity)
    return Row(entity, model.get("name") or entity.content_type or "", title_of(entity))


def _model(entity: Entity) -> Json:
    return stand_in().space.content_types.get(entity.content_type or "", {})


def title_of(entity: Entity) -> str:
    """What editors call the entry: its display field in the default locale, else its id."""
    values = entity.fields.get(_model(entity).get("displayField") or "", {})
    title = values.get(stand_in().space.locales.default)
    return title if isinstance(title, str) and title.strip() else entity.id


def _is_shown(row: Row, words: str, chosen: str) -> bool:
    if chosen and row.entity.content_type != chosen:
        return False
    return not words or any(words in text.casefold() for text in _texts(row))


def _texts(row: Row) -> Iterable[str]:
    yield from (row.entity.id, row.title)
    for values in row.entity.fields.values():
        yield from (value for value in values.values() if isinstance(value, str))


@editor.get("/edit/<id_>")
def show(id_: str) -> str:
    return _page(stand_in().space.existing(ENTRY, id_), notice=DONE.get(request.args.get("done", "")))


def _page(entity: Entity, *, notice: str | None = None, problem: str | None = None) -> str:
    return render_template(
        "entry.html",
        entity=entity,
        title=title_of(entity),
        model=_model(entity),
        inputs=_inputs(entity, request.form if problem else {}),
        others=_other_fields(entity),
        pictures=_pictures(entity),
        deliveries=_deliveries(entity),
        hooked=stand_in().webhooks.settings.url,
        notice=notice,
        problem=problem,
    )


def _inputs(entity: Entity, typed: Any) -> list[Input]:
    """The form's texts; what was *typed* already stands in for what is kept."""
    locales = stand_in().space.locales
    inputs = []
    for field in _writable(entity):
        for code in locales.codes if field.get("localized") else [locales.default]:
            kept = entity.fields.get(field["id"], {}).get(code) or ""
            value = typed.get(f"{field['id']}@{code}", kept)
            required = bool(field.get("required")) and code == locales.default
            label = field.get("name") or field["id"]
            inputs.append(Input(field["id"], label, code, field["type"] == "Text", required, value))
    return inputs


def _writable(entity: Entity) -> list[Json]:
    fields = field_definitions(_model(entity)).values()
    return [field for field in fields if field["type"] in WRITABLE and not field.get("omitted")]


def _other_fields(entity: Entity) -> list[str]:
    written = {field["id"] for field in _writable(entity)}
    return [field for field in entity.fields if field not in written]


def _pictures(entity: Entity) -> list[str]:
    """Addresses on this very server, so that they work under `localhost` too."""
    keys = islice(dict.fromkeys(key for key in links_in(entity.fields) if key[0] == ASSET), SHOWN_PICTURES)
    assets = (stand_in().space.entity(*key) for key in keys)
    files = (
        (asset.id, file) for asset in assets if asset for file in (asset.fields.get("file") or {}).values()
    )
    return [urlsplit(stand_in().home.file_url(id_, file)).path for id_, file in files]


def _deliveries(entity: Entity) -> list[Json]:
    own = [
        one for one in stand_in().webhooks.deliveries() if one["entity"] == {"type": ENTRY, "id": entity.id}
    ]
    return own[-SHOWN_DELIVERIES:][::-1]


@editor.post("/edit/<id_>")
def save(id_: str) -> BaseResponse:
    """Save what was changed in the form, and publish it when that button was pressed."""
    entity = stand_in().space.existing(ENTRY, id_)
    patch, publish = _patch(entity), request.form.get("do") == "publish"
    try:
        if publish:
            stand_in().space.edit_and_publish(id_, patch)
        elif patch:
            stand_in().space.edit_entry(id_, patch)
    except Refused as refused:
        return make_response(_page(entity, problem=refused.message), refused.status)
    return redirect(url_for("editor.show", id_=id_, done="published" if publish else "saved"), 303)


def _patch(entity: Entity) -> Json:
    """Only what differs from what is kept; a text made empty is taken away."""
    patch: Json = {}
    for field in _inputs(entity, {}):
        typed = request.form.get(field.name, field.value).replace("\r\n", "\n")
        if typed != field.value.replace("\r\n", "\n"):
            patch.setdefault(field.field, {})[field.locale] = typed or None
    return patch
