"""The knitwear shelf."""

from functools import partial

from dev.sample.art.canvas import Canvas
from dev.sample.art.garments import Cut, cable, cuffs, cut, hanger, rib, sew, stitches
from dev.sample.art.motifs import button, fish
from dev.sample.art.palette import (
    APRICOT,
    BLUSH,
    BUTTER,
    CORAL,
    INK,
    LICHEN,
    MIST,
    MOSS,
    MUSTARD,
    OAK,
    OAT,
    PINE,
    RUST,
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
    shade,
)
from dev.sample.art.shapes import Shape, box, ellipse, flipped, mirrored, path, smooth, wave
from dev.sample.art.stage import SIDE, Picture, dim_right, hanging_shadow, ledge, standing_shadow, wall


def hem_rib(c: Canvas, shape: Cut, colour: Colour, depth: float = 76) -> None:
    low = max(y for _, y in shape.body)
    with c.inside(shape.body):
        rib(c, box(300, low - depth, 400, depth), shade(colour, 0.06))


def crew_neck(c: Canvas, colour: Colour) -> None:
    """The neck of a jumper: the inside of its back, then the ribbed collar."""
    c.fill(path("M414 222 Q500 190 586 222 Q580 292 500 296 Q420 292 414 222 Z"), shade(colour, 0.48))
    collar = path("M408 224 Q414 318 500 322 Q586 318 592 224 L566 216 Q562 280 500 284 Q438 280 434 216 Z")
    rib(c, collar, shade(colour, 0.04), every=14)
    c.line(path("M408 226 Q414 318 500 322 Q586 318 592 226"), shade(colour, 0.28), 4)


def guernsey(c: Canvas, colour: Colour) -> None:
    shape = cut(hem=792)
    sew(c, shape, colour, partial(stitches, colour=colour))
    stitches(c, shape.body, colour)
    with c.inside(shape.body):
        c.line([(330, 452), (670, 452)], shade(colour, 0.24), 9)
        c.line([(330, 470), (670, 470)], shade(colour, 0.24), 9)
        for x in (404, 500, 596):
            cable(c, x, 250, 446, colour)
        for x in (356, 452, 548, 644):
            c.strokes([[(x - 16, y), (x + 16, y)] for y in range(260, 446, 20)], light(colour, 0.14), 7)
    hem_rib(c, shape, colour)
    cuffs(c, shape, colour)
    crew_neck(c, colour)


def deck_jersey(c: Canvas, ground: Colour, stripe: Colour) -> None:
    shape = cut(hem=780, neck=96)
    sew(c, shape, ground, partial(sleeve_stripes, stripe=stripe))
    with c.inside(shape.body):
        for y in range(360, 760, 42):
            c.line(path(f"M300 {y} Q500 {y + 14} 700 {y}"), stripe, 17)
        c.dim(path("M590 200 C610 420 600 620 620 900 L760 900 L760 200 Z"), 0.04)
        c.fill(box(300, 760, 400, 30), ground)
    c.fill(path("M404 226 Q500 206 596 226 Q560 268 500 270 Q440 268 404 226 Z"), shade(ground, 0.42))
    c.line(path("M402 228 Q440 272 500 274 Q560 272 598 228"), light(ground, 0.3), 15)
    c.line([(610, 742), (640, 740)], RUST, 12)


def is_left(sleeve: Shape) -> bool:
    """Whether a sleeve hangs on the left side of the page."""
    return sleeve[0][0] < SIDE / 2


def sleeve_stripes(c: Canvas, sleeve: Shape, stripe: Colour) -> None:
    left = is_left(sleeve)
    for y in range(346, 700, 42):
        line: Shape = [(180, y - 20), (400, y + 22)]
        c.line(line if left else flipped(line), stripe, 17)


