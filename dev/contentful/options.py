"""The command line of the stand-in."""

import argparse
from pathlib import Path

from dev.contentful.signing import is_secret
from dev.contentful.webhooks import is_web_address
from dev.contentful.wiring import Options

SAMPLE = Path(__file__).parents[1] / "sample"
HIGHEST_PORT = 65_535


def read_options(arguments: list[str] | None = None) -> Options:
    """The options; ends the program with a sentence on stderr and code 2 when one is wrong."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.webhook_url and not given.webhook_secret:
        parser.error("--webhook-url needs --webhook-secret: the shop refuses what is not signed")
    if given.delivery_token == given.preview_token:
        parser.error("--delivery-token and --preview-token must differ: the token decides which API answers")
    return Options(
        export=given.export.absolute(),
        port=given.port,
        space_id=given.space,
        environment=given.environment,
        delivery_token=given.delivery_token,
        preview_token=given.preview_token,
        webhook_url=given.webhook_url,
        webhook_secret=given.webhook_secret,
        data=given.data.absolute() if given.data else None,
        assets=given.assets.absolute() if given.assets else None,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dev.contentful", description=__doc__, allow_abbrev=False)
    add = parser.add_argument
    add("--port", type=_port, default=8450, help="port on 127.0.0.1; 0 takes a free one (default: 8450)")
    add(
        "--export",
        type=Path,
        default=SAMPLE / "export.json",
        metavar="FILE",
        help="the Contentful export to serve",
    )
    add("--space", type=_name, metavar="ID", help="id of the space (default: the one in the export)")
    add("--environment", type=_name, default="master", help="id of the environment (default: master)")
    add(
        "--delivery-token",
        type=_token,
        default="local-delivery-token",
        metavar="TOKEN",
        help="reads what is published",
    )
    add(
        "--preview-token",
        type=_token,
        default="local-preview-token",
        metavar="TOKEN",
        help="reads drafts too",
    )
    add("--webhook-url", type=_address, metavar="URL", help="where edits are announced")
    add("--webhook-secret", type=_secret, metavar="SECRET", help="signs the webhooks: 64 characters")
    add("--data", type=Path, metavar="FILE", help="keeps edits and the sync log over restarts")
    add(
        "--assets",
        type=_folder,
        default=_sample_pictures(),
        metavar="DIR",
        help="folder with the assets' files",
    )
    return parser


def _sample_pictures() -> Path | None:
    folder = SAMPLE / "pictures"
    return folder if folder.is_dir() else None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be a port from 0 to {HIGHEST_PORT}, not {text!r}")
    return int(text)


def _name(text: str) -> str:
    if not text or not all(sign.isascii() and (sign.isalnum() or sign in "._-") for sign in text):
        raise argparse.ArgumentTypeError(
            f"may hold letters, digits, dots, dashes and underscores only, not {text!r}"
        )
    return text


def _token(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("must not be empty")
    return text


def _address(text: str) -> str:
    if not is_web_address(text):
        raise argparse.ArgumentTypeError(f"must begin with http:// or https://, not {text!r}")
    return text


def _secret(text: str) -> str:
    """The value itself is never shown: it would end up in logs."""
    if not is_secret(text):
        raise argparse.ArgumentTypeError(f"must be 64 characters of 0-9a-zA-Z+/=_- and has {len(text)}")
    return text


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return Path(text)
