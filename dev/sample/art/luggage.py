"""Bags with straps and fastenings: rucksack, holdall, wash bag, sleeve, dry sack and hip bag."""

from dev.sample.art.canvas import Canvas
from dev.sample.art.palette import (
    BRASS,
    CREAM,
    INK,
    MIST,
    NIGHT,
    OAK,
    RUST,
    SAND,
    SHELL,
    STEEL,
    TIDE,
    WALNUT,
    Colour,
    light,
    mix,
    shade,
)
from dev.sample.art.shapes import box, ellipse, moved, path, smooth, turned, wave
from dev.sample.art.stage import dim_right, hanging_shadow, solid, standing_shadow


def buckle(c: Canvas, x: float, y: float, width: float = 44) -> None:
    frame = box(x - width / 2, y - width * 0.38, width, width * 0.76, 7)
    c.line([*frame, frame[0]], BRASS, 8)
    c.line([(x, y - width * 0.3), (x, y + width * 0.4)], shade(BRASS, 0.2), 6)


def rucksack(c: Canvas, cloth: Colour, leather: Colour) -> None:
    standing_shadow(c, 500, 846, 240)
    for side in (path("M320 420 C210 470 210 700 300 780"), path("M680 420 C790 470 790 700 700 780")):
        c.line(side, shade(leather, 0.2), 30)
    c.line(path("M440 190 C440 120 560 120 560 190"), leather, 20)
    body = path(
        "M326 300 C296 440 286 640 296 800 Q300 846 346 846 L654 846 Q700 846 704 800 C714 640 704 440 674 300 Z"
    )
    c.fill(body, cloth)
    dim_right(c, body, 84)
    roll = box(306, 188, 388, 92, 44)
    solid(c, roll, light(cloth, 0.08), by=60)
    c.line(path("M330 236 Q500 250 670 236"), shade(cloth, 0.25), 6)
    c.fill(path("M318 268 L682 268 L690 360 Q500 388 310 360 Z"), shade(cloth, 0.06))
    c.dim(path("M312 352 Q500 384 688 352 L690 372 Q500 402 310 372 Z"), 0.16)
    pocket = path("M344 560 L656 560 L664 770 Q664 800 634 800 L366 800 Q336 800 336 770 Z")
    c.dim(moved(pocket, 5, 9), 0.16)
    c.fill(pocket, light(cloth, 0.06))
    c.fill(path("M338 540 L662 540 L668 620 Q500 664 332 620 Z"), shade(cloth, 0.08))
    c.dashes(path("M348 610 Q500 650 652 610"), light(cloth, 0.4), 4)
    for x in (410, 590):
        c.line([(x, 196), (x, 470)], leather, 30)
        c.dashes([(x - 9, 210), (x - 9, 460)], light(leather, 0.3), 3)
        buckle(c, x, 420)
    c.line([(500, 600), (500, 690)], leather, 30)
    buckle(c, 500, 672)
    c.fill(box(560, 726, 74, 46, 6), SHELL)
    c.line(wave(572, 749, 50, 7, 3), TIDE, 6)


def holdall(c: Canvas, cloth: Colour, leather: Colour) -> None:
    standing_shadow(c, 500, 806, 350)
    c.line(path("M380 470 C390 220 610 220 620 470"), shade(leather, 0.3), 24)
    body = path(
        "M190 470 Q190 400 260 394 L740 394 Q810 400 810 470 L824 740 Q824 806 760 806 L240 806 Q176 806 176 740 Z"
    )
    c.fill(body, cloth)
    with c.inside(body):
        c.dim(path("M300 390 C340 520 310 700 340 820 L290 820 C270 640 290 500 250 390 Z"), 0.08)
        c.fill(box(150, 744, 700, 80), leather)
        c.dashes([(176, 734), (824, 734)], light(cloth, 0.35), 4)
    dim_right(c, body, 96)
    c.line(path("M226 424 Q500 404 774 424"), shade(cloth, 0.4), 16)
    c.dashes(path("M230 424 Q500 404 770 424"), BRASS, 7, 5, 8)
    for x in (370, 630):
        c.line([(x, 500), (x, 806)], leather, 36)
        c.dashes([(x - 11, 500), (x - 11, 800)], light(leather, 0.25), 3)
        c.dashes([(x + 11, 500), (x + 11, 800)], light(leather, 0.25), 3)
    c.line(path("M370 520 C376 200 624 200 630 520"), leather, 30)
    c.line(path("M440 312 C470 286 530 286 560 312"), shade(leather, 0.25), 42)
    c.dots([(370, 530), (630, 530)], BRASS, 12)
    c.fill(box(692, 520, 78, 110, 14), leather)
    c.fill(box(706, 546, 50, 66, 6), SHELL)
    c.line([(731, 522), (731, 470)], leather, 10)


