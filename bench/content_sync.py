"""How fast the mirror fills from the Contentful stand-in, and whether memory stays flat meanwhile."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from bench.servers import Bench, shop
from dev.mongod import Mongod

ENTRIES, ASSETS = 20_000, 2_000
AT = "2026-03-01T09:00:00.000Z"
TOKENS = ("--delivery-token", "bench-delivery", "--preview-token", "bench-preview")
WARM_PAGES = 3
"""Pages after which a process has what it needs: growth is counted from there."""


def measured(folder: Path, entries: int = ENTRIES, assets: int = ASSETS) -> str:
    """A line for the table: things per second of an initial sync, and how much memory it took more at its end."""
    export = folder / "export.json"
    export.write_text(json.dumps(_export(entries, assets)), encoding="utf-8")
    with Mongod(folder / "content-mongodb") as mongod, _stand_in(export) as url:
        env = _environment(mongod.uri, url)
        shop(Bench(env, folder), "migrate")
        command = [sys.executable, "-m", "bench.content_sync"]
        told = json.loads(subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE).stdout)
    speed = told["things"] / told["seconds"]
    return (
        f"content sync: {told['things']} entries and assets, {speed:.0f} per second, "
        f"memory {told['before'] / 2**20:.0f} MB after {WARM_PAGES} pages, {told['peak'] / 2**20:.0f} MB at most"
    )


def main() -> None:
    """In a process of its own: one initial sync, and what it took, as JSON."""
    from core.bootstrap import open_shop
    from core.content.services import sync
    from core.settings import settings

    me, sizes, things = psutil.Process(), [], [0]
    source = open_shop(settings()).content

    def on(more: int) -> None:
        things[0] += more
        sizes.append(me.memory_info().rss)

    start = time.perf_counter()
    sync(source, progress=on)
    seconds = time.perf_counter() - start
    before, peak = sizes[min(WARM_PAGES, len(sizes)) - 1], max(sizes)
    sys.stdout.write(json.dumps({"things": things[0], "seconds": seconds, "before": before, "peak": peak}))


@contextmanager
def _stand_in(export: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "dev.contentful", "--export", str(export), "--space", "bench", *TOKENS]
    with subprocess.Popen(
        [*command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout
        try:
            yield child.stdout.readline().split()[1]
        finally:
            child.terminate()


def _environment(mongodb: str, contentful: str) -> Mapping[str, str]:
    return {
        "SHOP_ENV": "test",
        "SHOP_MONGODB_URI": mongodb,
        "SHOP_REDIS_URL": "redis://127.0.0.1:1/0",
        "SHOP_SECRET_KEY": "s" * 40,
        "SHOP_CONSOLE_SECRET_KEY": "c" * 40,
        "SHOP_JWT_KEYS": "bench:" + "j" * 40,
        "SHOP_CONTENTFUL_SPACE": "bench",
        "SHOP_CONTENTFUL_DELIVERY_TOKEN": "bench-delivery",
        "SHOP_CONTENTFUL_WEBHOOK_SECRET": "w" * 64,
        "SHOP_CONTENTFUL_API_BASE": contentful,
        "NO_PROXY": "127.0.0.1",
    }


def _export(entries: int, assets: int) -> Any:
    """Products of about 2 KB in two languages, each with a picture, and so many pictures."""
    locales = [
        {"code": "en-US", "name": "English", "default": True, "fallbackCode": None},
        {"code": "de-DE", "name": "German", "default": False, "fallbackCode": "en-US"},
    ]
    return {
        "contentTypes": [{"sys": {"type": "ContentType", "id": "product"}, "name": "Product", "fields": []}],
        "locales": locales,
        "entries": [_entry(number, assets) for number in range(entries)],
        "assets": [_asset(number) for number in range(assets)],
    }


def _entry(number: int, assets: int) -> Any:
    words = f"Product {number} of the benchmark. " * 24
    picture = {"sys": {"type": "Link", "linkType": "Asset", "id": f"picture-{number % assets}"}}
    fields = {
        "slug": {"en-US": f"seed-1-{number}"},
        "title": {"en-US": f"Product {number}", "de-DE": f"Ware {number}"},
        "description": {"en-US": words, "de-DE": words},
        "images": {"en-US": [picture]},
    }
    content_type = {"sys": {"type": "Link", "linkType": "ContentType", "id": "product"}}
    return {"sys": {**_sys("Entry", f"entry-{number}"), "contentType": content_type}, "fields": fields}


def _asset(number: int) -> Any:
    file = {
        "url": f"//images.ctfassets.net/bench/picture-{number}/1/p.jpg",
        "fileName": "p.jpg",
        "contentType": "image/jpeg",
        "details": {"size": 1000, "image": {"width": 800, "height": 600}},
    }
    fields = {"title": {"en-US": f"Picture {number}"}, "file": {"en-US": file}}
    return {"sys": _sys("Asset", f"picture-{number}"), "fields": fields}


def _sys(kind: str, name: str) -> Any:
    times = {"createdAt": AT, "updatedAt": AT, "publishedAt": AT}
    return {"type": kind, "id": name, "version": 2, "publishedVersion": 1, "publishedCounter": 1, **times}


if __name__ == "__main__":
    main()