def roll_neck(c: Canvas, colour: Colour) -> None:
    shape = cut(hem=800, flare=6)
    sew(c, shape, colour, partial(sleeve_cable, colour=colour))
    with c.inside(shape.body):
        for x in (420, 500, 580):
            cable(c, x, 230, 730, colour, 44)
        for x in (366, 634):
            c.strokes(
                [[(x - 14, y), (x, y + 14), (x + 14, y)] for y in range(280, 730, 22)], shade(colour, 0.16), 6
            )
    hem_rib(c, shape, colour, 84)
    cuffs(c, shape, colour, 84)
    rib(c, mirrored(path("M404 180 Q396 220 398 272 Q440 300 500 302")), shade(colour, 0.08), every=15)
    c.fill(ellipse(500, 180, 96, 22), shade(colour, 0.45))
    fold = mirrored(path("M404 178 Q386 220 394 244 Q440 268 500 270"))
    rib(c, [*fold], colour, every=15)
    c.fill(ellipse(500, 178, 84, 15), shade(colour, 0.5))


def sleeve_cable(c: Canvas, sleeve: Shape, colour: Colour) -> None:
    left = is_left(sleeve)
    with c.placed(296 if left else 704, 500, turn=11 if left else -11):
        cable(c, 500, 220, 780, colour, 40)


def cardigan(c: Canvas, colour: Colour) -> None:
    shape = cut(hem=806, flare=8)
    hanger(c)
    loose = partial(stitches, colour=colour, wide=26, tall=24)
    sew(c, shape, colour, loose)
    loose(c, shape.body)
    hem_rib(c, shape, colour, 70)
    cuffs(c, shape, colour, 80)
    c.fill(path("M424 216 Q500 196 576 216 L500 520 Z"), shade(colour, 0.5))
    c.line(path("M430 226 Q500 196 570 226"), shade(colour, 0.3), 14)
    for x in (372, 544):
        rib(c, box(x, 620, 84, 20, 6), shade(colour, 0.12), every=10)
        c.line([(x, 640), (x + 84, 640)], shade(colour, 0.35), 4)
    collar = path(
        "M420 206 C376 250 386 330 430 400 L484 520 L484 806 L516 806 L516 512 L450 372 C426 320 424 270 444 214 Z"
    )
    rib(c, flipped(collar), shade(colour, 0.1), every=12, upright=False)
    c.line(flipped(collar), shade(colour, 0.3), 3)
    rib(c, collar, light(colour, 0.06), every=12, upright=False)
    c.line(collar, shade(colour, 0.3), 3)
    for y in range(548, 790, 56):
        button(c, 500, y, WALNUT, 14)


def watch_cap(c: Canvas, colour: Colour) -> None:
    crown = mirrored(path("M470 216 C300 226 236 380 236 600 L500 600"))
    cuff = mirrored(path("M222 560 Q212 580 214 720 Q216 752 244 752 L500 752"))
    hanging_shadow(c, crown, cuff, dx=22, dy=28)
    c.fill(crown, colour)
    with c.inside(crown):
        for step in range(-9, 10):
            x = 500 + step * 34
            c.line(
                path(f"M{500 + step * 6} 214 C{500 + step * 24} 300 {x} 420 {x} 600"), shade(colour, 0.2), 7
            )
    dim_right(c, crown, 80, 0.12)
    c.dim(box(214, 548, 572, 20, 8), 0.2)
    rib(c, cuff, light(colour, 0.06), every=30)
    with c.inside(cuff):
        c.strokes([[(x, 560), (x, 760)] for x in range(214, 800, 30)], shade(colour, 0.22), 9)
    dim_right(c, cuff, 80, 0.12)
    c.fill(box(560, 640, 92, 62, 8), SHELL)
    c.line(wave(574, 664, 64, 7, 3), TIDE, 6)
    c.line(wave(574, 684, 64, 7, 3), TIDE, 6)


