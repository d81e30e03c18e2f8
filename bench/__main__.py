"""`make bench`: every benchmark, a table of figures at the end."""

import tempfile
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from bench import baskets, building, content_sync, freshness, lists, servers, stock, workloads
from bench.load import Figure, Unit, get, measure
from bench.start import seconds_to_ready

READS, WRITES = 4_000, 400


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="quayside-bench-") as folder:
        served, carts = _served(Path(folder))
        figures = [*served, *lists.figures(Path(folder))]
        starts = [seconds_to_ready(Path(folder) / "run") for _ in range(2)]
        lines = [
            *carts,
            baskets.among_products(Path(folder) / "carts"),
            building.measured(Path(folder) / "building"),
            content_sync.measured(Path(folder)),
            stock.measured(Path(folder) / "stock"),
            *freshness.measured(Path(folder) / "fresh"),
        ]
    _print(figures)
    print("", *lines, sep="\n")
    print(f"\nstart to READY: {starts[0]:.1f} s with an empty folder, {starts[1]:.1f} s with its data")


def _served(folder: Path) -> tuple[list[Figure], list[str]]:
    with servers.database(folder, workloads.PRODUCTS) as bench:
        with servers.constant(bench) as constant:
            figures = [measure("constant bytes", constant, get(lambda _: "/constant"), units=READS)]
        with servers.bff(bench) as bff:
            etag = _etag(bff)
            figures += [
                measure("product page", bff, get(workloads.product), units=READS),
                measure("product page, 304", bff, _unchanged(etag), units=READS),
                measure("category page", bff, get(workloads.category), units=READS),
                measure("cart: create, add, read", bff, workloads.cart, units=WRITES),
                measure("checkout to an order", bff, workloads.checkout, units=WRITES),
            ]
            carts = [baskets.measured(bff), baskets.beside_promotions(bench, bff)]
    return figures, carts


def _unchanged(etag: str) -> Unit:
    return get(lambda _: workloads.product(0), {"If-None-Match": etag}, status=304)


def _etag(server: servers.Server) -> str:
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    connection.request("GET", workloads.product(0))
    answer = connection.getresponse()
    answer.read()
    return answer.headers["ETag"]


def _print(figures: list[Figure]) -> None:
    base = figures[0].cpu_ms
    print(f"\n{'':28}{'CPU ms':>8}{'ratio':>8}{'median ms':>11}{'per second':>12}")
    for figure in figures:
        row = f"{figure.cpu_ms:8.3f}{figure.cpu_ms / base:8.2f}{figure.median_ms:11.1f}{figure.per_second:12.0f}"
        print(f"{figure.name:28}{row}")


if __name__ == "__main__":
    main()
