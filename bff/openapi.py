"""Prints the OpenAPI document: `shop openapi`. It needs no server and no secrets of production."""

import json
import sys
from typing import Any

from flask import Flask

from bff.app import create_app
from core.bootstrap import open_shop
from core.settings import settings


def document_of(app: Flask) -> dict[str, Any]:
    """What `/openapi.json` of that app answers; no request is made, so that no line is logged."""
    apis = app.extensions["flask-smorest"]["apis"]
    (api,) = (entry["ext_obj"] for entry in apis.values())
    found: dict[str, Any] = json.loads(json.dumps(api.spec.to_dict()))
    return found


def main() -> None:
    json.dump(document_of(create_app(open_shop(settings()))), sys.stdout, indent=2, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
