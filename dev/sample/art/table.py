"""The table shelf: glass, light and linen, beside what the potter made."""

from functools import partial

from dev.sample.art.canvas import Canvas
from dev.sample.art.palette import (
    APRICOT,
    BARK,
    BLUSH,
    BRASS,
    BUTTER,
    CORAL,
    CREAM,
    INK,
    IRON,
    LICHEN,
    MIST,
    MUSTARD,
    OAK,
    RUST,
    SAND,
    SEAFOAM,
    SHELL,
    SKY,
    TEAL,
    TIDE,
    Colour,
    light,
    shade,
)
from dev.sample.art.pottery import lighthouse_jug, mug, oyster_dish, shoal_plate, soup_bowl, teapot
from dev.sample.art.shapes import box, ellipse, mirrored, moved, path, smooth
from dev.sample.art.stage import (
    Picture,
    dim_right,
    hanging_shadow,
    ledge,
    solid,
    standing_shadow,
    wall,
)


def tumbler(c: Canvas, x: float, y: float, colour: Colour, fill_level: float) -> None:
    """One heavy-footed glass whose base stands at (x, y)."""
    standing_shadow(c, x, y, 105, 18)
    glass = mirrored(path(f"M{x - 112} {y - 290} L{x - 92} {y - 20} Q{x - 88} {y} {x - 66} {y}"), x)
    c.fill(glass, colour, 0.5)
    with c.inside(glass):
        level = y - fill_level
        c.fill([(x - 130, level), (x + 130, level), (x + 130, y - 34), (x - 130, y - 34)], SKY, 0.75)
        c.fill(ellipse(x, level, 104, 20), light(SKY, 0.5), 0.9)
        c.fill(box(x - 130, y - 34, 260, 60), shade(colour, 0.12), 0.75)
        for dx, dy in ((-30, -120), (22, -80), (48, -150), (-56, -70)):
            c.dots([(x + dx, y + dy)], CREAM, 5)
    dim_right(c, glass, 38, 0.12)
    c.line(path(f"M{x - 82} {y - 240} L{x - 70} {y - 70}"), CREAM, 13, 0.8)
    c.line(ellipse(x, y - 290, 110, 24), light(colour, 0.55), 9)


def tumblers(c: Canvas, colour: Colour) -> None:
    with c.placed(505, 420, size=1.3):
        tumbler(c, 615, 760, colour, 150)
        tumbler(c, 375, 778, colour, 210)
        tumbler(c, 545, 836, colour, 120)


def storm_lantern(c: Canvas) -> None:
    for radius, strength in ((330, 0.10), (240, 0.14), (160, 0.2)):
        c.fill(ellipse(500, 540, radius), BUTTER, strength)
    standing_shadow(c, 500, 812, 190)
    c.line(path("M352 560 C330 120 670 120 648 560"), IRON, 13)
    c.line(path("M340 690 L352 350 M352 350 L352 350"), RUST, 22)
    c.line(path("M660 690 L648 350"), shade(RUST, 0.25), 22)
    glass = mirrored(path("M440 366 C372 430 360 560 430 660"))
    c.fill(glass, BUTTER, 0.85)
    c.fill(path("M500 450 C560 540 556 620 500 640 C444 620 446 548 500 450 Z"), MUSTARD)
    c.fill(path("M500 520 C532 570 530 622 500 634 C470 622 470 572 500 520 Z"), CREAM)
    c.line(path("M424 430 C398 490 398 560 420 610"), CREAM, 14, 0.85)
    for y in (456, 586):
        c.line(path(f"M382 {y} Q500 {y + 24} 618 {y}"), IRON, 7)
    solid(c, mirrored(path("M430 340 L424 372 Q424 386 440 386 L470 386")), RUST, by=30)
    solid(c, mirrored(path("M454 262 L440 300 L416 344 L500 344")), RUST, by=34)
    c.fill(box(462, 238, 76, 28, 10), shade(RUST, 0.2))
    solid(c, mirrored(path("M410 652 L398 690 L500 690")), RUST, by=34)
    tank = mirrored(path("M336 690 Q318 694 316 720 L322 790 Q326 814 350 814 L500 814"))
    solid(c, tank, RUST, by=66)
    c.line(path("M352 722 L356 776"), light(RUST, 0.45), 13)
    c.fill(box(560, 676, 62, 24, 10), BRASS)