def mitten(c: Canvas, colour: Colour, pattern: Colour, *, right: bool) -> None:
    """One of a pair, about the middle of the sheet; the thumb points to the other one."""
    hand = path("M404 640 L404 400 C404 250 596 250 596 400 L596 640 Z")
    thumb = path("M580 470 C640 400 690 430 672 500 C660 560 620 600 590 620 Z")
    thumb = flipped(thumb) if right else thumb
    cuff = box(398, 628, 204, 150, 18)
    hanging_shadow(c, hand, thumb, cuff)
    c.fill(thumb, shade(colour, 0.12))
    c.fill(hand, colour)
    with c.inside(hand):
        for y in range(330, 640, 52):
            c.strokes([[(x - 12, y), (x, y - 16), (x + 12, y)] for x in range(400, 620, 40)], pattern, 8)
            c.dots([(x, y + 18) for x in range(420, 620, 40)], pattern, 5)
    dim_right(c, hand, 44, 0.1)
    rib(c, cuff, pattern, every=15)
    c.line([(404, 640), (596, 640)], shade(pattern, 0.3), 6)


def mittens(c: Canvas, colour: Colour, pattern: Colour) -> None:
    c.line(smooth([(330, 770), (300, 880), (420, 850), (520, 900), (640, 850), (670, 770)]), RUST, 10)
    with c.placed(296, 516, size=1.0, turn=-8):
        mitten(c, colour, pattern, right=False)
    with c.placed(704, 516, size=1.0, turn=8):
        mitten(c, colour, pattern, right=True)


def scarf(c: Canvas, colour: Colour, bands: Colour) -> None:
    loop = mirrored(path("M456 210 C330 200 300 320 360 400 C400 440 450 450 500 450"))
    back = path("M530 360 L640 360 L690 780 L560 800 Z")
    front = path("M380 360 L520 372 L490 860 L340 846 Z")
    hanging_shadow(c, loop, back, front)
    for part, tone, low in ((back, 0.1, 790), (front, 0.0, 852)):
        xs = [x for x, y in part if y > low - 40]
        c.strokes(
            [[(x, low - 20), (x - 4, low + 54)] for x in range(int(min(xs)) + 8, int(max(xs)), 15)],
            shade(colour, tone + 0.1),
            8,
        )
        c.fill(part, shade(colour, tone))
        with c.inside(part):
            for up in (70, 110, 190):
                c.line([(min(xs) - 40, low - up), (max(xs) + 40, low - up + 10)], bands, 20)
        stitches(c, part, colour, wide=20, tall=18)
    c.fill(loop, light(colour, 0.06))
    stitches(c, loop, colour, wide=20, tall=18)
    hole = mirrored(path("M470 258 C420 258 400 290 420 320 C440 340 470 344 500 344"))
    c.fill(hole, shade(colour, 0.5))
    with c.inside(loop):
        for line in (path("M352 250 C330 330 380 400 470 430"), path("M640 250 C668 330 620 400 540 430")):
            c.line(line, shade(colour, 0.24), 8)


def sock(c: Canvas, colour: Colour, tip: Colour) -> None:
    """A sock, toe to the left, about the middle of the sheet."""
    shape = path(
        "M452 150 L640 150 L636 560 C640 700 620 760 540 780 L330 838 C250 850 216 780 270 740 "
        "L440 640 Q456 620 456 580 Z"
    )
    hanging_shadow(c, shape)
    c.fill(shape, colour)
    stitches(c, shape, colour, wide=20, tall=18)
    with c.inside(shape):
        c.fill(ellipse(262, 812, 92, 108), tip)
        c.fill(path("M660 600 Q560 610 530 790 L700 800 Z"), tip)
        c.dim(path("M590 140 C600 400 600 600 560 800 L700 800 L700 140 Z"), 0.09)
    rib(c, box(446, 136, 200, 108, 12), tip, every=15)
    c.line([(452, 284), (640, 284)], tip, 14)
    c.line([(452, 312), (640, 312)], tip, 7)


def socks(c: Canvas, colour: Colour, tip: Colour) -> None:
    with c.placed(590, 470, size=0.94, turn=5):
        sock(c, shade(colour, 0.08), shade(tip, 0.08))
    with c.placed(440, 520, size=0.94, turn=-6):
        sock(c, colour, tip)


