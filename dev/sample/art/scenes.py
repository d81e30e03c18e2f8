"""The wide pictures: the harbour of the home page and one scene for each category."""

from functools import partial

from dev.sample.art import harbour as h
from dev.sample.art.bags import kit_bag, tote
from dev.sample.art.canvas import Canvas
from dev.sample.art.desk import harbour_print, pencil
from dev.sample.art.instruments import barometer, crane_lamp, tide_clock
from dev.sample.art.kitchen import knots_towel, sea_salt
from dev.sample.art.knitwear import deck_jersey, guernsey, roll_neck, small_fry, sock
from dev.sample.art.luggage import holdall, rucksack
from dev.sample.art.outerwear import anorak, deck_smock, pilot_coat, raincoat
from dev.sample.art.palette import (
    APRICOT,
    BLUSH,
    BRASS,
    BUTTER,
    CORAL,
    CREAM,
    INK,
    IRON,
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
    STONE,
    TEAL,
    TIDE,
    WALNUT,
    WINE,
    Colour,
    light,
    mix,
    shade,
)
from dev.sample.art.pottery import lighthouse_jug, mug, soup_bowl, teapot
from dev.sample.art.shapes import box, ellipse, mirrored, path, smooth
from dev.sample.art.stove import kettle, skillet, stockpot
from dev.sample.art.table import candlestick
from dev.sample.art.weather import boots, souwester


def sheet(ground: Colour, *, open_air: bool = False) -> Canvas:
    return Canvas(h.WIDE, h.TALL, ground, open_air=open_air)


def home() -> Canvas:
    c = sheet(APRICOT)
    h.sky(c, SKY, APRICOT, 560)
    c.fill(ellipse(1010, 500, 190), CORAL)
    h.cloud(c, 300, 210, 0.9)
    h.cloud(c, 1340, 150, 1.1)
    c.fill(
        path("M900 560 Q1100 500 1240 520 Q1420 470 1700 540 L1700 580 L900 580 Z"), mix(TEAL, APRICOT, 0.4)
    )
    h.lighthouse(c, 1420, 540, 0.62)
    h.sea(c, TIDE, SEAFOAM, 556)
    h.glitter(c, 1010, 560, APRICOT)
    h.crane(c, 700, 640, 0.78, INK)
    tones = (RUST, TIDE, MUSTARD, TEAL, WINE, PINE)
    widths, heights = (118, 104, 126, 98, 112, 100), (330, 280, 390, 300, 350, 240)
    x = -30.0
    c.fill(box(0, 640, 790, 40), shade(STONE, 0.1))
    for width, height, tone in zip(widths, heights, tones, strict=True):
        h.house(c, x, 650, width, height, tone)
        x += width
    c.fill(box(-10, 644, 810, 30, 6), light(STONE, 0.3))
    c.fill(path("M-10 674 L800 674 L780 760 L-10 790 Z"), STONE)
    for bx in (560, 660, 760):
        c.fill(
            mirrored(path(f"M{bx - 22} 610 L{bx - 26} 624 L{bx - 14} 630 L{bx - 18} 650 L{bx} 650"), bx), INK
        )
    h.boat(c, 1220, 690, 0.95, RUST, CREAM)
    h.boat(c, 900, 610, 0.42, INK, SHELL)
    h.boat(c, 420, 842, 0.8, MUSTARD, SHELL)
    h.gulls(c, (840, 240), (930, 200), (1180, 300), (1250, 270))
    return c


def table() -> Canvas:
    c = sheet(MIST)
    with c.inside(h.window(c, 500, 60, 600, 470, CREAM)):
        h.sky(c, SKY, BLUSH, 380)
        c.fill(ellipse(930, 330, 70), CORAL)
        h.sea(c, TEAL, SEAFOAM, 380, 4)
        h.boat(c, 700, 420, 0.4, RUST, CREAM)
    h.mullions(c, 500, 60, 600, 470, CREAM)
    h.planks(c, 700, OAK)
    for x, y, size, drawing in (
        (250, 500, 0.86, lighthouse_jug),
        (1330, 560, 0.72, partial(teapot, colour=TIDE)),
        (560, 600, 0.6, partial(mug, colour=SAND, dip=TIDE)),
        (940, 612, 0.66, partial(soup_bowl, colour=SHELL, soup=CORAL)),
    ):
        with c.placed(x, y, size=size):
            drawing(c)
    with c.placed(1340, 380, size=0.6):
        candlestick(c, 1080, 1120, OAK, 120)
    return c


def kitchen() -> Canvas:
    c = sheet(BUTTER)
    for row in range(5):
        c.strokes([[(0, 140 * row), (h.WIDE, 140 * row)]], light(BUTTER, 0.4), 5)
        c.strokes(
            [[(x, 140 * row), (x, 140 * row + 140)] for x in range(70 * (row % 2), h.WIDE, 140)],
            light(BUTTER, 0.4),
            5,
        )
    c.line([(40, 104), (1560, 104)], IRON, 14)
    with c.placed(230, 300, size=0.64):
        knots_towel(c, RUST)
    with c.placed(1330, 330, size=0.6, turn=136):
        skillet(c, supper=False)
    h.planks(c, 730, OAK)
    for x, y, size, drawing in (
        (560, 600, 0.66, partial(stockpot, colour=TIDE)),
        (1000, 590, 0.66, partial(kettle, colour=RUST)),
        (1390, 634, 0.5, sea_salt),
    ):
        with c.placed(x, y, size=size):
            drawing(c)
    return c


