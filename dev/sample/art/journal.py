"""The wide pictures of the journal: one for each post."""

from functools import partial

from dev.sample.art import harbour as h
from dev.sample.art.canvas import Canvas
from dev.sample.art.garments import cuffs, cut, sew, stitches
from dev.sample.art.kitchen import bowline, figure_eight, reef
from dev.sample.art.knitwear import crew_neck
from dev.sample.art.palette import (
    APRICOT,
    BLUSH,
    BUTTER,
    CORAL,
    CREAM,
    INK,
    IRON,
    LICHEN,
    MIST,
    MUSTARD,
    NIGHT,
    OAK,
    OAT,
    ROPE,
    RUST,
    SAND,
    SEAFOAM,
    SHELL,
    SKY,
    STEEL,
    STONE,
    TAN,
    TEAL,
    TIDE,
    WALNUT,
    WHITE,
    light,
    mix,
    shade,
)
from dev.sample.art.pottery import lighthouse_jug, mug, soup_bowl, teapot
from dev.sample.art.scenes import sheet
from dev.sample.art.shapes import Shape, arc, box, ellipse, mirrored, moved, path, turned, wave
from dev.sample.art.stage import dim_right, solid


def wash_day() -> Canvas:
    """A jumper in a tub of suds."""
    c = sheet(BLUSH)
    c.strokes([[(x, 0), (x, 640)] for x in range(60, h.WIDE, 170)], light(BLUSH, 0.35), 8)
    h.planks(c, 640, OAK)
    c.dim(ellipse(840, 812, 500, 40), 0.24)
    with c.placed(900, 470, size=0.92, turn=24):
        shape = cut(hem=760)
        sew(c, shape, TIDE, partial(stitches, colour=TIDE))
        stitches(c, shape.body, TIDE)
        cuffs(c, shape, TIDE)
        crew_neck(c, TIDE)
    tub = mirrored(path("M330 500 C350 700 400 800 480 812 L800 812"), 800)
    c.fill(tub, SHELL)
    with c.inside(tub):
        c.fill(box(300, 772, 1000, 60), shade(SHELL, 0.14))
    dim_right(c, tub, 130, 0.12)
    c.fill(path("M322 486 Q800 590 1278 486 L1278 516 Q800 622 322 516 Z"), INK)
    for x, y, radius in (
        (420, 500, 62),
        (520, 470, 74),
        (640, 520, 60),
        (720, 548, 48),
        (1000, 540, 58),
        (1100, 500, 76),
        (1200, 500, 54),
        (590, 430, 40),
        (860, 560, 52),
        (1050, 446, 42),
    ):
        c.fill(ellipse(x, y, radius), WHITE)
        c.fill(ellipse(x + 6, y + 8, radius * 0.88), MIST)
        c.fill(ellipse(x, y, radius * 0.84), light(MIST, 0.7))
    for x, y, radius in ((380, 330, 26), (470, 250, 38), (1290, 300, 30), (1210, 210, 22), (330, 210, 16)):
        c.line(ellipse(x, y, radius), WHITE, 7)
        c.line(arc(x, y, radius * 0.6, None, 190, 260), WHITE, 5)
    c.fill(path("M372 560 L380 620 Q420 630 460 640 L448 580 Z"), light(SHELL, 0.6))
    solid(c, box(120, 728, 190, 84, 22), BUTTER, by=40)
    c.line(wave(154, 770, 120, 9, 3), shade(BUTTER, 0.16), 8)
    return c


def tide_table() -> Canvas:
    """The tide as a curve: moon above, boats high and low."""
    c = sheet(INK)
    h.sky(c, NIGHT, TIDE, 740)
    c.fill(ellipse(1250, 200, 112), BUTTER)
    c.dots([(1210, 170), (1290, 230)], shade(BUTTER, 0.1), 22)
    c.dots([(1250, 255), (1296, 164)], shade(BUTTER, 0.1), 13)
    c.dots(
        [
            (130, 120),
            (290, 220),
            (470, 90),
            (620, 180),
            (800, 100),
            (960, 220),
            (1080, 90),
            (1480, 120),
            (1420, 320),
            (720, 290),
            (210, 330),
        ],
        CREAM,
        5,
    )
    curve = [(x, 560 - 150 * y / 100) for x, y in wave(-20, 0, 1660, 100, 2)]
    for n, tone in enumerate((TEAL, mix(TEAL, INK, 0.35), mix(TEAL, INK, 0.6))):
        c.fill([*moved(curve, 0, 90 * n), (1700, 900), (-100, 900)], tone)
    c.line(curve, SEAFOAM, 10)
    for step in range(13):
        x = 60 + step * 124
        y = min(curve, key=lambda point: abs(point[0] - x))[1]
        c.line([(x, y), (x, 812)], SEAFOAM, 3, 0.5)
        c.dots([(x, y)], CREAM, 11)
    c.line([(0, 812), (1600, 812)], CREAM, 5)
    c.strokes([[(x, 812), (x, 836 if (x - 60) % 248 else 850)] for x in range(60, 1600, 124)], CREAM, 5)
    h.boat(c, 187, 694, 0.62, RUST, CREAM)
    h.boat(c, 602, 396, 0.62, MUSTARD, CREAM)
    return c


