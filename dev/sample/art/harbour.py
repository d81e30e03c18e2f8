"""The harbour and the coast: the pieces of land, water and weather that the wide pictures are built of."""

from collections.abc import Iterable

from dev.sample.art.canvas import Canvas
from dev.sample.art.palette import BUTTER, CORAL, CREAM, INK, RUST, STONE, WALNUT, Colour, light, mix, shade
from dev.sample.art.shapes import Point, Shape, box, path, smooth, wave

WIDE, TALL = 1600, 900


def sky(c: Canvas, high: Colour, low: Colour, level: float, bands: int = 5) -> None:
    """A sky in flat bands down to the horizon."""
    for band in range(bands):
        top = level * (band / bands) ** 0.85 if band else -40
        edge = smooth([(x, top + 14 * ((x // 200 + band) % 2)) for x in range(-100, WIDE + 300, 200)])
        c.fill([*edge, (WIDE + 200, level), (-200, level)], mix(high, low, band / (bands - 1)))


def sea(c: Canvas, near: Colour, far: Colour, level: float, rows: int = 5) -> None:
    """Water from the horizon to the lower edge, in rows of waves that grow towards us."""
    for row in range(rows):
        share = row / (rows - 1)
        top = level + (TALL - level) * share**1.5 * 0.86
        crest = wave(-60 - 37 * row, top, WIDE + 260, 4 + 15 * share, round(15 - 8 * share))
        c.fill([*crest, (WIDE + 200, TALL), (-200, TALL)], mix(far, near, share))


def glitter(c: Canvas, x: float, level: float, colour: Colour) -> None:
    """The broken path of light under a low sun."""
    for row in range(8):
        y, half = level + 18 + row * 24, 110 - (row * 37) % 60
        shift = (row * 53) % 60 - 30
        c.line([(x - half + shift, y), (x + half + shift, y)], colour, 9, 0.7)


def house(c: Canvas, x: float, low: float, width: float, height: float, colour: Colour) -> None:
    """A narrow harbour house with a stepped gable, a door and lit windows."""
    top = low - height
    step = width / 8
    gable: Shape = [(x, low), (x, top)]
    for n in range(3):
        gable += [(x + step * n + step, top - step * n), (x + step * n + step, top - step * (n + 1))]
    c.fill([*gable, *((2 * x + width - px, py) for px, py in reversed(gable))], colour)
    c.dim(
        [(x + width * 0.72, low), (x + width * 0.72, top - step * 2), (x + width, top), (x + width, low)],
        0.12,
    )
    for row in range(int((height - 70) // 74)):
        for column in range(2):
            wx, wy = x + width * (0.2 + 0.36 * column), top + 26 + row * 74
            lit = (row + column + int(x)) % 3
            c.fill(box(wx, wy, width * 0.24, 44, 4), (BUTTER, light(colour, 0.45), shade(colour, 0.45))[lit])
            c.line([(wx + width * 0.12, wy), (wx + width * 0.12, wy + 44)], colour, 4)
    c.fill(box(x + width * 0.38, low - 56, width * 0.26, 56, 10), shade(colour, 0.5))


def boat(c: Canvas, x: float, y: float, size: float, hull: Colour, sail: Colour) -> None:
    """A small boat under sail, its waterline at (x, y)."""
    c.fill(_put([(-14, -250), (-14, -26), (-120, -26)], x, y, size), shade(sail, 0.08))
    c.fill(_put(path("M0 -270 Q70 -150 110 -26 L0 -26 Z"), x, y, size), sail)
    c.line(_put([(-7, -290), (-7, -10)], x, y, size), WALNUT, 8 * size)
    c.fill(_put(path("M-140 -20 L140 -20 Q120 40 80 46 L-90 46 Q-124 36 -140 -20 Z"), x, y, size), hull)
    c.line(_put([(-132, -8), (132, -8)], x, y, size), light(hull, 0.6), 7 * size)


def _put(shape: Iterable[Point], x: float, y: float, size: float) -> Shape:
    return [(x + px * size, y + py * size) for px, py in shape]


def lighthouse(c: Canvas, x: float, low: float, size: float) -> None:
    for beam in ([(0, -438), (-900, -560), (-900, -400)], [(0, -438), (900, -540), (900, -400)]):
        c.fill(_put(beam, x, low, size), BUTTER, 0.32)
    tower = path("M-46 -390 L46 -390 L70 0 L-70 0 Z")
    placed = _put(tower, x, low, size)
    c.fill(placed, CREAM)
    with c.inside(placed):
        for top in (-330, -190, -60):
            c.fill(_put(box(-90, top, 180, 68), x, low, size), RUST)
        c.dim(_put([(20, -400), (90, -400), (90, 10), (30, 10)], x, low, size), 0.16)
    c.fill(_put(box(-62, -404, 124, 18, 5), x, low, size), INK)
    c.fill(_put(box(-32, -470, 64, 68, 4), x, low, size), BUTTER)
    c.strokes([_put([(dx, -470), (dx, -404)], x, low, size) for dx in (-32, 0, 32)], INK, 6 * size)
    c.fill(_put([(-44, -468), (0, -520), (44, -468)], x, low, size), RUST)


def crane(c: Canvas, x: float, low: float, size: float, colour: Colour) -> None:
    """A quay crane with its jib to the left."""
    lines: list[Shape] = [
        [(-60, 0), (-20, -330)],
        [(60, 0), (20, -330)],
        [(-20, -330), (-330, -520)],
        [(20, -330), (90, -560)],
    ]
    lines += [
        [(90, -560), (-330, -520)],
        [(-48, -100), (48, -100)],
        [(-36, -200), (36, -200)],
        [(20, -330), (140, -300)],
    ]
    lines += [[(-330, -520), (-330, -300)]]
    c.strokes([_put(line, x, low, size) for line in lines], colour, 14 * size)
    c.fill(_put(box(-44, -372, 88, 64, 8), x, low, size), shade(colour, 0.1))
    c.fill(_put(box(100, -330, 70, 60, 6), x, low, size), shade(colour, 0.2))
    c.fill(_put(box(-370, -300, 80, 60, 4), x, low, size), CORAL)


def gulls(c: Canvas, *places: Point) -> None:
    for x, y in places:
        c.line(
            path(f"M{x - 34} {y - 6} Q{x - 16} {y - 26} {x} {y} Q{x + 16} {y - 26} {x + 34} {y - 6}"),
            CREAM,
            7,
        )


def cloud(c: Canvas, x: float, y: float, size: float, colour: Colour = CREAM) -> None:
    shape = path(
        "M-150 0 Q-160 -50 -100 -54 Q-80 -110 -20 -96 Q30 -140 70 -84 Q140 -90 140 -40 Q170 -30 160 0 Z"
    )
    c.fill(_put(shape, x, y, size), colour, 0.85)


def quay(c: Canvas, top: float, colour: Colour = STONE) -> None:
    """A stone wall along the lower edge, with bollards left to the caller."""
    c.fill(box(0, top, WIDE, TALL - top), colour)
    c.fill(box(0, top, WIDE, 22), light(colour, 0.35))
    for row in range(3):
        y = top + 60 + row * 56
        c.line([(0, y), (WIDE, y)], shade(colour, 0.14), 5)
        starts = range(-40 + 70 * (row % 2), WIDE, 140)
        c.strokes([[(x, y - 54), (x, y)] for x in starts], shade(colour, 0.14), 5)


def planks(c: Canvas, top: float, colour: Colour, depth: float = TALL) -> None:
    """A wooden table top or jetty seen from the front."""
    c.fill(box(0, top, WIDE, depth), colour)
    c.fill(box(0, top, WIDE, 16), light(colour, 0.25))
    for row in range(1, 4):
        y = top + 62 * row
        c.line([(0, y), (WIDE, y)], shade(colour, 0.18), 6)
        for x in range(90 * row, WIDE, 430):
            c.line(smooth([(x, y - 30), (x + 90, y - 36), (x + 210, y - 28)]), shade(colour, 0.1), 5)


def window(c: Canvas, x: float, y: float, width: float, height: float, frame: Colour) -> Shape:
    """The pane of a window, to be drawn inside; call `mullions` afterwards."""
    c.fill(box(x - 26, y - 26, width + 52, height + 52, 8), shade(frame, 0.12))
    c.fill(box(x - 40, y + height + 20, width + 80, 26, 6), frame)
    return box(x, y, width, height)


def mullions(c: Canvas, x: float, y: float, width: float, height: float, frame: Colour) -> None:
    edge = box(x, y, width, height)
    c.line([*edge, edge[0]], frame, 20)
    c.line([(x + width / 2, y), (x + width / 2, y + height)], frame, 14)
    c.line([(x, y + height * 0.42), (x + width, y + height * 0.42)], frame, 14)
