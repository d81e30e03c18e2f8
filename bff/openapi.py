"""Prints the OpenAPI document: `shop openapi`. It needs no server and no secrets of production."""

import json
import sys

from bff.app import create_app
from core.bootstrap import open_shop
from core.settings import settings


def main() -> None:
    app = create_app(open_shop(settings()))
    with app.test_client() as client:
        json.dump(client.get("/openapi.json").get_json(), sys.stdout, indent=2, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
