"""Outlines as plain lists of points, so that any of them can be moved, turned, filled, drawn along or cut with."""

import math
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

Point = tuple[float, float]
Shape = list[Point]

_STEPS = 24
_TOKEN = re.compile(r"[MLCQHVZ]|-?\d+(?:\.\d+)?")


def path(text: str) -> Shape:
    """The points of an SVG path with absolute M, L, H, V, C, Q and Z; curves come as short straight pieces."""
    shape: Shape = []
    for command, numbers in _commands(text):
        if command == "Z":
            shape.append(shape[0])
        elif command in "HV":
            x, y = shape[-1]
            shape += [(n, y) if command == "H" else (x, n) for n in numbers]
        else:
            _extend(shape, command, list(zip(numbers[::2], numbers[1::2], strict=True)))
    return shape


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", list[float]()
    for token in _TOKEN.findall(text):
        if token.isalpha():
            if command:
                yield command, numbers
            command, numbers = token, []
        else:
            numbers.append(float(token))
    yield command, numbers


def _extend(shape: Shape, command: str, points: list[Point]) -> None:
    if command in "ML":
        shape += points
        return
    size = {"Q": 2, "C": 3}[command]
    for first in range(0, len(points), size):
        shape += _bezier([shape[-1], *points[first : first + size]])


def _bezier(controls: list[Point]) -> Shape:
    return [_on_bezier(controls, step / _STEPS) for step in range(1, _STEPS + 1)]


def _on_bezier(controls: list[Point], t: float) -> Point:
    while len(controls) > 1:
        controls = [between(a, b, t) for a, b in pairwise(controls)]
    return controls[0]


def between(one: Point, other: Point, share: float) -> Point:
    """The point `share` (0 to 1) of the way from one to the other."""
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None) -> Shape:
    """A whole ellipse, or a circle where only one radius is given."""
    return arc(cx, cy, rx, ry, 0, 360)


def arc(cx: float, cy: float, rx: float, ry: float | None, start: float, end: float) -> Shape:
    """Part of an ellipse; degrees run clockwise from three o'clock, as they look on the page."""
    tall = rx if ry is None else ry
    steps = max(8, round(abs(end - start) / 4))
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(cx + rx * math.cos(angle), cy + tall * math.sin(angle)) for angle in angles]


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> Shape:
    """An upright rectangle with rounded corners."""
    if not radius:
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    r = min(radius, width / 2, height / 2)
    right, low = x + width - r, y + height - r
    corners = [(right, y + r, -90), (right, low, 0), (x + r, low, 90), (x + r, y + r, 180)]
    return [point for cx, cy, start in corners for point in arc(cx, cy, r, None, start, start + 90)]


def smooth(points: list[Point], *, closed: bool = False) -> Shape:
    """A soft curve through every given point (Catmull-Rom)."""
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    shape = [points[0]]
    for p0, p1, p2, p3 in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        out = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        back = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        shape += _bezier([p1, out, back, p2])
    return shape


def mirrored(half: Shape, axis: float = 500) -> Shape:
    """The left half of an outline, from top to bottom, closed by its mirror image."""
    return [*half, *((2 * axis - x, y) for x, y in reversed(half))]


def flipped(shape: Iterable[Point], axis: float = 500) -> Shape:
    return [(2 * axis - x, y) for x, y in shape]


def moved(shape: Iterable[Point], dx: float = 0, dy: float = 0) -> Shape:
    return [(x + dx, y + dy) for x, y in shape]


def scaled(shape: Iterable[Point], factor: float, cx: float = 500, cy: float = 500) -> Shape:
    return [(cx + (x - cx) * factor, cy + (y - cy) * factor) for x, y in shape]


def turned(shape: Iterable[Point], degrees: float, cx: float = 500, cy: float = 500) -> Shape:
    """The shape turned clockwise about a point."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [
        (cx + (x - cx) * cosine - (y - cy) * sine, cy + (x - cx) * sine + (y - cy) * cosine) for x, y in shape
    ]


def wave(x: float, y: float, width: float, height: float, crests: int) -> Shape:
    """A line of even waves, from left to right."""
    steps = crests * 16
    return [
        (x + width * step / steps, y - height * math.sin(math.tau * crests * step / steps))
        for step in range(steps + 1)
    ]


def pieces(line: Shape, every: float) -> Iterator[tuple[Point, float]]:
    """Points at even distances along a line, each with the direction of the line there in degrees."""
    walked, following = 0.0, 0.0
    for a, b in pairwise(line):
        length = math.dist(a, b)
        while length and following <= walked + length:
            angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
            yield between(a, b, (following - walked) / length), angle
            following += every
        walked += length