def knots() -> Canvas:
    """Three knots in thick rope on a plank wall."""
    c = sheet(TEAL)
    for y in range(150, 900, 150):
        c.line([(0, y), (h.WIDE, y)], shade(TEAL, 0.16), 7)
    for x in (290, 800, 1310):
        c.fill(ellipse(x, 440, 232), light(TEAL, 0.35))
    for x, knot in ((290, figure_eight), (800, bowline), (1310, reef)):
        with c.placed(x + 8, 456, size=2.4):
            knot(c, 504, 508, shade(TEAL, 0.2))
        with c.placed(x, 440, size=2.4):
            knot(c, 500, 500, ROPE if knot is not bowline else light(CORAL, 0.2))
    for x, wide in ((290, 150), (800, 120), (1310, 100)):
        c.fill(box(x - wide, 738, 2 * wide, 46, 8), SHELL)
        c.fill(box(x - wide + 28, 757, 2 * wide - 56, 9, 4), INK)
    return c


def potter() -> Canvas:
    """A shelf of pots over a wheel, with a window to the sea."""
    c = sheet(SAND)
    with c.inside(h.window(c, 120, 110, 420, 420, OAK)):
        h.sky(c, SKY, SHELL, 380)
        h.sea(c, TEAL, SEAFOAM, 380, 4)
        c.fill(path("M0 400 Q300 330 560 390 L560 420 L0 420 Z"), LICHEN)
    h.mullions(c, 120, 110, 420, 420, OAK)
    for y in (300,):
        c.dim(box(660, y + 26, 860, 22), 0.2)
        c.fill(box(650, y, 880, 30, 6), WALNUT)
    for x, size, drawing in (
        (760, 0.42, partial(mug, colour=SAND, dip=TIDE)),
        (950, 0.42, partial(mug, colour=TEAL, dip=SHELL)),
        (1170, 0.46, lighthouse_jug),
        (1390, 0.44, partial(teapot, colour=RUST)),
    ):
        with c.placed(x, 300 - 296 * size, size=size):
            drawing(c)
    h.planks(c, 800, OAK)
    c.fill(path("M860 690 L1180 690 L1140 800 L900 800 Z"), shade(STONE, 0.3))
    c.fill(ellipse(1020, 690, 260, 40), shade(STONE, 0.15))
    c.fill(ellipse(1020, 680, 260, 38), light(STONE, 0.2))
    c.fill(ellipse(1020, 680, 180, 24), shade(STONE, 0.08))
    pot = mirrored(path("M936 450 C960 500 900 560 900 620 C900 660 940 684 1020 686"), 1020)
    solid(c, pot, TAN, by=56)
    with c.inside(pot):
        for y in (540, 580, 620):
            c.line(path(f"M890 {y} Q1020 {y + 30} 1150 {y}"), shade(TAN, 0.12), 6)
    c.fill(ellipse(1020, 450, 86, 18), light(TAN, 0.25))
    c.fill(ellipse(1020, 453, 72, 12), shade(TAN, 0.45))
    solid(c, path("M560 690 L580 806 Q640 820 700 806 L720 690 Z"), TIDE, by=36)
    c.fill(ellipse(640, 690, 80, 17), shade(TIDE, 0.4))
    c.line([(660, 700), (716, 596)], OAK, 15)
    solid(c, ellipse(1330, 776, 86, 44), BUTTER, by=30)
    c.dots([(1290, 766), (1320, 788), (1352, 760), (1372, 782)], shade(BUTTER, 0.2), 8)
    return c


