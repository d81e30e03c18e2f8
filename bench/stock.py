"""How fast one hot SKU is sold, beside as many buyers of many SKUs: in one document, and spread over buckets."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from itertools import count
from pathlib import Path

from bench.servers import empty_database
from core import clock
from core.bootstrap import open_shop
from core.inventory.services import receive_delivery, sell, take
from core.inventory.spreading import spread_item
from core.settings import settings

ORDERS, BUYERS, SELLERS, SKUS, BUCKETS = 300, 16, 2, 64, 16
PIECES = 1_000_000
KINDS = {"many": f"{SKUS} SKUs", "one": "one SKU", "spread": f"one SKU in {BUCKETS} buckets"}


def measured(folder: Path) -> str:
    """A line for the table: orders held and sold per second, and each as a share of those of many SKUs."""
    folder.mkdir()
    with empty_database(folder) as bench:
        command = [sys.executable, "-m", "bench.stock"]
        told = subprocess.run(command, env=bench.env, check=True, stdout=subprocess.PIPE).stdout
    rates: dict[str, float] = json.loads(told)
    shown = (f"{KINDS[kind]} {rate:.0f} ({rate / rates['many']:.2f})" for kind, rate in rates.items())
    return (
        f"stock, orders held and sold per second by {BUYERS} buyers and {SELLERS} workers: {', '.join(shown)}"
    )


def main() -> None:
    """In a process of its own: each kind in turn, as JSON."""
    open_shop(settings())
    skus = [f"SKU-{number}" for number in range(SKUS)]
    for sku in [*skus, "HOT", "SPREAD"]:
        receive_delivery(sku, "reno", PIECES, cause="bench", actor="bench")
    spread_item("SPREAD", "reno", BUCKETS, actor="bench")
    _rate(skus, ORDERS // 5)  # connections are opened, code is loaded
    rates = {"many": _rate(skus), "one": _rate(["HOT"]), "spread": _rate(["SPREAD"])}
    sys.stdout.write(json.dumps(rates))


_numbers = count()


def _rate(skus: list[str], orders: int = ORDERS) -> float:
    """Held by many at once outside of transactions, as the BFF does; sold inside them by few, as the jobs do."""
    with ThreadPoolExecutor(BUYERS) as buyers, ThreadPoolExecutor(SELLERS) as sellers:
        start = time.perf_counter()
        held = [buyers.submit(_hold, skus[number % len(skus)]) for number in range(orders)]
        sold = [sellers.submit(_sell, *hold.result()) for hold in as_completed(held)]
        for sale in sold:
            sale.result()
        return orders / (time.perf_counter() - start)


def _hold(sku: str) -> tuple[str, str]:
    name = f"hold-{next(_numbers)}"
    take(name, {sku: 1}, locations=["reno"], until=clock.now() + timedelta(minutes=15), new=True)
    return name, sku


def _sell(name: str, sku: str) -> None:
    sell(name, {sku: 1}, locations=["reno"], cause=f"order:{name}")


if __name__ == "__main__":
    main()