def wash_bag(c: Canvas, cloth: Colour, leather: Colour) -> None:
    standing_shadow(c, 500, 806, 320)
    c.line([(600, 350), (616, 200)], SHELL, 26)
    c.fill(box(580, 150, 66, 70, 14), SHELL)
    c.strokes([[(x, 128), (x, 152)] for x in range(590, 640, 10)], TIDE, 7)
    comb = path("M360 420 L340 220 L470 206 L480 420 Z")
    c.fill(comb, WALNUT)
    c.strokes([[(x, 232), (x + 4, 300)] for x in range(352, 466, 15)], MIST, 6)
    body = path(
        "M210 470 Q214 400 290 396 L710 396 Q786 400 790 470 L800 740 Q800 806 730 806 L270 806 Q200 806 200 740 Z"
    )
    c.fill(body, cloth)
    with c.inside(body):
        c.fill(path("M180 660 L820 660 L820 820 L180 820 Z"), shade(cloth, 0.25))
        for row in range(2):
            c.line(wave(180, 704 + 44 * row, 640, 9, 12), light(cloth, 0.25), 7)
    dim_right(c, body, 88)
    c.line(path("M250 424 Q500 410 750 424"), shade(cloth, 0.45), 18)
    c.dashes(path("M254 424 Q500 410 746 424"), BRASS, 8, 5, 8)
    c.fill(box(726, 410, 34, 74, 12), leather)
    c.line(path("M206 520 C120 530 120 650 204 660"), leather, 28)
    c.dots([(212, 520), (212, 660)], BRASS, 12)
    c.fill(box(420, 520, 160, 84, 10), SHELL)
    c.line(wave(446, 562, 108, 12, 3), TIDE, 9)


def chart_sleeve(c: Canvas) -> None:
    with c.placed(500, 500, turn=-8):
        sleeve = box(200, 290, 600, 440, 34)
        laptop = box(300, 250, 560, 420, 26)
        hanging_shadow(c, sleeve, laptop)
        c.fill(moved(laptop, 16, 12), STEEL)
        c.fill(box(840, 300, 8, 340, 4), shade(STEEL, 0.25))
        c.fill(sleeve, MIST)
        with c.inside(sleeve):
            coast = smooth(
                [
                    (150, 420),
                    (280, 470),
                    (360, 400),
                    (450, 480),
                    (420, 580),
                    (520, 640),
                    (480, 760),
                    (140, 780),
                ]
            )
            for grow, tone in ((90, 0.5), (60, 0.32), (30, 0.15), (0, 0.0)):
                c.line(moved(coast, grow, -grow), mix(TIDE, MIST, tone + 0.25), 7)
            c.fill([*coast, (100, 800), (100, 400)], SAND)
            c.line(coast, OAK, 6)
            rose(c, 660, 430, 86)
            for x, y in ((560, 560), (640, 600), (720, 560), (600, 680), (700, 680), (540, 360)):
                c.strokes([[(x, y - 12), (x, y + 12)], [(x + 10, y + 12), (x + 22, y + 12)]], INK, 5)
            c.dim(box(620, 280, 200, 470), 0.05)
        c.line(path("M238 304 L762 304"), WALNUT, 20)
        c.dashes(path("M226 716 L774 716"), INK, 4)
        c.line([(760, 304), (800, 330)], WALNUT, 16)


