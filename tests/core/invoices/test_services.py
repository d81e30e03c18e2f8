import re
import zlib
from functools import partial
from typing import Any

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.invoices.errors import InvoiceNotFound
from core.invoices.models import LARGEST_PDF, Invoice, InvoiceKind
from core.invoices.queries import invoice_named, invoice_of, invoices_of
from core.invoices.services import Seller, draw, write_for_change, write_invoice
from core.invoices.words import WORDS
from core.orders.edits import edit_order
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.orders.series import Series
from tests import builders as a
from tests.at_once import at_once, refusals
from tests.fakes import FakeQueue

SELLER = Seller(("Quayside Ltd.", "1 Harbour Street"), "DE123456789")


def written_in(pdf: bytes) -> str:
    """The words that a PDF of ours shows, in their order."""
    pages = (zlib.decompress(found) for found in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL))
    words = [word for page in pages for word in re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", page)]
    return "\n".join(re.sub(rb"\\(.)", rb"\1", word).decode("cp1252") for word in words).replace("\xa0", " ")


@pytest.fixture
def order(shop: Shop) -> Order:
    a.markets()
    a.goods("MUG", price=1_800, available=9)
    return a.paid_order(shop, {"MUG": 3}, market="eu", locale="de-DE")


def sums(order: Order) -> int:
    return sum(invoice.minor for invoice in invoices_of(order.number))


class TestWritten:
    def test_once_it_is_paid_and_for_each_change_so_that_they_add_up_to_what_is_due(
        self, order: Order, queue: FakeQueue
    ) -> None:
        edit_order(order.number, {"MUG": 5}, actor=a.STAFF, reason="More.")
        grant_refund(order.number, minor=777, actor=a.STAFF, reason="Scratched.")
        a.drain(queue)

        first, more, credit = invoices_of(order.number)
        assert [one.number[:2] for one in (first, more, credit)] == ["I-", "I-", "C-"]
        assert (first.minor, more.minor, credit.minor) == (order.total_minor, 3_600, -777)
        assert credit.refers_to == more.refers_to == first.number
        assert sums(order) == balance_of(order.number).due
        assert violations() == []

    def test_the_first_says_what_was_placed_even_if_it_is_written_after_a_change(self, order: Order) -> None:
        a.goods("JUG", price=2_500, available=2)
        change = edit_order(order.number, {"MUG": 5, "JUG": 1}, actor=a.STAFF, reason="More.")
        write_for_change(change.id, SELLER)

        first = invoice_of(order.number)
        assert (first.minor, first.lines[0].quantity, len(first.lines)) == (order.total_minor, 3, 2)
        assert sums(order) == balance_of(order.number).due

    def test_a_cancelled_order_is_credited_to_nothing(self, order: Order, queue: FakeQueue) -> None:
        a.cancel(order.number)
        a.drain(queue)

        assert [one.kind for one in invoices_of(order.number)] == [
            InvoiceKind.INVOICE,
            InvoiceKind.CREDIT_NOTE,
        ]
        assert sums(order) == 0

    def test_what_was_never_paid_has_none(self, shop: Shop, queue: FakeQueue) -> None:
        order = a.cancelled_order(shop, {"MUG": 1})
        a.drain(queue)

        assert invoices_of(order.number) == []
        with pytest.raises(InvoiceNotFound):
            invoice_of(order.number)

    def test_numbers_have_no_holes_however_many_write_at_once(self, shop: Shop) -> None:
        a.markets()
        a.goods("MUG", available=9)
        numbers = [a.paid_order(shop, {"MUG": 1}).number for _ in range(4)]
        results = at_once([partial(write_invoice, number, SELLER) for number in numbers * 2])

        assert refusals(results) == []
        year = Invoice.objects.first().issued_at.year
        assert sorted({one.number for one in Invoice.objects}) == [f"I-{year}-{n:06}" for n in range(1, 5)]
        assert Series.objects.get(id=f"invoice-{year}").last == 4

    def test_it_is_found_under_its_own_order_alone(self, order: Order, shop: Shop) -> None:
        number = write_invoice(order.number, SELLER).number
        other = a.paid_order(shop, {"POT": 1})

        assert invoice_named(number, order.number).order_number == order.number
        with pytest.raises(InvoiceNotFound):
            invoice_named(number, other.number)


class TestDrawn:
    def test_in_the_orders_language_with_tax_by_rate_and_who_sells(self, order: Order) -> None:
        invoice = write_invoice(order.number, SELLER)
        pdf = draw(invoice)
        text = written_in(pdf)

        assert pdf.startswith(b"%PDF-")
        assert len(pdf) < LARGEST_PDF // 10
        for said in (
            "Rechnung",
            invoice.number,
            order.number,
            "Mug (MUG)",
            "54,00 €",
            "60,00 €",
            "DE123456789",  # pragma: allowlist secret
        ):
            assert said in text, text
        assert "Quayside Ltd." in text
        assert all(line in text for line in order.billing_address.lines())

    def test_a_credit_note_counts_what_it_gives_back(self, order: Order) -> None:
        change = grant_refund(order.number, minor=777, actor=a.STAFF, reason="Verkratzt.")
        text = written_in(draw(write_for_change(change.id, SELLER)))

        assert "Gutschrift" in text
        assert "7,77 €" in text
        assert "-7,77" not in text
        assert "Verkratzt." in text

    def test_it_is_drawn_once(self, order: Order) -> None:
        invoice = write_invoice(order.number, SELLER)
        first = draw(invoice)
        Invoice.objects(number=invoice.number).update_one(set__buyer=["Somebody else"])

        assert draw(invoice_of(order.number)) == first

    def test_letters_that_its_font_lacks_are_written_as_they_sound(self, order: Order) -> None:
        invoice = write_invoice(order.number, SELLER)
        invoice.buyer = ["Łukasz Żółć", "東京"]
        text = written_in(draw(invoice))

        assert "Lukasz Zólc" in text

    def test_many_lines_go_on_over_several_pages(self, order: Order) -> None:
        invoice = write_invoice(order.number, SELLER)
        invoice.lines = [invoice.lines[0]] * 90
        text = written_in(draw(invoice))

        assert (text.count("Mug (MUG)"), text.count("Seite")) == (90, 3)

    def test_every_language_has_every_word(self) -> None:
        keys: list[Any] = [set(words) for words in WORDS.values()]

        assert all(known == keys[0] for known in keys)
