"""The kitchen shelf: apron and towel, knife and board, salt, and a book of soups."""

from functools import partial

from dev.sample.art.canvas import Canvas
from dev.sample.art.motifs import rope
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
    MUSTARD,
    OAK,
    OAT,
    RUST,
    SEAFOAM,
    SHELL,
    SKY,
    STEEL,
    STONE,
    TEAL,
    TIDE,
    WALNUT,
    Colour,
    light,
    shade,
)
from dev.sample.art.pottery import lemon
from dev.sample.art.shapes import arc, box, ellipse, mirrored, moved, path, smooth, turned, wave
from dev.sample.art.stage import Picture, dim_right, hanging_shadow, ledge, solid, standing_shadow, wall
from dev.sample.art.stove import kettle, rope_trivet, skillet, stockpot


def apron(c: Canvas, cloth: Colour, stripe: Colour) -> None:
    body = mirrored(path("M392 270 C392 400 350 450 268 470 L256 850 Q256 864 270 864 L500 864"))
    hanging_shadow(c, body)
    c.line(path("M400 282 C350 60 650 60 600 282"), shade(stripe, 0.1), 20)
    c.dots([(500, 96)], BRASS, 15)
    for string in (path("M270 486 C200 500 196 600 214 700"), path("M730 486 C800 500 804 600 786 700")):
        c.line(string, shade(stripe, 0.1), 15)
    c.fill(body, cloth)
    with c.inside(body):
        for x in range(240, 780, 44):
            c.line([(x, 240), (x, 880)], stripe, 6)
        c.dim(path("M600 240 C620 500 640 700 660 880 L800 880 L800 240 Z"), 0.1)
        c.dim(path("M430 640 Q400 760 410 870 L440 870 Q430 760 430 640 Z"), 0.08)
    pocket = box(352, 540, 296, 180, 14)
    c.dim(moved(pocket, 4, 8), 0.14)
    c.fill(pocket, shade(cloth, 0.04))
    c.fill(box(352, 540, 296, 34, 10), stripe)
    c.dashes([(500, 584), (500, 712)], stripe, 4)
    c.line(path("M392 272 L608 272"), stripe, 14)
    c.line([(560, 500), (552, 590)], OAK, 20)
    c.fill(turned(ellipse(563, 470, 26, 38), 5, 563, 470), OAK)


def oyster_knife(c: Canvas) -> None:
    shell = smooth(
        [(300, 560), (380, 480), (500, 520), (560, 640), (520, 780), (380, 800), (290, 700)], closed=True
    )
    hanging_shadow(c, shell)
    c.fill(shell, shade(STONE, 0.22))
    for ring, tone in ((0.84, 0.1), (0.68, 0.2), (0.52, 0.05)):
        c.fill([(420 + (x - 420) * ring, 680 + (y - 680) * ring) for x, y in shell], shade(STONE, tone))
    c.fill(smooth([(370, 650), (440, 610), (490, 680), (460, 750), (390, 740)], closed=True), MIST)
    c.dots([(438, 690)], CREAM, 22)
    with c.placed(560, 400, turn=38, size=1.12):
        blade = path("M470 520 L470 690 Q472 752 500 776 Q528 752 530 690 L530 520 Z")
        hanging_shadow(c, moved(blade, 0, 0), dx=24, dy=6)
        c.fill(blade, STEEL)
        c.fill(path("M500 520 L530 520 L530 690 Q528 752 500 776 Z"), shade(STEEL, 0.22))
        handle = mirrored(path("M500 214 C430 214 416 280 432 340 C448 400 458 430 458 500 L500 500"))
        hanging_shadow(c, handle, dx=24, dy=6)
        solid(c, handle, OAK, by=34, dark=0.22)
        for line in (path("M466 262 C452 330 476 400 476 490"), path("M500 240 C490 330 506 400 500 490")):
            c.line(line, shade(OAK, 0.18), 5)
        c.fill(box(450, 492, 100, 34, 10), BRASS)
        c.dim(box(510, 492, 40, 34, 8), 0.2)


