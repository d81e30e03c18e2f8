"""Against the weather from head to foot: the sou'wester, the gloves and the boots."""

from dev.sample.art.canvas import Canvas
from dev.sample.art.motifs import eyelet
from dev.sample.art.palette import BRASS, NIGHT, WALNUT, Colour, light, shade
from dev.sample.art.shapes import Shape, box, ellipse, flipped, moved, path, turned
from dev.sample.art.stage import dim_right, gleam, hanging_shadow, standing_shadow


def souwester(c: Canvas, colour: Colour) -> None:
    brim = path(
        "M150 610 C200 500 300 470 420 466 L660 470 C760 490 840 620 868 742 C800 700 720 672 640 664 "
        "C480 650 300 650 214 668 C170 674 136 650 150 610 Z"
    )
    crown = path("M292 540 C290 330 400 232 510 236 C640 240 720 350 712 560 Q500 600 292 540 Z")
    hanging_shadow(c, brim, crown, dx=18, dy=34)
    for line in (path("M330 650 C330 760 400 830 470 850"), path("M640 664 C640 760 560 830 470 850")):
        c.line(line, WALNUT, 18)
    c.line([(452, 846), (492, 852)], BRASS, 30)
    c.fill(brim, colour)
    with c.inside(brim):
        c.fill(
            path("M100 640 C300 600 560 600 640 620 C760 650 840 700 900 780 L900 900 L100 900 Z"),
            shade(colour, 0.22),
        )
    for inset in (0, 16, 32):
        c.dashes(
            moved(path("M196 610 C300 560 600 556 680 580 C760 610 810 660 834 700"), 0, -inset),
            shade(colour, 0.3),
            4,
        )
    c.fill(crown, colour)
    dim_right(c, crown, 90, 0.13)
    c.line(path("M292 540 Q500 600 712 560"), shade(colour, 0.34), 10)
    for line in (path("M510 238 C440 300 410 420 420 566"), path("M510 238 C580 300 600 420 590 576")):
        c.line(line, shade(colour, 0.26), 6)
        c.dashes(moved(line, 12, 4), shade(colour, 0.26), 3)
    for dx in (0, 40):
        eyelet(c, 330 + dx, 470 - dx * 0.2, 10)
    gleam(c, path("M352 430 C362 360 396 310 430 290"), colour, 18)


def boot(c: Canvas, colour: Colour, sole: Colour) -> None:
    """One rubber boot, toe to the left, its heel standing on 800."""
    shaft = path(
        "M400 196 Q500 220 600 196 L606 560 C606 660 626 700 626 760 L250 760 C232 700 280 650 350 626 "
        "C400 606 410 560 408 520 Z"
    )
    foot = path("M244 744 L632 744 Q640 800 620 802 L500 802 L492 782 L470 802 L270 802 Q238 800 244 744 Z")
    c.fill(shaft, colour)
    with c.inside(shaft):
        c.fill(path("M220 700 C300 640 380 660 420 760 L200 780 Z"), shade(colour, 0.12))
        c.line(path("M380 620 C420 640 430 700 430 760"), shade(colour, 0.28), 7)
        c.fill(path("M560 600 Q600 620 640 600 L640 780 L540 780 Z"), shade(colour, 0.12))
    dim_right(c, shaft, 58, 0.15)
    c.fill(foot, sole)
    c.strokes([[(x, 782), (x, 800)] for x in range(270, 620, 20)], shade(sole, 0.25), 5)
    c.line(path("M246 748 L630 748"), shade(sole, 0.15), 8)
    c.fill(ellipse(500, 198, 100, 26), light(colour, 0.25))
    c.fill(ellipse(500, 202, 86, 18), shade(colour, 0.5))
    c.line(path("M404 262 Q500 286 602 262"), light(colour, 0.3), 13)
    gleam(c, path("M432 310 L436 500"), colour, 18)
    c.line(path("M606 330 L632 330 L632 400 L606 400"), shade(colour, 0.3), 12)


def boots(c: Canvas, colour: Colour, sole: Colour) -> None:
    standing_shadow(c, 480, 816, 330)
    with c.placed(592, 486, size=0.95):
        boot(c, shade(colour, 0.1), shade(sole, 0.06))
    with c.placed(424, 512, size=1.0):
        boot(c, colour, sole)


def glove(c: Canvas, colour: Colour, back: Colour, *, right: bool) -> None:
    """One sailing glove, forefinger and thumb cut short, about the middle of the sheet."""
    fingers: list[Shape] = [
        [(416, 480), (398, 290)],
        [(470, 470), (464, 236)],
        [(528, 470), (536, 246)],
        [(584, 490), (602, 392)],
    ]
    thumb: Shape = [(600, 610), (660, 520)]
    palm = path("M388 450 L612 450 C630 560 616 640 596 700 L404 700 C384 640 376 560 388 450 Z")
    if right:
        fingers, thumb = [flipped(finger) for finger in fingers], flipped(thumb)
    with c.placed(518, 522):
        for finger in [*fingers, thumb]:
            c.line(finger, NIGHT, 54, 0.14)
    for place, finger in enumerate(fingers):
        c.line(finger, shade(colour, 0.05 * (place % 2)), 54)
    c.line(thumb, shade(colour, 0.12), 58)
    for short, tilt in ((fingers[3], 10), (thumb, 34)):
        end = short[1]
        c.fill(
            turned(ellipse(end[0], end[1] - 14, 27, 14), -tilt if right else tilt, *end), shade(colour, 0.5)
        )
    c.fill(palm, colour)
    c.fill(path("M404 480 L596 480 C606 560 600 620 586 676 L414 676 C398 620 396 560 404 480 Z"), back)
    for x in (440, 500, 560):
        c.line([(x, 500), (x, 560)], light(back, 0.22), 20)
    cuff = box(398, 684, 204, 96, 16)
    c.fill(cuff, shade(colour, 0.16))
    c.fill(box(440, 700, 170, 58, 12), back)
    c.dashes([(452, 712), (596, 712), (596, 746), (452, 746)], light(back, 0.4), 3)


def gloves(c: Canvas, colour: Colour, back: Colour) -> None:
    with c.placed(306, 530, size=1.0, turn=-8):
        glove(c, colour, back, right=False)
    with c.placed(694, 530, size=1.0, turn=8):
        glove(c, colour, back, right=True)