def blanket(c: Canvas, colour: Colour, bands: Colour) -> None:
    standing_shadow(c, 500, 806, 320)
    for layer, (x, y, width) in enumerate(((196, 690, 612), (206, 582, 594), (200, 474, 604))):
        fold = box(x, y, width, 118, 54)
        c.fill(fold, shade(colour, 0.05 * (2 - layer)))
        with c.inside(fold):
            for up, thick in ((300, 26), (352, 11), (380, 11)):
                c.line(path(f"M{up} {y - 10} Q{up - 20} {y + 60} {up} {y + 130}"), bands, thick)
            for up in (620, 700):
                c.line(path(f"M{up} {y - 10} Q{up - 20} {y + 60} {up} {y + 130}"), shade(colour, 0.14), 34)
            c.dim(box(x, y + 78, width, 60), 0.12)
    top = path("M232 480 Q250 400 330 392 L700 392 Q790 396 800 480 Q500 500 232 480 Z")
    c.fill(top, light(colour, 0.12))
    with c.inside(top):
        for up, thick in ((330, 26), (376, 11), (402, 11)):
            c.line([(up + 24, 380), (up - 24, 500)], bands, thick)
        c.line([(640, 380), (628, 500)], shade(colour, 0.08), 34)
    c.strokes([[(x, 800), (x - 5, 846)] for x in range(250, 470, 17)], light(colour, 0.15), 7)
    c.strokes([[(x, 792), (x, 806)] for x in range(250, 470, 17)], light(colour, 0.15), 12)


def small_fry(c: Canvas, colour: Colour, fishes: Colour) -> None:
    shape = cut(hem=700, flare=4, sleeve=600)
    with c.placed(500, 520, size=1.06):
        sew(c, shape, colour, partial(stitches, colour=colour))
        stitches(c, shape.body, colour)
        with c.inside(shape.body):
            for y, start in ((372, 330), (452, 300), (532, 330)):
                for step in range(5):
                    fish(c, start + 100 * step, y, 82, 0, CORAL if (y, step) == (452, 2) else fishes)
            c.line(wave(300, 590, 400, 8, 10), fishes, 8)
        hem_rib(c, shape, colour, 60)
        cuffs(c, shape, colour, 54)
        crew_neck(c, colour)


PICTURES = {
    "skerry-guernsey-ink": Picture(wall(SKY), partial(guernsey, colour=INK), 1.12),
    "skerry-guernsey-oat": Picture(wall(TIDE), partial(guernsey, colour=OAT), 1.12),
    "striped-deck-jersey-ink": Picture(wall(BLUSH), partial(deck_jersey, ground=SHELL, stripe=INK), 1.12),
    "striped-deck-jersey-rust": Picture(wall(SEAFOAM), partial(deck_jersey, ground=SHELL, stripe=RUST), 1.12),
    "north-pier-roll-neck": Picture(wall(TEAL), partial(roll_neck, colour=SHELL), 1.1),
    "watchkeepers-cardigan-rust": Picture(wall(MIST), partial(cardigan, colour=RUST), 1.08),
    "watchkeepers-cardigan-pine": Picture(wall(APRICOT), partial(cardigan, colour=PINE), 1.08),
    "watch-cap-mustard": Picture(wall(SKY), partial(watch_cap, colour=MUSTARD)),
    "watch-cap-tide": Picture(wall(BUTTER), partial(watch_cap, colour=TIDE)),
    "ropewalk-mittens": Picture(wall(SEAFOAM), partial(mittens, colour=SHELL, pattern=TIDE)),
    "long-reach-scarf-mustard": Picture(wall(BLUSH), partial(scarf, colour=MUSTARD, bands=INK), 1.06),
    "long-reach-scarf-wine": Picture(wall(LICHEN), partial(scarf, colour=WINE, bands=BLUSH), 1.06),
    "bilge-socks": Picture(wall(BUTTER), partial(socks, colour=STONE, tip=RUST)),
    "cabin-blanket-cream": Picture(ledge(TIDE, OAK), partial(blanket, colour=SHELL, bands=TIDE)),
    "cabin-blanket-moss": Picture(ledge(BLUSH, OAK), partial(blanket, colour=MOSS, bands=BUTTER)),
    "small-fry-jumper": Picture(wall(APRICOT), partial(small_fry, colour=TEAL, fishes=SHELL), 1.12),
}