def plaice_board(c: Canvas) -> None:
    with c.placed(480, 490, turn=-18):
        fin = path("M250 500 C300 260 560 220 700 430 L690 570 C560 780 300 740 250 500 Z")
        body = path(
            "M150 520 C240 330 560 260 730 470 L850 388 Q884 374 880 412 L862 500 L880 596 Q884 630 850 616 "
            "L730 532 C600 720 280 720 150 520 Z"
        )
        hanging_shadow(c, fin, body, dx=14, dy=34)
        c.fill(fin, WALNUT)
        with c.inside(fin):
            rays = [path(f"M{480} {500} L{200 + 60 * step} {180 if step % 2 else 190}") for step in range(11)]
            rays += [path(f"M{480} {500} L{200 + 60 * step} 830") for step in range(11)]
            c.strokes(rays, shade(WALNUT, 0.2), 5)
        c.fill(body, OAK)
        with c.inside(body):
            for dy in (-130, -86, -40, 6, 56, 100, 146):
                c.line(
                    smooth([(120, 520 + dy), (330, 505 + dy), (560, 520 + dy), (900, 500 + dy)]),
                    shade(OAK, 0.12),
                    5,
                )
            c.dim(path("M150 530 C300 640 600 640 760 510 L900 640 L700 800 L200 800 Z"), 0.08)
        for x, y in ((420, 430), (520, 560), (590, 440), (350, 560), (640, 540)):
            c.dots([(x, y)], CORAL, 17)
        c.line(arc(258, 510, 70, 90, -60, 60), WALNUT, 8)
        c.dots([(232, 486), (268, 470)], BARK, 11)
        c.fill(ellipse(826, 500, 22), shade(TEAL, 0.15))
    lemon(c, 750, 770, 84)


def sea_salt(c: Canvas) -> None:
    standing_shadow(c, 450, 800, 210)
    tin = path("M268 372 L268 770 Q268 800 450 806 Q632 800 632 770 L632 372 Z")
    c.fill(tin, TIDE)
    with c.inside(tin):
        c.fill(path("M200 440 Q450 484 700 440 L700 700 Q450 744 200 700 Z"), SHELL)
        c.fill(ellipse(450, 548, 60), CORAL)
        for row in range(3):
            crest = moved(wave(200, 590, 500, 11, 5), 10 * row, 38 * row)
            c.fill([*crest, (720, 720), (200, 720)], (TEAL, SEAFOAM, TIDE)[row])
        c.fill(path("M200 704 Q450 748 700 704 L700 820 L200 820 Z"), TIDE)
    dim_right(c, tin, 80)
    lid = path("M258 320 L258 386 Q450 430 642 386 L642 320 Z")
    solid(c, lid, STEEL, by=76)
    c.fill(ellipse(450, 322, 192, 42), light(STEEL, 0.35))
    c.line(ellipse(450, 322, 168, 33), shade(STEEL, 0.1), 5)
    c.line([(300, 480), (300, 690)], CREAM, 14, 0.7)
    standing_shadow(c, 750, 812, 130, 16)
    c.fill(smooth([(620, 812), (690, 760), (742, 706), (800, 752), (880, 812)]), CREAM)
    c.dim(path("M742 706 Q790 760 880 812 L770 812 Q770 760 742 706 Z"), 0.1)
    for x, y in ((610, 838), (660, 850), (860, 842), (910, 826), (720, 846), (804, 858)):
        c.fill(turned(box(x - 9, y - 9, 18, 18), x * 7 % 90, x, y), CREAM)


def knots_towel(c: Canvas, cord: Colour) -> None:
    cloth = path("M300 190 Q500 220 700 190 L706 850 Q500 866 294 850 Z")
    hanging_shadow(c, cloth)
    c.line([(190, 186), (810, 186)], OAK, 26)
    c.line([(190, 181), (810, 181)], light(OAK, 0.25), 8)
    c.fill(cloth, SHELL)
    with c.inside(cloth):
        c.dim(path("M420 190 Q400 500 430 860 L500 860 Q470 500 480 190 Z"), 0.06)
        c.dim(path("M620 190 Q600 500 640 860 L720 860 L720 190 Z"), 0.1)
        for y in (790, 812):
            c.line(path(f"M280 {y} Q500 {y + 16} 720 {y}"), cord, 9)
        c.dim(path("M290 188 L710 188 L710 214 Q500 240 290 214 Z"), 0.14)
    with c.inside(cloth):
        for row, (left, right) in enumerate(((figure_eight, bowline), (reef, figure_eight), (bowline, reef))):
            left(c, 400, 320 + 170 * row, cord)
            right(c, 600, 320 + 170 * row, cord)


