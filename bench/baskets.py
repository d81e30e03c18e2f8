"""What a write to a cart costs when the cart is large: the whole request, beside the same with one line."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from bench import servers, workloads
from bench.load import Unit, measure

SIZES = (1, 20, 100)
WRITES = 200
PROMOTIONS = 200
NOTICED_SECONDS = 6.0
"""By then each process has seen that there are new ones."""
FEW, MANY = 1_000, 100_000
ROUNDS = 5
"""In turn, for machines are busy with other things too."""
STEP = 7_919


def measured(bff: servers.Server) -> str:
    """A line for the table: CPU of adding a piece to carts of so many lines, as multiples of the smallest."""
    rounds = [[_cost_of_adding(bff, size) for size in SIZES] for _ in range(ROUNDS)]
    costs = [median(each) for each in zip(*rounds, strict=True)]
    shown = (f"{size} lines {cost / costs[0]:.2f}" for size, cost in zip(SIZES, costs, strict=True))
    return f"a piece more in a cart, CPU against that of one line: {', '.join(shown)}"


def _cost_of_adding(bff: servers.Server, size: int) -> float:
    return measure(f"{size} lines", bff, _adding(size), units=WRITES).cpu_ms


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


def beside_promotions(bench: servers.Bench, bff: servers.Server) -> str:
    """A line for the table: CPU of a cart beside so many promotions, as a multiple of that beside none."""
    without = measure("no promotions", bff, workloads.cart, units=WRITES).cpu_ms
    file = bench.folder / "promotions.json"
    file.write_text(json.dumps({"promotions": [_promotion(number) for number in range(PROMOTIONS)]}))
    servers.shop(bench, "promotions", "import", str(file))
    time.sleep(NOTICED_SECONDS)
    beside = measure(f"{PROMOTIONS} promotions", bff, workloads.cart, units=WRITES).cpu_ms
    return f"a cart beside {PROMOTIONS} promotions: {beside / without:.2f} times its CPU beside none"


def _promotion(number: int) -> dict[str, Any]:
    """A third wait for a code, a third are for goods that few carts have, a third for carts that are worth more."""
    when: Sequence[dict[str, Any]] = (
        {"codes": [f"CODE-{number}"]},
        {"on": {"products": [f"seed-1-{number * 5}"]}},
        {"when": {"basketMinor": {"us": 10_000_000 + number}}},
    )
    facts = {"id": f"bench-{number}", "name": f"Promotion {number}", "gives": {"percentOff": 500}}
    return {**facts, **when[number % 3]}


def among_products(folder: Path) -> str:
    """A line for the table: CPU of a cart in a large shop, as a multiple of that in a small one."""
    with ExitStack() as running:
        shops = {
            count: running.enter_context(_shop_with(folder / str(count), count)) for count in (FEW, MANY)
        }
        costs = [[_cost(shops[count], count) for count in shops] for _ in range(ROUNDS)]
    few, many = (median(cost) for cost in zip(*costs, strict=True))
    return f"a cart among {MANY} products: {many / few:.2f} times its CPU among {FEW}"


@contextmanager
def _shop_with(folder: Path, products: int) -> Iterator[servers.Server]:
    folder.mkdir(parents=True)
    with servers.empty_database(folder) as bench:
        servers.shop(bench, "seed", "--products", str(products))
        with servers.bff(bench) as bff:
            yield bff


def _cost(bff: servers.Server, products: int) -> float:
    return measure(f"{products} products", bff, _cart_of(products), units=WRITES).cpu_ms


def _cart_of(products: int) -> Unit:
    """Goods from all over the shop, so that no part of it is read more often than others."""
    return lambda connection, number: workloads.cart(connection, number * STEP % products, products)
