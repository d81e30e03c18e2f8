"""Brass and paper for the desk: dials, dividers, a lamp, a hook, and books to write in."""

import math

from dev.sample.art.canvas import Canvas
from dev.sample.art.motifs import rope
from dev.sample.art.palette import (
    BRASS,
    BUTTER,
    CORAL,
    CREAM,
    INK,
    IRON,
    MIST,
    MUSTARD,
    NIGHT,
    OAK,
    RUST,
    SAND,
    SEAFOAM,
    SHELL,
    SKY,
    STEEL,
    TEAL,
    TIDE,
    WALNUT,
    WHITE,
    Colour,
    light,
    mix,
    shade,
)
from dev.sample.art.shapes import (
    Shape,
    arc,
    between,
    box,
    ellipse,
    mirrored,
    moved,
    path,
    smooth,
    turned,
    wave,
)
from dev.sample.art.stage import hanging_shadow, solid, standing_shadow


def dial(c: Canvas, x: float, y: float, radius: float, marks: int, rim: Colour) -> None:
    """A round instrument face: rim, paper, and marks like minutes."""
    c.fill(ellipse(x, y, radius), shade(rim, 0.25))
    c.fill(ellipse(x - 3, y - 4, radius * 0.97), rim)
    c.fill(ellipse(x, y, radius * 0.86), shade(rim, 0.4))
    c.fill(ellipse(x, y + 3, radius * 0.83), SHELL)
    ticks = []
    for step in range(marks):
        angle = math.tau * step / marks
        inner = radius * (0.66 if step % 5 == 0 else 0.71)
        ticks.append([(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (inner, radius * 0.76)])
    c.strokes(ticks, INK, radius * 0.014)


def hand(c: Canvas, x: float, y: float, length: float, degrees: float, colour: Colour) -> None:
    needle = [(x - length * 0.045, y), (x, y - length), (x + length * 0.045, y), (x, y + length * 0.22)]
    c.fill(turned(needle, degrees, x, y), colour)
    c.dots([(x, y)], colour, length * 0.09)


def barometer(c: Canvas) -> None:
    standing_shadow(c, 500, 826, 240)
    foot = mirrored(path("M440 690 C430 740 330 760 296 800 Q290 826 318 826 L500 826"))
    solid(c, foot, WALNUT, by=80, dark=0.2)
    c.line(path("M320 790 Q500 756 680 790"), light(WALNUT, 0.15), 7)
    dial(c, 500, 440, 300, 60, BRASS)
    for start, tone in ((205, TIDE), (250, SEAFOAM), (292, MUSTARD)):
        c.line(arc(500, 443, 172, None, start, start + 38), tone, 18)
    c.fill(ellipse(424, 470, 26), MUSTARD)
    c.strokes([turned([(424, 434), (424, 422)], 45 * n, 424, 470) for n in range(8)], MUSTARD, 7)
    for part in (
        ellipse(566, 476, 20),
        ellipse(594, 466, 26),
        ellipse(620, 480, 17),
        box(556, 474, 76, 22, 11),
    ):
        c.fill(part, TIDE)
    hand(c, 500, 443, 188, 34, INK)
    hand(c, 500, 443, 150, -28, BRASS)
    c.line(arc(500, 440, 220, None, 196, 232), WHITE, 14, 0.7)
    c.fill(box(380, 560, 240, 8, 4), INK)
    c.fill(box(430, 582, 140, 6, 3), INK)


def tide_clock(c: Canvas, rim: Colour) -> None:
    hanging_shadow(c, ellipse(500, 520, 322), dx=22, dy=30)
    rope(c, path("M330 290 C380 110 470 90 500 90 C530 90 620 110 670 290"), 26)
    c.dots([(500, 92)], BRASS, 22)
    dial(c, 500, 520, 322, 60, rim)
    face = ellipse(500, 523, 205)
    with c.inside(face):
        c.fill(box(250, 300, 500, 240), SKY)
        c.fill(ellipse(580, 470, 56), CORAL)
        for row in range(4):
            crest = wave(250, 530 + 52 * row, 500, 12, 6)
            c.fill([*crest, (760, 800), (240, 800)], (SEAFOAM, TEAL, TIDE, INK)[row])
        c.fill(path("M410 516 L470 516 L458 536 L424 536 Z"), RUST)
        c.fill([(438, 440), (438, 508), (402, 508)], CREAM)
        c.fill([(446, 456), (446, 508), (474, 508)], SHELL)
    c.line([*face, face[0]], shade(SHELL, 0.2), 6)
    hand(c, 500, 523, 232, 52, INK)
    c.line(arc(500, 520, 290, None, 200, 236), light(rim, 0.6), 13, 0.8)


def chart(c: Canvas) -> None:
    """A sea chart with a coast, its depths and a course."""
    sheet = turned(box(170, 200, 660, 620, 6), -5)
    hanging_shadow(c, sheet)
    c.fill(sheet, SHELL)
    with c.inside(sheet):
        c.fill(
            smooth([(100, 560), (240, 540), (330, 630), (300, 720), (420, 760), (400, 900), (100, 900)]), SAND
        )
        c.strokes([[(100, y), (900, y - 70)] for y in range(260, 900, 90)], MIST, 5)
        c.strokes([[(x, 150), (x + 54, 880)] for x in range(120, 900, 90)], MIST, 5)
        for grow in (0, 40, 84):
            c.line(
                smooth(
                    [
                        (150 + grow, 500 - grow),
                        (270 + grow, 520 - grow),
                        (380 + grow, 620),
                        (350 + grow, 700),
                        (460 + grow, 760),
                        (450 + grow, 900),
                    ]
                ),
                mix(TIDE, SHELL, 0.4),
                5,
            )
        c.dashes([(420, 720), (700, 360)], RUST, 6, 18, 12)


def dividers(c: Canvas) -> None:
    chart(c)
    with c.placed(540, 480, turn=14):
        legs = [
            path("M486 250 L470 440 L372 800 L398 640 L420 430 L450 250 Z"),
            path("M514 250 L530 440 L628 800 L602 640 L580 430 L550 250 Z"),
        ]
        hanging_shadow(c, *legs, dx=22, dy=18)
        for leg, dark in zip(legs, (0.0, 0.16), strict=True):
            c.fill(leg, shade(BRASS, dark))
        for tip, top in (((372, 800), (410, 640)), ((628, 800), (590, 640))):
            c.line([tip, top], STEEL, 13)
        c.line(path("M458 270 L440 430"), light(BRASS, 0.5), 9)
        c.line(arc(500, 240, 66, 74, 150, 390), shade(BRASS, 0.1), 40)
        c.line(arc(500, 240, 66, 74, 150, 260), light(BRASS, 0.35), 12)
        c.fill(ellipse(500, 300, 44), shade(BRASS, 0.3))
        c.fill(ellipse(497, 297, 37), BRASS)
        c.line([(478, 302), (520, 296)], shade(BRASS, 0.45), 7)


def crane_lamp(c: Canvas, colour: Colour) -> None:
    c.fill(path("M716 420 L900 736 L470 736 L600 420 Z"), BUTTER, 0.5)
    c.fill(ellipse(684, 770, 230, 36), BUTTER, 0.55)
    standing_shadow(c, 330, 806, 170)
    joint, elbow, head = (330, 770), (250, 420), (610, 250)
    for a, b in ((joint, elbow), (elbow, head)):
        dx, dy = (b[1] - a[1]) * 0.045, (a[0] - b[0]) * 0.045
        c.line([(a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy)], shade(colour, 0.25), 13)
        c.line([(a[0] - dx, a[1] - dy), (b[0] - dx, b[1] - dy)], colour, 13)
        zigzag = [between(a, b, n / 8) for n in range(9)]
        bent = [(x + dx * (-1) ** n, y + dy * (-1) ** n) for n, (x, y) in enumerate(zigzag)]
        c.line(bent, shade(colour, 0.1), 7)
    c.line(smooth([elbow, (190, 340), (150, 420), (210, 450)]), NIGHT, 7)
    c.fill(box(206, 300, 90, 74, 10), shade(IRON, 0.2))
    for x, y in (elbow, joint, head):
        c.dots([(x, y)], BRASS, 24)
        c.dots([(x, y)], shade(BRASS, 0.4), 9)
    solid(c, path("M190 806 Q190 762 240 762 L420 762 Q470 762 470 806 Z"), colour, by=60)
    c.line([head, (650, 310)], shade(colour, 0.3), 18)
    shade_cone = path("M620 300 L692 300 Q716 306 724 330 L762 424 L552 424 L588 330 Q596 306 620 300 Z")
    solid(c, shade_cone, colour, by=44)
    c.fill(ellipse(657, 426, 104, 20), light(BUTTER, 0.5))


def cleat_hook(c: Canvas) -> None:
    plank = box(150, 420, 700, 180, 16)
    hanging_shadow(c, plank)
    c.fill(plank, OAK)
    with c.inside(plank):
        for y in (448, 492, 540, 578):
            c.line(smooth([(140, y), (360, y - 10), (560, y + 10), (860, y)]), shade(OAK, 0.13), 5)
    bight: Shape = [(700, 300), (742, 470), (700, 620), (600, 690), (540, 630), (600, 560), (690, 630)]
    rope(c, smooth([*bight, (720, 770), (690, 890)]), 26)
    cleat(c)
    rope(c, smooth([(640, 396), (664, 330), (700, 284), (730, 320), (724, 372)]), 26)
    c.line(path("M270 338 L270 600"), RUST, 13)
    c.line(ellipse(270, 640, 38), shade(BRASS, 0.2), 14)
    c.line([(270, 680), (270, 820)], shade(BRASS, 0.2), 20)
    c.strokes([[(270, 788), (316, 788)], [(270, 820), (304, 820)]], shade(BRASS, 0.2), 16)


def cleat(c: Canvas) -> None:
    """The brass itself: a foot with two screws, and two horns."""
    foot = path("M384 560 Q384 520 420 516 L432 390 L568 390 L580 516 Q616 520 616 560 Z")
    horns = path(
        "M176 300 C260 268 380 300 430 300 L570 300 C620 300 740 268 824 300 C850 314 846 346 816 348 "
        "C720 352 640 400 568 408 L432 408 C360 400 280 352 184 348 C154 346 150 314 176 300 Z"
    )
    for part in (foot, horns):
        c.dim(moved(part, 14, 18), 0.2)
    solid(c, foot, shade(BRASS, 0.1), by=50)
    c.fill(ellipse(500, 446, 30), shade(OAK, 0.35))
    c.fill(horns, BRASS)
    under = path("M140 344 C300 350 400 384 500 386 C600 384 700 350 860 344 L860 430 L140 430 Z")
    with c.inside(horns):
        c.fill(under, shade(BRASS, 0.2))
    c.line(path("M190 316 C270 296 360 322 440 322"), light(BRASS, 0.55), 12)
    for x in (414, 586):
        c.dots([(x, 542)], shade(BRASS, 0.45), 13)
        c.line([(x - 7, 537), (x + 7, 547)], light(BRASS, 0.2), 4)