def figure_eight(c: Canvas, x: float, y: float, cord: Colour) -> None:
    line = smooth(
        [
            (-82, 34),
            (-30, 34),
            (34, -34),
            (56, 0),
            (34, 34),
            (-34, -34),
            (-56, 0),
            (-20, 30),
            (30, -36),
            (82, -40),
        ]
    )
    rope(c, moved(line, x, y), 15, cord)


def bowline(c: Canvas, x: float, y: float, cord: Colour) -> None:
    line = smooth(
        [
            (0, -78),
            (2, -24),
            (-40, 30),
            (0, 66),
            (40, 30),
            (-4, -10),
            (-26, -34),
            (2, -52),
            (24, -30),
            (6, 20),
        ]
    )
    rope(c, moved(line, x, y), 15, cord)


def reef(c: Canvas, x: float, y: float, cord: Colour) -> None:
    left = smooth([(-84, -22), (-20, -24), (30, -16), (40, 2), (24, 18), (-20, 20), (-84, 22)])
    right = smooth([(84, 30), (20, 30), (-26, 16), (-40, 0), (-26, -14), (20, -32), (84, -30)])
    rope(c, moved(left, x, y), 15, shade(cord, 0.25))
    rope(c, moved(right, x, y), 15, cord)


def soup_book(c: Canvas) -> None:
    standing_shadow(c, 510, 806, 240)
    c.fill(path("M724 226 L768 252 L768 790 L724 806 Z"), SHELL)
    for x in (736, 746, 756):
        c.line([(x, 240), (x, 796)], OAT, 3)
    cover = box(270, 222, 456, 584, 12)
    c.fill(cover, TEAL)
    with c.inside(cover):
        c.dim(box(270, 222, 36, 584), 0.22)
        c.fill(path("M306 560 L726 560 L726 806 L306 806 Z"), MUSTARD)
        bowl = mirrored(path("M392 570 C398 660 450 712 490 714 L516 714"), 516)
        c.fill(bowl, CREAM)
        dim_right(c, bowl, 44)
        c.fill(ellipse(516, 570, 124, 26), light(CREAM, 0.5))
        c.fill(ellipse(516, 574, 108, 19), RUST)
        cloud = [
            ellipse(450, 372, 52),
            ellipse(516, 344, 68),
            ellipse(584, 376, 50),
            box(416, 370, 206, 54, 27),
        ]
        for part in cloud:
            c.fill(part, CREAM)
        c.strokes([[(x, 448 + x % 3 * 12), (x - 14, 486 + x % 3 * 12)] for x in range(440, 620, 35)], SKY, 9)
    c.fill(box(376, 744, 280, 12, 6), INK)
    c.fill(box(416, 768, 200, 8, 4), INK)
    c.line(path("M600 806 L600 856 L586 842 L572 856 L572 806"), RUST, 10)


PICTURES = {
    "galley-apron-ink": Picture(wall(BLUSH), partial(apron, cloth=SHELL, stripe=INK)),
    "galley-apron-rust": Picture(wall(SKY), partial(apron, cloth=SHELL, stripe=RUST)),
    "oyster-knife": Picture(wall(TIDE), oyster_knife),
    "plaice-board": Picture(wall(SEAFOAM), plaice_board),
    "longshore-stockpot-mustard": Picture(ledge(SKY), partial(stockpot, colour=MUSTARD)),
    "longshore-stockpot-tide": Picture(ledge(APRICOT), partial(stockpot, colour=TIDE)),
    "sea-salt-flakes": Picture(ledge(BUTTER), sea_salt),
    "rope-trivet": Picture(wall(TEAL), rope_trivet),
    "knots-tea-towel-blue": Picture(wall(MIST), partial(knots_towel, cord=TIDE)),
    "knots-tea-towel-red": Picture(wall(LICHEN), partial(knots_towel, cord=RUST)),
    "slack-water-kettle-rust": Picture(ledge(SEAFOAM), partial(kettle, colour=RUST)),
    "slack-water-kettle-cream": Picture(ledge(CORAL), partial(kettle, colour=SHELL)),
    "coaster-skillet": Picture(wall(BUTTER), skillet),
    "soup-weather": Picture(ledge(BLUSH), soup_book),
}
