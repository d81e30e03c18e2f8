"""Portraits of the three people who write the journal."""

from dev.sample.art.canvas import Canvas
from dev.sample.art.garments import rib
from dev.sample.art.palette import (
    APRICOT,
    BARK,
    BLUSH,
    BRASS,
    BUTTER,
    CORAL,
    INK,
    MUSTARD,
    NIGHT,
    RUST,
    SEAFOAM,
    SHELL,
    SKIN,
    STONE,
    TAN,
    TEAL,
    TIDE,
    WINE,
    Colour,
    light,
    shade,
)
from dev.sample.art.shapes import arc, ellipse, flipped, mirrored, path

_SIDE = 1000


def _sitter(ground: Colour, disc: Colour, cloth: Colour) -> Canvas:
    """Background and shoulders; every portrait begins so."""
    c = Canvas(_SIDE, _SIDE, ground)
    c.fill(ellipse(500, 480, 400), disc)
    shoulders = mirrored(path("M430 690 C300 720 170 770 140 1010 L500 1010"))
    c.fill(shoulders, cloth)
    with c.inside(shoulders):
        c.dim(path("M640 700 C760 760 780 900 780 1010 L900 1010 L900 700 Z"), 0.14)
    return c


def _face(c: Canvas, skin: Colour, *, wide: float = 150) -> None:
    c.fill(mirrored(path("M438 600 L434 740 Q460 784 500 786")), shade(skin, 0.16))
    for side in (-1, 1):
        c.fill(ellipse(500 + side * wide, 470, 30, 42), shade(skin, 0.08))
    head = mirrored(
        path(
            f"M500 260 C{500 - wide} 260 {490 - wide} 400 {504 - wide} 500 C{516 - wide} 610 450 660 500 660"
        )
    )
    c.fill(head, skin)
    with c.inside(head):
        c.dim(path("M590 240 C620 420 610 560 540 680 L720 680 L720 240 Z"), 0.08)
    for side in (-1, 1):
        c.dots([(500 + side * 60, 470)], NIGHT, 12)
        c.line(
            path(f"M{500 + side * 88} 428 Q{500 + side * 62} 414 {500 + side * 34} 424"),
            shade(skin, 0.55),
            10,
        )
        c.fill(ellipse(500 + side * 92, 528, 32, 22), CORAL, 0.3)
    c.line(path("M500 478 Q484 530 496 538 L510 538"), shade(skin, 0.26), 9)


def _smile(c: Canvas, colour: Colour) -> None:
    c.line(path("M456 582 Q500 622 544 582"), colour, 11)


def marit_haverkamp() -> Canvas:
    c = _sitter(TIDE, SEAFOAM, RUST)
    c.fill(mirrored(path("M500 196 C330 196 300 360 316 520 C322 620 330 650 370 664 L500 640")), STONE)
    _face(c, SKIN)
    c.fill(
        path(
            "M500 222 C400 220 340 300 342 420 C420 400 500 350 540 290 "
            "C570 350 620 400 658 420 C660 300 600 220 500 222 Z"
        ),
        light(STONE, 0.2),
    )
    c.line(path("M540 290 C500 350 430 396 350 416"), shade(STONE, 0.15), 8)
    for side in (-1, 1):
        c.line(ellipse(500 + side * 62, 472, 46), INK, 8)
    c.line([(484, 466), (516, 466)], INK, 8)
    _smile(c, shade(RUST, 0.2))
    rib(c, mirrored(path("M414 690 Q408 740 420 790 Q460 826 500 828")), shade(RUST, 0.1), every=16)
    c.fill(mirrored(path("M430 690 Q440 748 500 752")), shade(SKIN, 0.16))
    c.dots([(344, 520), (656, 520)], BRASS, 11)
    return c


def tobias_lund() -> Canvas:
    c = _sitter(MUSTARD, BUTTER, INK)
    _face(c, light(TAN, 0.15), wide=156)
    beard = path(
        "M346 480 C350 560 360 700 500 716 C640 700 650 560 654 480 "
        "C640 540 600 556 560 548 Q500 530 440 548 C400 556 360 540 346 480 Z"
    )
    c.fill(beard, BARK)
    with c.inside(beard):
        c.dim(path("M590 440 L700 440 L700 740 L560 740 Z"), 0.14)
        c.strokes(
            [[(x, 620 + (x % 40)), (x + 4, 650 + (x % 40))] for x in range(390, 620, 28)],
            light(BARK, 0.18),
            6,
        )
    c.line(path("M456 590 Q500 616 544 590"), BLUSH, 12)
    crown = mirrored(path("M500 120 C370 124 320 230 326 390 L500 390"))
    c.fill(crown, TEAL)
    with c.inside(crown):
        for step in range(-5, 6):
            c.line(
                path(
                    f"M{500 + step * 8} 120 C{500 + step * 30} 190 {500 + step * 36} 280 {500 + step * 36} 400"
                ),
                shade(TEAL, 0.2),
                7,
            )
    rib(c, mirrored(path("M330 340 Q310 346 314 404 Q318 424 340 424 L500 416")), light(TEAL, 0.08), every=24)
    rib(c, mirrored(path("M416 700 Q404 750 416 800 Q460 838 500 840")), light(INK, 0.08), every=16)
    return c


def ines_calloway() -> Canvas:
    c = _sitter(CORAL, APRICOT, TEAL)
    curls = [
        (340, 380, 92),
        (320, 500, 88),
        (350, 610, 84),
        (420, 280, 98),
        (520, 240, 104),
        (610, 300, 96),
        (668, 400, 92),
        (684, 510, 88),
        (650, 614, 84),
    ]
    for x, y, radius in curls:
        c.fill(ellipse(x, y, radius), shade(BARK, 0.35))
    _face(c, shade(TAN, 0.12), wide=146)
    for x, y, radius in ((400, 320, 70), (480, 286, 74), (570, 300, 70), (620, 350, 50), (366, 380, 48)):
        c.fill(ellipse(x, y, radius), shade(BARK, 0.3))
        c.line(arc(x, y, radius * 0.55, None, 190, 290), shade(BARK, 0.1), 8)
    _smile(c, WINE)
    for side in (-1, 1):
        c.line(ellipse(500 + side * 150, 544, 24), BRASS, 8)
    collar = path("M420 706 L350 740 L430 880 L500 800 Z")
    for part in (collar, flipped(collar)):
        c.fill(part, light(TEAL, 0.15))
        c.line([*part, part[0]], shade(TEAL, 0.25), 5)
    c.line(path("M500 800 L500 1000"), shade(TEAL, 0.3), 7)
    c.dots([(520, 880), (520, 960)], SHELL, 11)
    return c


PORTRAITS = {"marit-haverkamp": marit_haverkamp, "tobias-lund": tobias_lund, "ines-calloway": ines_calloway}
