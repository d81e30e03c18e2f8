"""Entities as Contentful's APIs show them: in one locale, in all of them, deleted, or in a webhook."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from dev.contentful.answers import Json
from dev.contentful.entities import ASSET, ENTRY, Audience, Entity
from dev.contentful.locales import EVERY, MISSING, Locales
from dev.contentful.synclog import Change, Mark
from dev.contentful.values import field_definitions

UNNAMED_UPLOAD = "file"


def link(type_: str, id_: str) -> Json:
    return {"sys": {"type": "Link", "linkType": type_, "id": id_}}


@dataclass(frozen=True)
class Home:
    """Where the entities live, and where a browser reaches their pictures (`authority` is HOST:PORT)."""

    space_id: str
    environment: str
    authority: str

    @cached_property
    def space(self) -> Json:
        return link("Space", self.space_id)

    @cached_property
    def sys(self) -> Json:
        return {"space": self.space, "environment": link("Environment", self.environment)}

    def file_url(self, asset_id: str, file: Json) -> str:
        """The protocol-relative address of an asset's file, its path as Contentful builds it."""
        token, name = file_parts(file)
        return f"//{self.authority}/{self.space_id}/{asset_id}/{quote(token)}/{quote(name)}"


def file_parts(file: Json) -> tuple[str, str]:
    """The last two parts of a file's address: the token of this upload, and the name."""
    parts = [
        unquote(part).replace("/", "_") for part in urlsplit(file.get("url") or "").path.split("/") if part
    ]
    name = parts[-1] if parts else str(file.get("fileName") or "unnamed").replace("/", "_")
    return (parts[-2] if len(parts) > 1 else UNNAMED_UPLOAD), name


class Renderer:
    """Turns entities into the JSON of the APIs, which shares the stored values: never change it."""

    def __init__(self, home: Home, locales: Locales, content_types: dict[str, Json]) -> None:
        self.home = home
        self.locales = locales
        self._definitions = {id_: field_definitions(raw) for id_, raw in content_types.items()}

    def definition(self, entity: Entity, field: str) -> Json:
        """The content model's word on a field; a field it does not know counts as translated."""
        known = self._definitions.get(entity.content_type or "", {})
        return known.get(field, {"localized": True})

    def sys(self, entity: Entity, audience: Audience, locale: str = EVERY) -> Json:
        published = audience is Audience.DELIVERY and entity.published_at
        sys = {
            **self.home.sys,
            "id": entity.id,
            "type": entity.type,
            "createdAt": entity.created_at,
            "updatedAt": published or entity.updated_at,
            "revision": entity.revision,
        }
        if entity.published_version:
            sys["publishedVersion"] = entity.published_version
        if entity.content_type:
            sys["contentType"] = link("ContentType", entity.content_type)
        if locale != EVERY:
            sys["locale"] = locale
        return sys

    def item(self, entity: Entity, audience: Audience, locale: str = EVERY) -> Json | None:
        """What this audience sees, with `locale=*` in all locales; None when it does not see the entity."""
        fields = entity.fields_for(audience)
        if fields is None:
            return None
        shown = (
            self._every_locale(entity, fields)
            if locale == EVERY
            else self._one_locale(entity, fields, locale)
        )
        return {"metadata": entity.metadata, "sys": self.sys(entity, audience, locale), "fields": shown}

    def _every_locale(self, entity: Entity, fields: Json) -> Json:
        shown = {field: values for field, values in fields.items() if not self._is_omitted(entity, field)}
        if entity.type == ASSET and isinstance(shown.get("file"), dict):
            shown["file"] = {code: self._file(entity, file) for code, file in shown["file"].items()}
        return shown

    def _one_locale(self, entity: Entity, fields: Json, locale: str) -> Json:
        shown = {}
        for field in fields:
            value = self.value(entity, fields, field, locale)
            if value is not MISSING and not self._is_omitted(entity, field):
                shown[field] = value
        return shown

    def value(self, entity: Entity, fields: Json, field: str, locale: str) -> Any:
        """One field as a reader of one locale gets it, after fallback; MISSING when there is none."""
        localized = bool(self.definition(entity, field).get("localized"))
        value = self.locales.value(fields.get(field), locale, localized=localized)
        return self._file(entity, value) if entity.type == ASSET and field == "file" else value

    def _is_omitted(self, entity: Entity, field: str) -> bool:
        return bool(self.definition(entity, field).get("omitted"))

    def _file(self, entity: Entity, file: Any) -> Any:
        if not isinstance(file, dict) or not (file.get("url") or file.get("fileName")):
            return file
        return {**file, "url": self.home.file_url(entity.id, file)}

    def deleted(self, mark: Mark) -> Json:
        """A deletion as the Sync API tells it; its three times are one and the same."""
        times = dict.fromkeys(("createdAt", "updatedAt", "deletedAt"), mark.at)
        sys = {"type": f"Deleted{mark.type}", "id": mark.id, **self.home.sys, "revision": mark.revision}
        return {"sys": {**sys, **times}}

    def managed(self, entity: Entity) -> Json:
        """An entity as the Management API shows it: the draft, all locales, version counters."""
        sys = {**self.sys(entity, Audience.PREVIEW), "version": entity.version}
        if entity.archived_at:
            sys["archivedAt"] = entity.archived_at
        return {"metadata": entity.metadata, "sys": sys, "fields": self._every_locale(entity, entity.fields)}

    def webhook(self, change: Change) -> Json:
        """The body of a webhook: the entity in all locales; after unpublish and delete only its sys."""
        entity = change.entity
        if change.action not in ("unpublish", "delete"):
            return self.managed(entity)
        times = dict.fromkeys(("createdAt", "updatedAt", "deletedAt"), change.at)
        sys = {"type": f"Deleted{entity.type}", "id": entity.id, **self.home.sys, "revision": entity.revision}
        if entity.type == ENTRY:
            sys["contentType"] = link("ContentType", entity.content_type or "")
        return {"sys": {**sys, **times}}

    def content_type(self, raw: Json) -> Json:
        """A content type as the Delivery API shows it: no validations of fields, no editors, no versions."""
        sys, own = raw["sys"], ("displayField", "name", "description")
        times = {name: sys[name] for name in ("createdAt", "updatedAt") if name in sys}
        shown = {**self.home.sys, "id": sys["id"], "type": "ContentType", **times}
        shown["revision"] = sys.get("publishedCounter", 1)
        fields = [_delivered_field(field) for field in raw.get("fields", [])]
        return {"sys": shown, **{name: raw.get(name) for name in own}, "fields": fields}

    def locale(self, raw: Json) -> Json:
        sys = raw.get("sys", {})
        shown = {"id": sys.get("id", raw["code"]), "type": "Locale", "version": sys.get("version", 1)}
        return {**_brief_locale(raw), "sys": shown}

    def space(self, name: str) -> Json:
        locales = [_brief_locale(raw) for raw in self.locales.all.values()]
        return {"sys": {"type": "Space", "id": self.home.space_id}, "name": name, "locales": locales}


def _delivered_field(field: Json) -> Json:
    always = {"localized": False, "required": False, "disabled": False, "omitted": False}
    shown = ("id", "name", "type", *always, "items", "linkType")
    return {name: {**always, **field}[name] for name in shown if name in {**always, **field}}


def _brief_locale(raw: Json) -> Json:
    return {
        "code": raw["code"],
        "name": raw.get("name", raw["code"]),
        "default": bool(raw.get("default")),
        "fallbackCode": raw.get("fallbackCode"),
    }
