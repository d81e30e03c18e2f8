"""What an invoice says besides names and numbers, in the languages it is written in."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "invoice": "Invoice",
        "credit_note": "Credit note",
        "number": "Number",
        "date": "Date",
        "order": "Order",
        "refers_to": "For invoice",
        "reason": "Reason",
        "tax_id": "Tax number",
        "what": "Description",
        "quantity": "Quantity",
        "amount": "Amount",
        "delivery": "Delivery",
        "wrapping": "Gift wrapping",
        "total": "Total",
        "of_which": "of which tax",
        "rate": "Tax at",
        "tax": "Tax",
        "net": "net",
        "page": "Page",
    },
    "de": {
        "invoice": "Rechnung",
        "credit_note": "Gutschrift",
        "number": "Nummer",
        "date": "Datum",
        "order": "Bestellung",
        "refers_to": "Zur Rechnung",
        "reason": "Grund",
        "tax_id": "Steuernummer",
        "what": "Bezeichnung",
        "quantity": "Menge",
        "amount": "Betrag",
        "delivery": "Versand",
        "wrapping": "Geschenkverpackung",
        "total": "Gesamtbetrag",
        "of_which": "davon Steuer",
        "rate": "Steuer zu",
        "tax": "Steuer",
        "net": "netto",
        "page": "Seite",
    },
}
FALLBACK = "en"


def words_of(locale: str) -> Mapping[str, str]:
    """The words of that locale's language; English for one that there are none in."""
    return WORDS.get(locale.partition("-")[0], WORDS[FALLBACK])
