"""An invoice as a PDF: A4, in the order's language, drawn of nothing but the invoice itself."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_percent
from fpdf import FPDF
from text_unidecode import unidecode

from core.invoices.models import Invoice, InvoiceKind
from core.invoices.words import words_of
from core.money import BASIS_POINTS, Money
from core.orders.charges import DELIVERY
from core.pricing.quote import WRAPPING

ENCODING = "cp1252"
"""What the fonts that every reader has can write; another font is a setting."""
FAMILY = "Helvetica"
WIDTH, COUNT, AMOUNT = 170, 25, 40
INK, PALE, ACCENT = (29, 43, 51), (107, 122, 128), (47, 111, 115)
SPACES = str.maketrans({"\u202f": "\xa0", "\u2212": "-"})


class _Sheet(FPDF):
    """A page with the shop's margins, and text that its font can write."""

    def __init__(self, invoice: Invoice, font: Path | None) -> None:
        super().__init__(format="A4")
        self.said = words_of(invoice.locale)
        self.of, self.locale = invoice, invoice.locale.replace("-", "_")
        self.unicode = font is not None
        self.core_fonts_encoding = ENCODING
        self.family = "Shop" if font else FAMILY
        if font:
            self.add_font(self.family, "", str(font))
            self.add_font(self.family, "B", str(font))
        self.set_margins(20, 20)
        self.set_auto_page_break(auto=True, margin=25)
        self.set_creation_date(invoice.issued_at)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-18)
        self.ink(PALE, 8)
        self.text_line(" · ".join(self.of.seller), 140)
        self.set_y(-18)
        self.text_line(f"{self.said['page']} {self.page_no()}", WIDTH, "R")

    def ink(self, colour: tuple[int, int, int], size: int, style: str = "") -> None:
        self.set_text_color(*colour)
        self.set_font(self.family, style, size)

    def text_line(self, text: str, width: float = WIDTH, align: str = "L", *, ends: bool = True) -> None:
        x, y = ("LMARGIN", "NEXT") if ends else ("RIGHT", "TOP")
        self.cell(width, 6, self.writable(text), align=align, new_x=x, new_y=y)

    def writable(self, text: str) -> str:
        """The text in letters that the font has: others are written as they sound."""
        plain = " ".join(text.translate(SPACES).splitlines())
        if self.unicode:
            return plain
        return "".join(letter if _has(letter) else unidecode(letter) for letter in plain)

    def money(self, minor: int) -> str:
        """As the buyer reads it; a credit note counts what it gives back."""
        sign = -1 if self.of.kind == InvoiceKind.CREDIT_NOTE else 1
        return Money(sign * minor, self.of.currency).words(self.of.locale)


def drawn(invoice: Invoice, font: Path | None = None) -> bytes:
    """The PDF of an invoice; *font* is a TrueType file for letters that Western European fonts lack."""
    sheet = _Sheet(invoice, font)
    sheet.set_title(f"{sheet.said[invoice.kind]} {invoice.number}")
    _head(sheet)
    _lines(sheet)
    _totals(sheet)
    return bytes(sheet.output())


def _head(sheet: _Sheet) -> None:
    invoice, said = sheet.of, sheet.said
    sheet.ink(PALE, 8)
    sheet.text_line(" · ".join(invoice.seller))
    sheet.ln(8)
    sheet.ink(INK, 11)
    for line in invoice.buyer:
        sheet.text_line(line)
    sheet.ln(10)
    sheet.ink(ACCENT, 20, "B")
    sheet.cell(WIDTH, 12, sheet.writable(said[invoice.kind]), new_x="LMARGIN", new_y="NEXT")
    facts = {
        "number": invoice.number,
        "date": format_date(invoice.issued_at, locale=sheet.locale),
        "order": invoice.order_number,
        "refers_to": invoice.refers_to,
        "reason": invoice.reason,
        "tax_id": invoice.seller_tax_id,
    }
    for name, fact in facts.items():
        if fact:
            sheet.ink(PALE, 10)
            sheet.text_line(said[name], 40, ends=False)
            sheet.ink(INK, 10)
            sheet.multi_cell(WIDTH - 40, 6, sheet.writable(fact), new_x="LMARGIN", new_y="NEXT")
    sheet.ln(6)


def _lines(sheet: _Sheet) -> None:
    said, first = sheet.said, WIDTH - COUNT - AMOUNT
    sheet.ink(PALE, 9)
    sheet.text_line(said["what"], first, ends=False)
    sheet.text_line(said["quantity"], COUNT, "R", ends=False)
    sheet.text_line(said["amount"], AMOUNT, "R")
    sheet.set_draw_color(*PALE)
    for line in sheet.of.lines:
        sheet.line(sheet.l_margin, sheet.get_y(), sheet.l_margin + WIDTH, sheet.get_y())
        sheet.ink(INK, 10)
        delivery = line.key == DELIVERY
        name = f"{said['delivery']} {line.name}" if delivery else f"{line.name} ({line.key})"
        if line.key.endswith(WRAPPING):
            name = f"{said['wrapping']} {line.name}"
        count = "" if delivery or not line.quantity else str(abs(line.quantity))
        top = sheet.get_y()
        sheet.multi_cell(first, 6, sheet.writable(name), new_x="RIGHT", new_y="NEXT", align="L")
        under = sheet.get_y()
        sheet.set_xy(sheet.l_margin + first, max(top, under - 6) if under > top else under)
        sheet.text_line(count, COUNT, "R", ends=False)
        sheet.text_line(sheet.money(line.minor), AMOUNT, "R")


def _totals(sheet: _Sheet) -> None:
    said, label = sheet.said, WIDTH - AMOUNT
    sheet.ln(3)
    sheet.ink(INK, 12, "B")
    sheet.text_line(said["total"], label, "R", ends=False)
    sheet.text_line(sheet.money(sheet.of.minor), AMOUNT, "R")
    sheet.ink(PALE, 10)
    for rate, (gross, tax) in sorted(taxes(sheet.of).items(), key=lambda one: one[0] or 0):
        share = format_percent(Decimal(rate) / BASIS_POINTS, "#,##0.##%", sheet.locale) if rate else ""
        name = f"{said['rate']} {share}" if rate else said["tax"]
        sheet.text_line(f"{name} ({said['net']} {sheet.money(gross - tax)})", label, "R", ends=False)
        sheet.text_line(sheet.money(tax), AMOUNT, "R")


def taxes(invoice: Invoice) -> dict[int | None, tuple[int, int]]:
    """Amount with tax, and tax, of each rate in basis points; None where nobody has written the rate down."""
    sums: dict[int | None, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for line in invoice.lines:
        gross, tax = sums[line.tax_basis_points]
        sums[line.tax_basis_points] = gross + line.minor, tax + line.tax_minor
    return dict(sums)


def _has(letter: str) -> bool:
    try:
        letter.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True