def soup_weather() -> Canvas:
    """Rain on the window, soup on the sill."""
    c = sheet(APRICOT)
    with c.inside(h.window(c, 180, 70, 1240, 560, CREAM)):
        h.sky(c, IRON, STEEL, 480)
        h.sea(c, INK, TIDE, 430)
        h.boat(c, 980, 470, 0.6, RUST, SHELL)
        h.lighthouse(c, 420, 450, 0.55)
        drops: list[Shape] = [
            [(x, y), (x - 16, y + 52)]
            for x in range(200, 1440, 74)
            for y in range(70 + (x * 7) % 90, 640, 128)
        ]
        c.strokes(drops, MIST, 6)
    h.mullions(c, 180, 70, 1240, 560, CREAM)
    h.planks(c, 690, OAK)
    with c.placed(800, 540, size=0.86):
        soup_bowl(c, SHELL, CORAL)
    c.dim(ellipse(1240, 806, 190, 24), 0.24)
    loaf = path("M1070 800 C1050 700 1120 650 1230 650 C1350 650 1420 700 1400 800 Z")
    solid(c, loaf, TAN, by=60)
    for x in (1150, 1220, 1290):
        c.line(path(f"M{x} 670 Q{x + 26} 710 {x + 16} 756"), light(TAN, 0.5), 14)
    c.line([(380, 806), (560, 790)], STEEL, 16)
    c.fill(turned(ellipse(352, 808, 54, 26), -5, 352, 808), STEEL)
    c.fill(turned(ellipse(350, 806, 38, 15), -5, 350, 806), shade(STEEL, 0.2))
    return c


def reno() -> Canvas:
    """A warehouse in dry country, with the mountains behind and one wave on the wall."""
    c = sheet(BUTTER)
    h.sky(c, SKY, BUTTER, 560)
    c.fill(ellipse(1240, 300, 110), CORAL)
    c.fill(
        path(
            "M-20 560 L180 330 L300 430 L470 260 L680 480 L820 380 "
            "L1010 540 L1200 420 L1400 540 L1640 400 L1640 600 L-20 600 Z"
        ),
        mix(TIDE, BLUSH, 0.45),
    )
    c.fill(path("M470 260 L540 333 L500 350 L470 326 L430 346 L404 328 Z"), CREAM)
    c.fill(path("M-20 600 Q300 520 640 580 Q1000 540 1300 590 L1640 550 L1640 920 L-20 920 Z"), TAN)
    c.fill(path("M-20 720 Q500 640 900 720 Q1300 780 1640 690 L1640 920 L-20 920 Z"), OAT)
    hall = box(560, 430, 640, 300)
    c.dim(path("M560 730 L1200 730 L1330 790 L640 790 Z"), 0.2)
    c.fill(hall, SHELL)
    c.strokes([[(x, 430), (x, 730)] for x in range(584, 1200, 26)], shade(SHELL, 0.07), 5)
    c.dim(box(1090, 430, 110, 300), 0.1)
    c.fill(path("M536 436 L880 340 L1224 436 Z"), TIDE)
    c.fill(path("M880 340 L1224 436 L1090 436 Z"), shade(TIDE, 0.2))
    for row in range(3):
        c.line(wave(760, 492 + 28 * row, 240, 10, 4), TIDE, 12)
    c.fill(box(780, 590, 200, 140), shade(IRON, 0.2))
    c.strokes([[(780, y), (980, y)] for y in range(606, 640, 16)], IRON, 6)
    for x, y in ((800, 676), (862, 676), (830, 624), (1010, 676), (1072, 676), (1040, 622)):
        c.fill(box(x, y, 58, 54, 3), OAK)
        c.line([(x + 29, y), (x + 29, y + 54)], light(OAK, 0.5), 7)
    for x, y, size in (
        (210, 790, 1.2),
        (330, 730, 0.7),
        (1440, 820, 1.4),
        (1330, 660, 0.6),
        (110, 650, 0.5),
        (470, 850, 0.9),
    ):
        sagebrush(c, x, y, size)
    return c


def sagebrush(c: Canvas, x: float, y: float, size: float) -> None:
    c.dim(ellipse(x + 10 * size, y, 84 * size, 14 * size), 0.2)
    for turn, long in ((-62, 70), (-36, 92), (-12, 104), (14, 100), (38, 88), (64, 66)):
        tip = turned([(x, y - long * size)], turn, x, y)[0]
        c.line([(x, y), tip], shade(LICHEN, 0.25 if turn < 0 else 0.36), 26 * size)
        c.dots([tip], light(LICHEN, 0.1), 17 * size)


SCENES = {
    "washing-a-guernsey": wash_day,
    "reading-a-tide-table": tide_table,
    "three-knots": knots,
    "a-morning-with-the-potter": potter,
    "soup-for-a-northerly": soup_weather,
    "why-reno": reno,
}