def outerwear() -> Canvas:
    c = sheet(SEAFOAM)
    c.strokes([[(x, 0), (x, 770)] for x in range(80, h.WIDE, 160)], shade(SEAFOAM, 0.1), 6)
    c.fill(box(0, 770, h.WIDE, 130), shade(OAK, 0.15))
    c.fill(box(0, 770, h.WIDE, 16), OAK)
    c.fill(box(60, 120, 1480, 56, 10), OAK)
    c.dim(box(60, 166, 1480, 10), 0.25)
    for x in (210, 520, 830, 1130, 1412):
        c.line([(x, 140), (x, 180)], BRASS, 24)
    for x, y, size, drawing in (
        (210, 470, 0.74, partial(raincoat, colour=MUSTARD)),
        (520, 476, 0.76, partial(pilot_coat, colour=INK)),
        (830, 440, 0.78, partial(deck_smock, colour=RUST)),
        (1130, 470, 0.74, partial(anorak, colour=TEAL, yoke=INK)),
        (1412, 300, 0.42, partial(souwester, colour=MUSTARD)),
        (1400, 690, 0.52, partial(boots, colour=PINE, sole=OAT)),
    ):
        with c.placed(x, y, size=size):
            drawing(c)
    return c


def knitwear() -> Canvas:
    c = sheet(SKY, open_air=True)
    h.sky(c, SKY, BLUSH, 660)
    h.cloud(c, 320, 130, 1.0)
    h.cloud(c, 1280, 110, 0.8)
    h.sea(c, TIDE, SEAFOAM, 640)
    h.boat(c, 1420, 676, 0.36, RUST, CREAM)
    c.fill(path("M0 830 Q400 770 800 820 Q1200 870 1600 800 L1600 900 L0 900 Z"), LICHEN)
    line = smooth([(-40, 150), (400, 226), (800, 240), (1200, 226), (1640, 150)])
    c.line(line, INK, 6)
    for x, y, size, drawing in (
        (190, 414, 0.74, partial(guernsey, colour=INK)),
        (560, 448, 0.74, partial(deck_jersey, ground=SHELL, stripe=RUST)),
        (930, 470, 0.72, partial(roll_neck, colour=OAT)),
        (1410, 402, 0.68, partial(small_fry, colour=TEAL, fishes=SHELL)),
        (1186, 352, 0.36, partial(sock, colour=MUSTARD, tip=RUST)),
    ):
        with c.placed(x, y, size=size):
            drawing(c)
    for x, y in (
        (150, 192),
        (230, 204),
        (516, 232),
        (604, 236),
        (890, 240),
        (970, 238),
        (1370, 204),
        (1450, 190),
        (1200, 228),
    ):
        c.line([(x, y - 22), (x, y + 26)], OAK, 14)
    return c


def bags() -> Canvas:
    c = sheet(APRICOT)
    h.sky(c, BLUSH, APRICOT, 520)
    c.fill(ellipse(420, 470, 150), CORAL)
    h.sea(c, TEAL, SEAFOAM, 510)
    h.glitter(c, 420, 512, BLUSH)
    h.boat(c, 850, 550, 0.42, INK, CREAM)
    h.planks(c, 740, WALNUT)
    for x, y, size, drawing in (
        (260, 560, 0.72, partial(kit_bag, cloth=OAT, band=RUST)),
        (650, 600, 0.78, partial(holdall, cloth=INK, leather=OAK)),
        (1050, 560, 0.76, partial(rucksack, cloth=MOSS, leather=WALNUT)),
        (1390, 580, 0.7, partial(tote, cloth=SHELL, mark=TIDE)),
    ):
        with c.placed(x, y, size=size):
            drawing(c)
    h.gulls(c, (760, 180), (850, 150), (1240, 220))
    return c


def desk() -> Canvas:
    c = sheet(TEAL)
    c.fill(box(0, 0, h.WIDE, 720), mix(TEAL, INK, 0.25))
    with c.placed(960, 300, size=0.62):
        harbour_print(c, OAK)
    with c.placed(1350, 210, size=0.44):
        tide_clock(c, BRASS)
    h.planks(c, 720, OAK)
    with c.placed(420, 480, size=0.94):
        crane_lamp(c, CORAL)
    with c.placed(1340, 626, size=0.54):
        barometer(c)
    for n, tone in enumerate((INK, RUST, MUSTARD)):
        c.fill(box(560 + 16 * n, 800 - 42 * n, 330 - 26 * n, 40, 6), tone)
        c.fill(box(866 - 10 * n, 806 - 42 * n, 18, 28), SHELL)
    c.fill(mirrored(path("M960 640 L968 800 Q970 816 990 816 L1030 816"), 1030), SHELL)
    for n, tone in enumerate((TIDE, MUSTARD, RUST)):
        with c.placed(990 + 40 * n, 600, size=0.34, turn=168 + 12 * n):
            pencil(c, 500, 300, 420, tone)
    jar = mirrored(path("M960 650 L968 800 Q970 816 990 816 L1030 816"), 1030)
    c.fill(jar, SHELL)
    c.dim([(1060, 650), (1100, 650), (1100, 816), (1056, 816)], 0.12)
    c.line(path("M962 700 Q1030 716 1098 700"), TIDE, 10)
    return c


SHELVES = {
    "table": table,
    "kitchen": kitchen,
    "outerwear": outerwear,
    "knitwear": knitwear,
    "bags": bags,
    "desk": desk,
}
