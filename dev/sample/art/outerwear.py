"""The outerwear shelf: coats, smocks and vests."""

from functools import partial

from dev.sample.art.canvas import Canvas
from dev.sample.art.garments import Cut, cut, flap_pocket, hanger, sew, zipper
from dev.sample.art.motifs import button, eyelet
from dev.sample.art.palette import (
    APRICOT,
    BARK,
    BLUSH,
    BRASS,
    BUTTER,
    CORAL,
    CREAM,
    INK,
    LICHEN,
    MIST,
    MOSS,
    MUSTARD,
    OAK,
    OAT,
    PINE,
    RUST,
    SAND,
    SEAFOAM,
    SHELL,
    SKY,
    STEEL,
    TEAL,
    TIDE,
    WALNUT,
    Colour,
    light,
    shade,
)
from dev.sample.art.shapes import Shape, box, ellipse, flipped, mirrored, moved, path, smooth, turned, wave
from dev.sample.art.stage import Picture, hanging_shadow, ledge, wall
from dev.sample.art.weather import boots, gloves, souwester


def cuff_straps(c: Canvas, shape: Cut, colour: Colour) -> None:
    """A seam and a tab at the end of both sleeves."""
    for side, sleeve in enumerate(shape.sleeves):
        low = max(y for _, y in sleeve)
        seam: Shape = [(160, low - 76), (420, low - 36)]
        with c.inside(sleeve):
            c.line(flipped(seam) if side else seam, shade(colour, 0.35), 4)


def pilot_coat(c: Canvas, colour: Colour) -> None:
    shape = cut(hem=830, flare=14, sleeve=724)
    hanger(c)
    sew(c, shape, colour)
    cuff_straps(c, shape, colour)
    c.line(path("M556 520 L556 830"), shade(colour, 0.45), 5)
    c.fill(path("M430 222 Q500 200 570 222 L520 380 L480 380 Z"), shade(SAND, 0.2))
    right = path("M566 210 C600 222 624 236 640 262 L700 330 L606 378 L640 410 L548 540 L500 470 L560 330 Z")
    left = path("M434 210 C400 222 376 236 360 262 L300 330 L394 378 L360 410 L500 560 L560 520 L470 340 Z")
    for lapel in (right, left):
        c.dim(moved(lapel, 6, 10), 0.2)
        c.fill(lapel, light(colour, 0.09))
        c.line([*lapel, lapel[0]], shade(colour, 0.4), 4)
    c.line(path("M424 214 Q500 250 576 214"), light(colour, 0.09), 26)
    for y in (570, 650, 730):
        button(c, 446, y, BRASS, 17)
        button(c, 556, y, BRASS, 17)
    for x, turn in ((392, 12), (608, -12)):
        welt = turned(box(x - 13, 600, 26, 112, 8), turn, x, 656)
        c.fill(welt, light(colour, 0.09))
        c.line([*welt, welt[0]], shade(colour, 0.4), 4)


def raincoat(c: Canvas, colour: Colour) -> None:
    shape = cut(hem=850, flare=26, sleeve=716)
    hood = mirrored(path("M500 96 C390 100 352 190 380 262 Q430 300 500 302"))
    hanging_shadow(c, hood)
    c.fill(hood, shade(colour, 0.08))
    sew(c, shape, colour)
    cuff_straps(c, shape, colour)
    c.fill(mirrored(path("M500 132 C424 136 404 200 424 262 Q456 292 500 294")), shade(colour, 0.5))
    c.fill(path("M500 140 C440 146 424 200 436 250 Q470 280 500 284 Z"), shade(colour, 0.4))
    c.line(path("M386 258 Q440 306 500 308 Q560 306 614 258"), shade(colour, 0.28), 8)
    placket = box(474, 300, 52, 552, 6)
    c.dim(moved(placket, 6, 4), 0.16)
    c.fill(placket, light(colour, 0.1))
    c.dashes([(482, 312), (482, 846)], shade(colour, 0.25), 3)
    for y in range(350, 840, 92):
        c.dots([(500, y)], shade(STEEL, 0.2), 13)
        c.dots([(498, y - 2)], light(STEEL, 0.4), 10)
    for x in (352, 546):
        flap_pocket(c, x, 600, 104, 132, colour)
    for dx in (-26, 26):
        c.line(path(f"M{500 + dx} 292 C{500 + dx * 1.6} 340 {500 + dx * 2} 380 {500 + dx * 2} 424"), CREAM, 8)
        c.dots([(500 + dx * 2, 432)], WALNUT, 11)


