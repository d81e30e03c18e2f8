"""How a garment is cut and what its cloth looks like, for every jumper, coat and smock alike."""

from collections.abc import Callable
from dataclasses import dataclass

from dev.sample.art.canvas import Canvas
from dev.sample.art.palette import IRON, OAK, Colour, light, shade
from dev.sample.art.shapes import Shape, box, flipped, mirrored, moved, path
from dev.sample.art.stage import hanging_shadow


@dataclass(frozen=True)
class Cut:
    """The outlines of a garment seen from the front, its middle on 500."""

    body: Shape
    sleeve: Shape

    @property
    def sleeves(self) -> tuple[Shape, Shape]:
        return self.sleeve, flipped(self.sleeve)


def cut(*, hem: float = 790, flare: float = 0, neck: float = 74, sleeve: float = 700) -> Cut:
    """A body from the shoulders (y about 240) to the hem, and the left sleeve to its end; lengths in pixels."""
    left = 338 - flare
    body = path(
        f"M{500 - neck} 226 L376 246 Q346 254 336 290 L350 470 Q350 {hem - 90} {left} {hem - 8} Q{left} {hem} "
        f"{left + 10} {hem} L500 {hem}"
    )
    arm = path(
        f"M384 244 C330 254 300 300 286 372 L{286 - (sleeve - 372) * 0.2} {sleeve} "
        f"L{368 - (sleeve - 372) * 0.17} {sleeve + 24} L360 470 L384 300 Z"
    )
    return Cut(mirrored(body), arm)


def _plain(_: Canvas, __: Shape) -> None:
    """A sleeve with nothing on it."""


def sew(c: Canvas, shape: Cut, colour: Colour, on_sleeve: Callable[[Canvas, Shape], None] = _plain) -> None:
    """The plain garment: sleeves behind, body in front, folds and the shadow on the wall.

    `on_sleeve` draws on each sleeve before the body covers its inner edge.
    """
    hanging_shadow(c, shape.body, *shape.sleeves)
    for sleeve, dark in zip(shape.sleeves, (0.07, 0.15), strict=True):
        c.fill(sleeve, shade(colour, dark))
        with c.inside(sleeve):
            on_sleeve(c, sleeve)
            c.dim(moved(sleeve, 46, 0), 0.1)
    c.fill(shape.body, colour)
    with c.inside(shape.body):
        c.dim(path("M590 200 C610 420 600 620 620 900 L760 900 L760 200 Z"), 0.09)
        c.dim(path("M340 430 C380 520 372 640 392 800 L370 900 L300 900 L300 430 Z"), 0.06)
    c.line(path("M378 256 C352 320 348 400 352 470"), shade(colour, 0.3), 5)
    c.line(path("M622 256 C648 320 652 400 648 470"), shade(colour, 0.34), 5)


def rib(c: Canvas, band: Shape, colour: Colour, *, every: float = 13, upright: bool = True) -> None:
    """The ribbed edge of a knitted thing."""
    xs, ys = [x for x, _ in band], [y for _, y in band]
    c.fill(band, colour)
    with c.inside(band):
        if upright:
            starts = [min(xs) + every * step for step in range(int((max(xs) - min(xs)) / every) + 1)]
            c.strokes([[(x, min(ys)), (x, max(ys))] for x in starts], shade(colour, 0.2), 4)
        else:
            starts = [min(ys) + every * step for step in range(int((max(ys) - min(ys)) / every) + 1)]
            c.strokes([[(min(xs), y), (max(xs), y)] for y in starts], shade(colour, 0.2), 4)


def cuffs(c: Canvas, shape: Cut, colour: Colour, depth: float = 74) -> None:
    """Ribbed ends on both sleeves."""
    for sleeve in shape.sleeves:
        low = max(y for _, y in sleeve)
        with c.inside(sleeve):
            xs = [x for x, y in sleeve if y > low - depth]
            rib(
                c, box(min(xs) - 20, low - depth, max(xs) - min(xs) + 40, depth), shade(colour, 0.1), every=12
            )


def stitches(c: Canvas, shape: Shape, colour: Colour, *, wide: float = 22, tall: float = 20) -> None:
    """Plain knitting: rows of small Vs."""
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    marks = [
        [(x - wide * 0.32, y), (x, y + tall * 0.55), (x + wide * 0.32, y)]
        for y in _steps(min(ys), max(ys), tall)
        for x in _steps(min(xs), max(xs), wide)
    ]
    with c.inside(shape):
        c.strokes(marks, shade(colour, 0.12), 3.4)


def _steps(first: float, last: float, step: float) -> list[float]:
    return [first + step * n for n in range(int((last - first) / step) + 1)]


def cable(c: Canvas, x: float, top: float, low: float, colour: Colour, width: float = 34) -> None:
    """A column of crossing strands, as gansey knitters call a rope."""
    c.fill(box(x - width / 2 - 8, top, width + 16, low - top), shade(colour, 0.17))
    for y in _steps(top, low - 40, 40):
        c.line(
            path(
                f"M{x - width / 2} {y} C{x - width / 2} {y + 22} {x + width / 2} {y + 18} {x + width / 2} {y + 40}"
            ),
            light(colour, 0.1),
            13,
        )
        c.line(
            path(f"M{x + width / 2} {y} C{x + width / 2} {y + 14} {x + 6} {y + 16} {x + 6} {y + 16}"),
            light(colour, 0.02),
            13,
        )
        c.line(
            path(
                f"M{x - 6} {y + 26} C{x - width / 2} {y + 28} {x - width / 2} {y + 34} {x - width / 2} {y + 40}"
            ),
            light(colour, 0.02),
            13,
        )


def hanger(c: Canvas) -> None:
    """A wooden hanger with its hook, to be drawn before the garment that hangs on it."""
    c.line(path("M500 214 L500 176 C500 160 530 160 530 138 C530 108 484 108 482 134"), IRON, 9)
    c.line(path("M380 262 Q500 178 620 262"), OAK, 26)


def zipper(c: Canvas, x: float, top: float, low: float, colour: Colour) -> None:
    c.line([(x, top), (x, low)], shade(colour, 0.35), 12)
    c.dashes([(x, top + 6), (x, low)], light(colour, 0.35), 6, 4, 7)


def flap_pocket(c: Canvas, x: float, y: float, width: float, depth: float, colour: Colour) -> None:
    """A patch pocket under a flap, its upper left corner at (x, y)."""
    c.fill(box(x + 6, y + 8, width - 12, depth, 10), shade(colour, 0.1))
    c.dashes(
        path(
            f"M{x + 14} {y + 40} L{x + 14} {y + depth - 4} "
            f"L{x + width - 14} {y + depth - 4} L{x + width - 14} {y + 40}"
        ),
        shade(colour, 0.32),
        3,
    )
    c.dim(box(x + 4, y + 10, width, 40, 10), 0.2)
    c.fill(box(x, y, width, 40, 9), shade(colour, 0.03))
    c.dashes([(x + 12, y + 31), (x + width - 12, y + 31)], shade(colour, 0.32), 3)
