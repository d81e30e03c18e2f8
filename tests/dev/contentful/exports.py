"""A small export of two languages, written as Contentful writes them."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]

AT = "2026-03-01T09:00:00.000Z"


def link(type_: str, id_: str) -> Json:
    return {"sys": {"type": "Link", "linkType": type_, "id": id_}}


def field(id_: str, type_: str, **more: Any) -> Json:
    return {"id": id_, "name": id_.title(), "type": type_, "localized": False, "required": False, **more}


def content_type(id_: str, display: str, *fields: Json) -> Json:
    sys = {"type": "ContentType", "id": id_, "createdAt": AT, "updatedAt": AT, "publishedVersion": 3}
    return {
        "sys": sys,
        "name": id_.title(),
        "displayField": display,
        "description": "",
        "fields": list(fields),
    }


def entry(type_: str, id_: str, *, draft: bool = False, at: str = AT, **fields: Any) -> Json:
    """An entry; a value that is no dict of locales is meant for en-US."""
    sys = {
        "type": "Entry",
        "id": id_,
        "contentType": link("ContentType", type_),
        **_versions(at, draft=draft),
    }
    return {"sys": sys, "fields": {name: _in_locales(value) for name, value in fields.items()}}


def asset(id_: str, file_name: str, *, draft: bool = False, width: int = 800, height: int = 600) -> Json:
    kind = {"webp": "image/webp", "png": "image/png", "pdf": "application/pdf"}.get(
        file_name[-4:].strip("."), "image/jpeg"
    )
    details = (
        {"size": 1000, "image": {"width": width, "height": height}}
        if kind.startswith("image")
        else {"size": 9}
    )
    url = f"//images.ctfassets.net/original/{id_}/0f1e2d3c/{quote(file_name.replace(' ', '_'), safe='')}"
    file = {"url": url, "fileName": file_name, "contentType": kind, "details": details}
    sys = {"type": "Asset", "id": id_, **_versions(AT, draft=draft)}
    return {"sys": sys, "fields": {"title": {"en-US": id_.title()}, "file": {"en-US": file}}}


def _versions(at: str, *, draft: bool) -> Json:
    published = {"publishedVersion": 4, "publishedAt": at, "publishedCounter": 2, "version": 5}
    return {
        "createdAt": AT,
        "updatedAt": at,
        "space": link("Space", "original"),
        **({"version": 1} if draft else published),
    }


def _in_locales(value: Any) -> Json:
    return value if isinstance(value, dict) and ("en-US" in value or "de-DE" in value) else {"en-US": value}


def rich_text(*nodes: Json) -> Json:
    return {"nodeType": "document", "data": {}, "content": list(nodes)}


def embedded(type_: str, id_: str) -> Json:
    return {
        "nodeType": f"embedded-{type_.lower()}-block",
        "data": {"target": link(type_, id_)},
        "content": [],
    }


def paragraph(text: str) -> Json:
    return {
        "nodeType": "paragraph",
        "data": {},
        "content": [{"nodeType": "text", "value": text, "marks": [], "data": {}}],
    }


LOCALES = [
    {
        "code": "en-US",
        "name": "English",
        "default": True,
        "fallbackCode": None,
        "sys": {"type": "Locale", "id": "l1", "version": 1},
    },
    {
        "code": "de-DE",
        "name": "German",
        "default": False,
        "fallbackCode": "en-US",
        "sys": {"type": "Locale", "id": "l2", "version": 1},
    },
    {
        "code": "fr-FR",
        "name": "French",
        "default": False,
        "fallbackCode": None,
        "sys": {"type": "Locale", "id": "l3", "version": 1},
    },
]

PRODUCT = content_type(
    "product",
    "title",
    field("title", "Symbol", localized=True, required=True),
    field("slug", "Symbol"),
    field("summary", "Text", localized=True),
    field("weight", "Integer"),
    field("rating", "Number"),
    field("listed", "Boolean"),
    field("since", "Date"),
    field("tags", "Array", items={"type": "Symbol", "validations": []}),
    field("body", "RichText", localized=True),
    field("category", "Link", linkType="Entry"),
    field("related", "Array", items={"type": "Link", "linkType": "Entry", "validations": []}),
    field("image", "Link", linkType="Asset"),
    field("secret", "Symbol", omitted=True),
)
CATEGORY = content_type(
    "category", "title", field("title", "Symbol", localized=True), field("parent", "Link", linkType="Entry")
)


def small_shop() -> Json:
    """Three mugs (the last one a draft) in a chain of three categories, and two pictures (one a draft)."""
    cup = entry(
        "product",
        "cup",
        at="2026-03-03T09:00:00.000Z",
        title={"en-US": "Cup", "de-DE": "Tasse"},
        slug="cup",
        summary={"en-US": "A small cup for coffee."},
        weight=200,
        rating=4.5,
        listed=True,
        since="2026-01-15",
        tags=["kitchen", "coffee"],
        body=rich_text(paragraph("Fired twice."), embedded("Entry", "mug")),
        category=link("Entry", "drinking"),
        related=[link("Entry", "mug"), link("Entry", "jug"), link("Entry", "gone")],
        image=link("Asset", "cup-picture"),
        secret="not for readers",
    )
    mug = entry(
        "product",
        "mug",
        at="2026-03-02T09:00:00.000Z",
        title={"en-US": "Mug"},
        slug="mug",
        weight=350,
        rating=3.0,
        listed=False,
        since="2026-02-15T10:00+02:00",
        tags=["kitchen"],
        category=link("Entry", "drinking"),
        image=link("Asset", "mug-picture"),
    )
    jug = entry("product", "jug", draft=True, title="Jug", slug="jug", category=link("Entry", "kitchen"))
    categories = [
        entry(
            "category",
            "drinking",
            title={"en-US": "Drinking", "de-DE": "Trinken"},
            parent=link("Entry", "kitchen"),
        ),
        entry("category", "kitchen", title="Kitchen", parent=link("Entry", "home")),
        entry("category", "home", title="Home"),
    ]
    assets = [asset("cup-picture", "cup.jpg"), asset("mug-picture", "mug.png", draft=True)]
    return {
        "contentTypes": [PRODUCT, CATEGORY],
        "entries": [cup, mug, jug, *categories],
        "assets": assets,
        "locales": LOCALES,
    }


def many_entries(count: int) -> Json:
    """*count* products of about two kilobytes each."""
    text = "Warm to the touch and good to look at. " * 20
    entries = [
        entry(
            "product",
            f"p{number:05}",
            title={"en-US": f"Product {number}", "de-DE": f"Ware {number}"},
            slug=f"product-{number}",
            summary=text,
            weight=number,
            body=rich_text(paragraph(text)),
            category=link("Entry", f"p{number // 2:05}"),
        )
        for number in range(count)
    ]
    return {"contentTypes": [PRODUCT], "entries": entries, "assets": [], "locales": LOCALES}


def written(folder: Path, document: Json, name: str = "export.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