def deck_smock(c: Canvas, colour: Colour) -> None:
    shape = cut(hem=796, flare=10, neck=80)
    sew(c, shape, colour)
    cuff_straps(c, shape, colour)
    c.fill(path("M418 214 Q500 190 582 214 L566 240 Q500 262 434 240 Z"), shade(colour, 0.5))
    c.fill(path("M486 240 L514 240 L506 382 L494 382 Z"), shade(colour, 0.5))
    for half in (path("M408 222 Q418 250 486 262 L490 306 Q420 296 396 240 Z"),):
        for part in (half, flipped(half)):
            c.fill(part, light(colour, 0.1))
            c.line([*part, part[0]], shade(colour, 0.3), 4)
    for y in (316, 348, 380):
        eyelet(c, 478, y, 9)
        eyelet(c, 522, y, 9)
    c.strokes(
        [
            [(478, 316), (522, 348)],
            [(522, 316), (478, 348)],
            [(478, 348), (522, 380)],
            [(522, 348), (478, 380)],
        ],
        CREAM,
        7,
    )
    for dx in (-1, 1):
        c.line(smooth([(500 + 22 * dx, 380), (500 + 34 * dx, 430), (500 + 20 * dx, 470)]), CREAM, 7)
    pocket = box(380, 550, 240, 170, 12)
    c.dim(moved(pocket, 5, 8), 0.15)
    c.fill(pocket, light(colour, 0.05))
    c.dashes([*box(390, 560, 220, 150, 8), (610, 568)], shade(colour, 0.3), 4)
    c.dashes([(500, 566), (500, 706)], shade(colour, 0.3), 4)
    with c.inside(shape.body):
        c.dashes([(320, 772), (680, 772)], shade(colour, 0.3), 4)
    c.line([(640, 640), (640, 672)], CREAM, 14)


def waxed_jacket(c: Canvas, colour: Colour) -> None:
    shape = cut(hem=800, flare=14, sleeve=712)
    hanger(c)
    sew(c, shape, colour)
    cuff_straps(c, shape, colour)
    c.fill(path("M420 214 Q500 196 580 214 L514 350 L486 350 Z"), shade(RUST, 0.35))
    with c.inside(path("M420 214 Q500 196 580 214 L514 350 L486 350 Z")):
        c.strokes([[(x, 190), (x, 360)] for x in range(410, 600, 26)], SAND, 5)
        c.strokes([[(400, y), (600, y)] for y in range(210, 360, 26)], INK, 4)
    zipper(c, 500, 346, 798, colour)
    c.line(ellipse(500, 356, 13), BRASS, 6)
    placket = box(508, 340, 40, 462, 6)
    c.fill(placket, light(colour, 0.06))
    for y in range(380, 790, 88):
        c.dots([(528, y)], BRASS, 10)
    collar = path("M424 206 C390 214 366 240 354 272 L420 350 L486 340 L446 236 Z")
    for part in (collar, flipped(collar)):
        c.dim(moved(part, 5, 9), 0.2)
        c.fill(part, WALNUT)
        with c.inside(part):
            c.strokes([[(x, 190), (x, 370)] for x in range(350, 660, 10)], shade(WALNUT, 0.2), 3)
    for x in (364, 562):
        flap_pocket(c, x, 630, 90, 118, colour)
    for x, turn in ((404, 14), (602, -14)):
        c.line(turned([(x, 420), (x, 520)], turn, x, 470), shade(colour, 0.4), 16)
        c.line(turned([(x, 424), (x, 516)], turn, x, 470), shade(colour, 0.15), 6)


def gilet(c: Canvas, colour: Colour, lining: Colour) -> None:
    body = mirrored(path("M428 212 L352 240 C346 330 362 410 312 474 L304 744 Q304 770 328 772 L500 772"))
    hanging_shadow(c, body)
    c.fill(body, colour)
    with c.inside(body):
        for y in range(300, 770, 58):
            c.line(path(f"M290 {y} Q400 {y + 16} 492 {y} M508 {y}"), shade(colour, 0.3), 6)
            c.line(path(f"M508 {y} Q600 {y + 16} 710 {y}"), shade(colour, 0.3), 6)
            c.line(path(f"M310 {y + 15} Q410 {y + 30} 480 {y + 15}"), light(colour, 0.14), 9)
            c.line(path(f"M520 {y + 15} Q590 {y + 30} 690 {y + 15}"), light(colour, 0.06), 9)
        c.dim(path("M600 200 C620 420 610 620 630 900 L760 900 L760 200 Z"), 0.12)
    for side in (path("M352 242 C346 330 362 410 312 474"), path("M648 242 C654 330 638 410 688 474")):
        c.line(side, lining, 14)
    c.fill(path("M430 196 Q500 170 570 196 L576 246 Q500 276 424 246 Z"), shade(lining, 0.35))
    collar = mirrored(path("M428 180 Q412 214 420 256 Q456 286 496 290 L496 220 Q450 210 428 180 Z"))
    c.fill(collar, light(colour, 0.08))
    c.line(path("M428 182 Q450 212 500 220 Q550 212 572 182"), lining, 12)
    c.fill(box(482, 250, 36, 522, 6), light(colour, 0.1))
    for y in range(290, 770, 78):
        c.dots([(500, y)], shade(BRASS, 0.2), 12)
        c.dots([(498, y - 2)], BRASS, 9)
    for x, turn in ((384, 10), (616, -10)):
        c.line(turned([(x, 576), (x, 676)], turn, x, 626), lining, 14)