def rose(c: Canvas, x: float, y: float, radius: float) -> None:
    """A compass rose, north a little to the left."""
    c.line(ellipse(x, y, radius * 0.74), RUST, 5)
    for step in range(8):
        long = radius if step % 2 == 0 else radius * 0.55
        tip = [
            (x, y - long),
            (x + radius * 0.14, y - radius * 0.14),
            (x, y),
            (x - radius * 0.14, y - radius * 0.14),
        ]
        c.fill(turned(tip, 45 * step - 6, x, y), INK if step % 2 == 0 else RUST)
    c.dots([(x, y)], CREAM, radius * 0.09)


def dry_sack(c: Canvas, colour: Colour, other: Colour) -> None:
    with c.placed(704, 610, size=0.6):
        one_sack(c, other)
    with c.placed(404, 504, size=0.96):
        one_sack(c, colour)


def one_sack(c: Canvas, colour: Colour) -> None:
    standing_shadow(c, 500, 830, 190, 24)
    c.line(smooth([(650, 330), (742, 440), (736, 640), (664, 770)]), NIGHT, 22)
    body = path(
        "M326 330 C314 480 314 660 322 796 Q340 836 500 836 Q660 836 678 796 C686 660 686 480 674 330 "
        "Q660 290 640 276 L360 276 Q340 290 326 330 Z"
    )
    c.fill(body, colour)
    with c.inside(body):
        c.fill(path("M300 740 Q500 784 700 740 L700 860 L300 860 Z"), shade(colour, 0.22))
        for x, low in ((390, 470), (452, 420), (548, 420), (610, 470)):
            c.dim(path(f"M{x - 8} 270 L{x + 8} 270 L{x + (x - 500) * 0.2} {low} Z"), 0.16)
    dim_right(c, body, 80)
    for ear in (path("M376 244 C290 236 290 150 420 122"), path("M624 244 C710 236 710 150 580 122")):
        c.line(ear, shade(colour, 0.3), 50)
        c.line(moved(ear, 0, -4), shade(colour, 0.1), 34)
    roll = box(336, 216, 328, 72, 30)
    solid(c, roll, light(colour, 0.06), by=50)
    for y in (240, 262):
        c.line([(362, y), (638, y)], shade(colour, 0.25), 6)
    c.fill(box(424, 96, 152, 54, 14), NIGHT)
    c.fill(box(492, 98, 14, 50), shade(STEEL, 0.1))
    c.fill(box(462, 110, 14, 26, 6), shade(STEEL, 0.3))
    c.fill(box(524, 110, 14, 26, 6), shade(STEEL, 0.3))
    c.line([(360, 400), (360, 690)], light(colour, 0.22), 22)
    c.fill(ellipse(510, 570, 82), SHELL)
    for row in range(3):
        c.line(wave(452, 544 + 26 * row, 116, 8, 3), TIDE, 8)


def hip_bag(c: Canvas, cloth: Colour, band: Colour) -> None:
    c.line(
        smooth([(240, 480), (130, 380), (300, 230), (640, 220), (850, 330), (770, 470)]), shade(band, 0.1), 38
    )
    body = path(
        "M210 440 Q220 400 270 396 L730 396 Q780 400 790 440 C800 640 690 730 500 734 C310 730 200 640 210 440 Z"
    )
    hanging_shadow(c, body)
    c.fill(body, cloth)
    with c.inside(body):
        c.fill(path("M200 560 Q500 600 800 560 L800 760 L200 760 Z"), light(cloth, 0.1))
        c.dashes(path("M216 586 Q500 626 784 586"), light(cloth, 0.4), 4)
        c.line(path("M250 556 Q500 592 750 556"), shade(cloth, 0.5), 15)
        c.dashes(path("M254 556 Q500 592 746 556"), BRASS, 7, 5, 8)
    dim_right(c, body, 76)
    c.line(path("M246 436 Q500 420 754 436"), shade(cloth, 0.5), 17)
    c.dashes(path("M250 436 Q500 420 750 436"), BRASS, 8, 5, 8)
    c.line([(738, 438), (752, 500)], band, 15)
    c.line([(736, 564), (744, 616)], band, 13)
    c.fill(box(560, 200, 96, 46, 10), NIGHT)
    c.fill(box(604, 202, 10, 42), STEEL)
    c.fill(box(446, 640, 108, 50, 8), SHELL)
    c.line(wave(466, 666, 68, 8, 3), TIDE, 7)