def candlestick(c: Canvas, x: float, y: float, wood: Colour, candle: float) -> None:
    """A bollard-shaped candlestick with its foot at (x, y) and a candle so many pixels high."""
    standing_shadow(c, x, y, 120, 20)
    c.fill(box(x - 24, y - 300 - candle, 48, candle + 40, 8), CREAM)
    dim_right(c, box(x - 24, y - 300 - candle, 48, candle + 40, 8), 18)
    flame(c, x, y - 300 - candle)
    post = mirrored(
        path(
            f"M{x - 40} {y - 296} Q{x - 104} {y - 292} {x - 104} {y - 258} Q{x - 104} {y - 226} {x - 66} "
            f"{y - 216} C{x - 58} {y - 140} {x - 62} {y - 90} {x - 74} {y - 58} L{x - 112} {y - 40} "
            f"L{x - 112} {y} L{x - 60} {y}"
        ),
        x,
    )
    c.fill(post, wood)
    with c.inside(post):
        for dx in (-52, -10, 34):
            c.line(
                smooth([(x + dx, y - 290), (x + dx - 8, y - 190), (x + dx + 6, y - 90), (x + dx - 4, y)]),
                shade(wood, 0.14),
                5,
            )
        c.dim(box(x - 120, y - 44, 240, 10), 0.2)
        c.dim(
            path(
                f"M{x - 90} {y - 222} Q{x} {y - 196} {x + 90} {y - 222} L{x + 90} {y - 208} "
                f"Q{x} {y - 180} {x - 90} {y - 208} Z"
            ),
            0.2,
        )
    dim_right(c, post, 40, 0.18)


def flame(c: Canvas, x: float, top: float) -> None:
    """A wick and its flame on a candle whose top is at (x, top)."""
    c.line([(x, top), (x, top - 20)], BARK, 5)
    c.fill(
        path(
            f"M{x} {top - 92} C{x + 34} {top - 44} {x + 22} {top - 12} {x} {top - 10} "
            f"C{x - 22} {top - 12} {x - 30} {top - 46} {x} {top - 92} Z"
        ),
        MUSTARD,
    )
    c.fill(
        path(
            f"M{x} {top - 54} C{x + 16} {top - 32} {x + 12} {top - 14} {x} {top - 12} "
            f"C{x - 12} {top - 14} {x - 14} {top - 34} {x} {top - 54} Z"
        ),
        CREAM,
    )


def candlesticks(c: Canvas) -> None:
    candlestick(c, 622, 778, OAK, 90)
    candlestick(c, 366, 812, shade(OAK, 0.05), 170)


def napkins(c: Canvas, cloth: Colour, stripe: Colour) -> None:
    folded = path("M196 360 L616 300 Q640 297 644 320 L700 640 L268 716 Q250 719 246 700 Z")
    hanging_shadow(c, moved(folded, 27, 78), dx=26, dy=22)
    for layer in range(3, -1, -1):
        sheet = moved(folded, layer * 9, layer * 26)
        c.fill(sheet, shade(cloth, 0.05 + 0.05 * layer))
        if layer:
            c.line(moved(path("M276 711 L694 639"), layer * 9, layer * 26 - 4), light(cloth, 0.5), 5)
    with c.inside(folded):
        for offset, width in ((0, 26), (46, 9), (66, 9)):
            c.line(moved(path("M180 430 L680 358"), 0, offset), stripe, width)
            c.line(moved(path("M230 690 L720 606"), 0, -offset), stripe, width)
        c.dim(path("M430 300 L644 300 L720 660 L520 700 Z"), 0.06)
    pennant(c, 452, 524, stripe)
    c.dashes(path("M214 372 L612 315 L624 322"), light(stripe, 0.35), 4, 9, 8)


def pennant(c: Canvas, x: float, y: float, colour: Colour) -> None:
    """A race pennant, stitched."""
    c.line([(x - 62, y - 52), (x - 48, y + 72)], BRASS, 7)
    c.fill([(x - 60, y - 48), (x + 76, y - 26), (x - 52, y + 26)], colour)
    c.fill([(x - 60, y - 26), (x + 28, y - 20), (x - 56, y + 4)], CREAM)


PICTURES = {
    "harbour-mug-sand": Picture(ledge(SEAFOAM), partial(mug, colour=SAND, dip=TIDE)),
    "harbour-mug-ink": Picture(ledge(APRICOT), partial(mug, colour=INK, dip=SAND)),
    "two-handled-soup-bowl": Picture(ledge(SKY, OAK), partial(soup_bowl, colour=SHELL, soup=CORAL)),
    "shoal-plate": Picture(wall(BLUSH), shoal_plate),
    "lighthouse-jug": Picture(ledge(SKY, TEAL), lighthouse_jug),
    "ebb-tumblers": Picture(ledge(BLUSH), partial(tumblers, colour=SEAFOAM)),
    "ebb-tumblers-amber": Picture(ledge(MIST), partial(tumblers, colour=MUSTARD)),
    "storm-lantern": Picture(ledge(TIDE, shade(TIDE, 0.35)), storm_lantern),
    "bollard-candlesticks": Picture(ledge(LICHEN), candlesticks),
    "oyster-dish": Picture(wall(TEAL), partial(oyster_dish, colour=SHELL)),
    "regatta-napkins-red": Picture(wall(MIST), partial(napkins, cloth=SHELL, stripe=RUST), 1.15),
    "regatta-napkins-blue": Picture(wall(BUTTER), partial(napkins, cloth=SHELL, stripe=TIDE), 1.15),
    "pilot-teapot-ink": Picture(ledge(BUTTER), partial(teapot, colour=TIDE)),
    "pilot-teapot-rust": Picture(ledge(MIST, SEAFOAM), partial(teapot, colour=RUST)),
}