def anorak(c: Canvas, colour: Colour, yoke: Colour) -> None:
    shape = cut(hem=800, flare=12, sleeve=712)
    hood = mirrored(path("M500 110 C400 114 362 196 386 262 Q430 300 500 302"))
    hanging_shadow(c, hood)
    c.fill(hood, yoke)
    sew(c, shape, colour)
    with c.inside(shape.body, *shape.sleeves):
        c.fill(path("M200 200 L800 200 L800 470 Q500 430 200 470 Z"), yoke)
        c.line(path("M200 470 Q500 430 800 470"), CREAM, 14)
        c.dim(path("M590 200 L600 460 L760 470 L760 200 Z"), 0.1)
    c.line(path("M378 256 C352 320 348 400 352 470"), shade(yoke, 0.3), 5)
    c.line(path("M622 256 C648 320 652 400 648 470"), shade(yoke, 0.34), 5)
    c.fill(mirrored(path("M500 146 C430 150 410 204 428 262 Q456 290 500 292")), shade(yoke, 0.5))
    c.line(path("M390 258 Q440 304 500 306 Q560 304 610 258"), shade(yoke, 0.3), 8)
    zipper(c, 500, 300, 520, yoke)
    c.line([(500, 524), (500, 556)], MUSTARD, 10)
    pocket = path("M372 570 L628 570 L640 740 L360 740 Z")
    c.dim(moved(pocket, 5, 8), 0.15)
    c.fill(pocket, light(colour, 0.06))
    for x in (386, 614):
        c.line([(x, 584), (x + (500 - x) * -0.12, 730)], shade(colour, 0.32), 12)
    c.fill(box(360, 556, 280, 40, 8), shade(colour, 0.06))
    c.dashes([(374, 586), (628, 586)], light(colour, 0.4), 3)
    cuff_straps(c, shape, colour)
    wave_mark = wave(560, 690, 56, 6, 3)
    c.line(wave_mark, CREAM, 6)


def poncho(c: Canvas, colour: Colour, bands: Colour) -> None:
    hood = mirrored(path("M500 120 C404 124 372 210 396 276 L500 310"))
    shape = mirrored(path("M424 258 C330 330 210 560 150 760 Q330 838 500 846"))
    hanging_shadow(c, hood, shape)
    fringe = [(x, 752 + 92 * (1 - (abs(500 - x) / 350) ** 2)) for x in range(166, 846, 18)]
    c.strokes([[(x, y), (x, y + 46)] for x, y in fringe], shade(colour, 0.06), 8)
    c.fill(hood, shade(colour, 0.1))
    c.fill(shape, colour)
    with c.inside(shape):
        for low, width in ((610, 34), (662, 12), (690, 12)):
            c.line(path(f"M120 {low + 60} Q500 {low + 196} 880 {low + 60}"), bands, width)
        c.dim(path("M580 200 C640 480 680 640 700 900 L900 900 L900 200 Z"), 0.1)
        c.dim(path("M440 300 C420 500 380 700 340 900 L400 900 C430 700 450 500 470 300 Z"), 0.08)
    c.fill(mirrored(path("M500 160 C438 164 424 214 440 270 L500 300")), shade(colour, 0.5))
    c.line(path("M400 272 L500 320 L600 272"), shade(colour, 0.28), 8)
    for y in (360, 420):
        c.line([(452, y), (548, y)], WALNUT, 16)
        c.line(path(f"M470 {y} Q500 {y - 18} 530 {y}"), BARK, 6)


PICTURES = {
    "pilot-coat": Picture(wall(BLUSH), partial(pilot_coat, colour=INK), 1.08),
    "breakwater-raincoat-mustard": Picture(wall(SKY), partial(raincoat, colour=MUSTARD), 1.04),
    "breakwater-raincoat-ink": Picture(wall(APRICOT), partial(raincoat, colour=INK), 1.04),
    "breakwater-raincoat-moss": Picture(wall(SEAFOAM), partial(raincoat, colour=MOSS), 1.04),
    "souwester": Picture(wall(TEAL), partial(souwester, colour=MUSTARD)),
    "deck-smock-rust": Picture(wall(MIST), partial(deck_smock, colour=RUST), 1.12),
    "deck-smock-tide": Picture(wall(SAND), partial(deck_smock, colour=TIDE), 1.12),
    "mudflat-waxed-jacket": Picture(wall(BUTTER), partial(waxed_jacket, colour=MOSS), 1.1),
    "slipway-gilet": Picture(wall(SEAFOAM), partial(gilet, colour=TIDE, lining=CORAL), 1.12),
    "low-tide-boots-pine": Picture(ledge(APRICOT), partial(boots, colour=PINE, sole=OAT)),
    "low-tide-boots-mustard": Picture(
        ledge(TIDE, shade(TIDE, 0.3)), partial(boots, colour=MUSTARD, sole=SHELL)
    ),
    "ferrymans-poncho": Picture(wall(LICHEN), partial(poncho, colour=SAND, bands=RUST), 1.04),
    "windlass-gloves": Picture(wall(SKY), partial(gloves, colour=OAK, back=INK)),
    "squall-anorak": Picture(wall(CORAL), partial(anorak, colour=TEAL, yoke=INK), 1.08),
}
