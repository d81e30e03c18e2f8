"""Postal addresses, as carts, orders and customers keep them."""

from typing import Any

from mongoengine import EmbeddedDocument, StringField

FIELDS = ("name", "company", "line1", "line2", "city", "region", "postal_code", "country", "phone")


class Address(EmbeddedDocument):
    """Where a parcel or an invoice goes. `country` is ISO 3166-1 alpha-2; it decides what else there has to be
    (`core.address_rules`): Singapore has no city to name, Hong Kong no postal codes.
    """

    name: str = StringField(required=True, max_length=120)
    company: str | None = StringField(max_length=120)
    line1: str = StringField(required=True, max_length=200)
    line2: str | None = StringField(max_length=200)
    city: str = StringField(max_length=120, default="")
    region: str | None = StringField(max_length=120)
    postal_code: str = StringField(max_length=20, default="")
    country: str = StringField(required=True, regex=r"^[A-Z]{2}$")
    phone: str | None = StringField(max_length=40)

    def as_plain(self) -> dict[str, Any]:
        return {field: getattr(self, field) for field in FIELDS}

    def lines(self) -> list[str]:
        """As one writes it on a parcel."""
        town = f"{self.postal_code} {self.city}".strip()
        parts = (self.name, self.company, self.line1, self.line2, town, self.region, self.country)
        return [part for part in parts if part]
