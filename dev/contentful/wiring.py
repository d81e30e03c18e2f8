"""What the views share: one space, its renderer, its webhooks, its faults."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app

from dev.contentful.datafile import DataFile
from dev.contentful.entities import Audience
from dev.contentful.export import Export
from dev.contentful.faults import Faults
from dev.contentful.locales import Locales
from dev.contentful.rendering import Home, Renderer
from dev.contentful.space import Space
from dev.contentful.webhooks import Webhooks

EXTENSION = "contentful"


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line chose. `assets` is the folder of pictures; None stands for "not wanted"."""

    export: Path
    port: int
    space_id: str | None
    environment: str
    delivery_token: str
    preview_token: str
    webhook_url: str | None
    webhook_secret: str | None
    data: Path | None
    assets: Path | None


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A running stand-in, without its server."""

    home: Home
    space: Space
    renderer: Renderer
    webhooks: Webhooks
    faults: Faults
    assets: Path | None
    tokens: dict[str, Audience]


def wire(options: Options, export: Export, port: int) -> StandIn:
    """Everything connected, pictures reached at *port*; raises CannotStart when the data file is unusable."""
    home = Home(options.space_id or export.space_id, options.environment, f"127.0.0.1:{port}")
    content_types = {raw["sys"]["id"]: raw for raw in export.content_types}
    renderer = Renderer(home, Locales(export.locales), content_types)
    webhooks = Webhooks(renderer, options.webhook_url, options.webhook_secret)
    source = f"{export.digest} {home.space_id} {home.environment}"
    datafile = DataFile(options.data, source) if options.data else None
    return StandIn(
        home=home,
        space=Space(export, datafile, webhooks.announce),
        renderer=renderer,
        webhooks=webhooks,
        faults=Faults(),
        assets=options.assets,
        tokens={options.delivery_token: Audience.DELIVERY, options.preview_token: Audience.PREVIEW},
    )


def stand_in() -> StandIn:
    """The stand-in that this request belongs to."""
    return cast(StandIn, current_app.extensions[EXTENSION])
