"""What the buyer pays for, line by line and the delivery, and how much of each has been taken off again."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.orders.changes import ChangeLine
from core.orders.models import Credit, Order, OrderLine
from core.pricing.quote import WRAPPING

DELIVERY = "(delivery)"
"""The key of the delivery among an order's charges; no SKU has brackets."""


@dataclass
class Charge:
    """One thing that is paid for, in minor units with all tax; `credit` is the order's own, and changes with it.

    Parts of what is left always add up to it, whatever is taken off in whatever steps.
    """

    key: str
    name: str
    pieces: int
    minor: int
    tax_minor: int
    basis_points: int | None
    credit: Credit

    @property
    def left_minor(self) -> int:
        return self.minor - self.credit.minor

    @property
    def left_pieces(self) -> int:
        return self.pieces - self.credit.pieces

    def price_of(self, pieces: int) -> int:
        """What so many of the pieces that are still paid for make of what is left."""
        if pieces >= self.left_pieces:
            return self.left_minor
        return self.left_minor - self.left_minor * (self.left_pieces - pieces) // self.left_pieces

    def take_off(self, minor: int, pieces: int = 0) -> ChangeLine:
        """Take that off, with its part of the tax; the line that tells of it."""
        tax_left = self.tax_minor - self.credit.tax_minor
        tax = tax_left * minor // self.left_minor if self.left_minor else 0
        self.credit.minor += minor
        self.credit.tax_minor += tax
        self.credit.pieces += pieces
        return ChangeLine(
            key=self.key,
            name=self.name,
            quantity=-pieces,
            minor=-minor,
            tax_minor=-tax,
            tax_basis_points=self.basis_points,
        )


def charges_of(order: Order) -> Mapping[str, Charge]:
    """What the order charges for, by SKU, the gift wrapping of its lines, and the delivery."""
    goods = {line.sku: charge_of(order, line) for line in order.lines}
    wrapped = (wrapping_of(order, line) for line in order.lines)
    return {**goods, **{one.key: one for one in wrapped if one}, DELIVERY: _delivery(order)}


def charge_of(order: Order, line: OrderLine) -> Charge:
    """The goods of a line, without their wrapping."""
    minor, tax = goods_of(line)
    return Charge(
        line.sku,
        line.name,
        line.quantity,
        minor + (0 if order.tax_included else tax),
        tax,
        line.tax_basis_points,
        line.credit,
    )


def goods_of(line: OrderLine) -> tuple[int, int]:
    """What the goods of a line cost without their wrapping, and their tax."""
    wrapping = line.wrapping or {}
    return line.total_minor - wrapping.get("minor", 0), line.tax_minor - wrapping.get("tax_minor", 0)


def wrapping_of(order: Order, line: OrderLine) -> Charge | None:
    """The gift wrapping of a line: all of its pieces or none of them; None where it has none."""
    if not line.wrapping:
        return None
    if line.wrapping_credit is None:
        line.wrapping_credit = Credit()
    tax = line.wrapping["tax_minor"]
    return Charge(
        f"{line.sku}{WRAPPING}",
        line.name,
        1,
        line.wrapping["minor"] + (0 if order.tax_included else tax),
        tax,
        line.wrapping.get("tax_basis_points"),
        line.wrapping_credit,
    )


def _delivery(order: Order) -> Charge:
    tax = order.delivery.get("tax_minor", 0)
    return Charge(
        DELIVERY,
        order.delivery.get("name", ""),
        1,
        order.delivery_minor + (0 if order.tax_included else tax),
        tax,
        order.delivery.get("tax_basis_points"),
        order.delivery_credit,
    )


def spread(minor: int, left: Mapping[str, int]) -> dict[str, int]:
    """An amount over what is left of each, in proportion; the parts add up to it, and none is more than is left."""
    whole = sum(left.values())
    parts = {key: minor * most // whole for key, most in left.items()} if whole else {}
    rest = minor - sum(parts.values())
    for key in sorted(parts, key=lambda key: (-(minor * left[key] % whole), key)):
        extra = min(1, rest, left[key] - parts[key])
        parts[key] += extra
        rest -= extra
    return {key: part for key, part in parts.items() if part}
