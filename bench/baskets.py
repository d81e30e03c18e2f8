"""What a write to a cart costs when the cart is large: the whole request, beside the same with one line."""

from collections.abc import Callable
from http.client import HTTPConnection

from bench import servers, workloads
from bench.load import Unit, measure

SIZES = (1, 20, 100)
WRITES = 200


def measured(bff: servers.Server) -> str:
    """A line for the table: CPU of adding a piece to carts of so many lines, as multiples of the smallest."""
    costs = [measure(f"{size} lines", bff, _adding(size), units=WRITES).cpu_ms for size in SIZES]
    shown = (f"{size} lines {cost / costs[0]:.2f}" for size, cost in zip(SIZES, costs, strict=True))
    return f"a piece more in a cart, CPU against that of one line: {', '.join(shown)}"


def _adding(size: int) -> Unit:
    """One cart for each client: it is opened once, and written to from then on."""
    lines = [{"sku": f"SEED-1-{number}-{'SML'[number % 3]}", "quantity": 1} for number in range(size)]
    tokens: dict[HTTPConnection, str] = {}
    ask: Callable[..., dict[str, str]] = workloads.ask

    def unit(connection: HTTPConnection, number: int) -> None:
        if connection not in tokens:
            tokens[connection] = ask(connection, "POST", "/v1/cart", {"market": "us", "lines": lines})[
                "token"
            ]
        changed = [{**lines[number % size], "quantity": 1 + number % 90}]
        ask(connection, "POST", "/v1/cart/lines", {"lines": changed}, tokens[connection])

    return unit
