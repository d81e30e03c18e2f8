from datetime import datetime

from mongoengine import BinaryField, DateTimeField, Document, IntField, ListField, StringField

from core.documents import collection

FORMAT = 1
"""Goes up when a builder answers differently for the same data: pages of another format are built anew."""


class Page(Document):
    """A public page's answer, ready to be sent: the bytes, and everything they were built from."""

    id: str = StringField(primary_key=True)
    kind: str = StringField(required=True)
    key: str = StringField()
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    body: bytes = BinaryField(required=True)
    etag: str = StringField(required=True)
    tags: list[str] = ListField(StringField())
    version: int = IntField(required=True)
    format: int = IntField(required=True, default=FORMAT)
    built_at: datetime = DateTimeField(required=True)

    meta = collection("pages", "tags")


class PageVersion(Document):
    """The number of the last page build: it only ever grows, so newer and older can be told apart."""

    id: str = StringField(primary_key=True, default="pages")
    version: int = IntField(required=True, default=0)

    meta = collection("page_version")


def page_id(kind: str, key: str, market: str, locale: str) -> str:
    return f"{kind}|{key}|{market}|{locale}"
