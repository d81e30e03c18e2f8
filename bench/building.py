"""How long it takes to build every card and every page, by `shop pages build` with a process for each core.

`python -m bench.building 100000` measures that many products.
"""

import sys
import tempfile
import time
from pathlib import Path

from pymongo import MongoClient

from bench import servers

PRODUCTS = 2_000
DATABASE = "quayside"


def measured(folder: Path, products: int = PRODUCTS) -> str:
    """Seed so many products in the sample's markets and build everything; one line about it."""
    folder.mkdir()
    with servers.empty_database(folder) as bench:
        servers.shop(bench, "seed", "--products", str(products))
        start = time.perf_counter()
        servers.shop(bench, "pages", "build")
        seconds = time.perf_counter() - start
        with MongoClient[dict[str, object]](bench.env["SHOP_MONGODB_URI"]) as client:
            pages = client[DATABASE]["pages"].count_documents({})
    each = 1000 * seconds / pages
    return f"build of everything: {products} products, {pages} pages in {seconds:.0f} s, {each:.2f} ms a page"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="quayside-bench-") as name:
        print(measured(Path(name) / "building", int(sys.argv[1])))
