"""Small things that more than one drawing needs: the mouth of a pot, steam, a fish, a length of rope."""

from dev.sample.art.canvas import Canvas
from dev.sample.art.palette import BRASS, CREAM, ROPE, Colour, light, shade
from dev.sample.art.shapes import Shape, ellipse, moved, path, pieces, smooth, turned


def mouth(c: Canvas, cx: float, cy: float, rx: float, ry: float, colour: Colour, inside: Colour) -> None:
    """The opening of a pot seen a little from above: the rim, the far wall, what is in it."""
    c.fill(ellipse(cx, cy, rx, ry), light(colour, 0.4))
    hollow = ellipse(cx, cy + ry * 0.1, rx * 0.91, ry * 0.78)
    c.fill(hollow, shade(colour, 0.3))
    with c.inside(hollow):
        c.fill(ellipse(cx, cy + ry * 0.5, rx * 0.9, ry * 0.75), inside)


def steam(c: Canvas, x: float, y: float) -> None:
    for dx, dy in ((-70, 0), (0, -30), (70, 0)):
        c.line(
            smooth(
                [
                    (x + dx, y + dy),
                    (x + dx - 16, y + dy - 40),
                    (x + dx + 14, y + dy - 85),
                    (x + dx, y + dy - 130),
                ]
            ),
            CREAM,
            13,
            0.75,
        )


def fish(c: Canvas, x: float, y: float, length: float, turn: float, colour: Colour) -> None:
    """A small painted fish, nose to the left before it is turned."""
    half = length / 2
    body = path(
        f"M{-half} 0 Q{-half / 3} {-length * 0.26} {half * 0.55} 0 Q{-half / 3} {length * 0.26} {-half} 0 Z"
    )
    tail = [(half * 0.45, 0), (half, -length * 0.17), (half * 0.82, 0), (half, length * 0.17)]
    for part in (body, tail):
        c.fill(moved(turned(part, turn, 0, 0), x, y), colour)
    eye = moved(turned([(-half * 0.6, -length * 0.03)], turn, 0, 0), x, y)
    c.dots(eye, CREAM, max(3, length * 0.03))


def rope(c: Canvas, line: Shape, width: float, colour: Colour = ROPE) -> None:
    """A laid rope along a line: an edge, a body and the slanting marks of its strands."""
    c.line(line, shade(colour, 0.32), width)
    c.line(line, colour, width * 0.8)
    marks = []
    for (x, y), angle in pieces(line, width * 0.62):
        stroke = [(x - width * 0.18, y + width * 0.3), (x + width * 0.18, y - width * 0.3)]
        marks.append(turned(stroke, angle, x, y))
    c.strokes(marks, shade(colour, 0.3), max(3, width * 0.14))


def eyelet(c: Canvas, x: float, y: float, radius: float = 13) -> None:
    """A brass ring set into cloth."""
    c.fill(ellipse(x, y, radius), shade(BRASS, 0.25))
    c.fill(ellipse(x - 1, y - 2, radius * 0.86), BRASS)
    c.fill(ellipse(x, y, radius * 0.45), shade(BRASS, 0.7))


def button(c: Canvas, x: float, y: float, colour: Colour, radius: float = 13) -> None:
    c.dim(ellipse(x + 2, y + 4, radius), 0.3)
    c.fill(ellipse(x, y, radius), colour)
    c.line(ellipse(x, y, radius * 0.62), shade(colour, 0.2), 2)
    c.dots([(x - 3, y), (x + 3, y)], shade(colour, 0.5), 2)
