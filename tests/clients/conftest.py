import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from bff.app import create_app
from core.bootstrap import Shop
from dev.client import FOLDER

Node = Callable[[str], Any]


@pytest.fixture
def node() -> Node:
    """`node("answer(1 + 1)")`: what that script gives to `answer`. `client` and `revalidate` are its two modules."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not on the PATH, so JavaScript cannot be run")
    modules = "".join(
        f"import * as {name} from {json.dumps((FOLDER / 'lib' / file).as_uri())};\n"
        for name, file in (("client", "index.js"), ("revalidate", "revalidate.js"))
    )
    answer = "const answer = (found) => console.log(JSON.stringify(found ?? null));\n"

    def run(script: str) -> Any:
        done = subprocess.run(
            [found, "--input-type=module"],
            input=modules + answer + script,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def bff(shop: Shop) -> Iterator[str]:
    """Where the BFF answers over HTTP."""
    server = make_server("127.0.0.1", 0, create_app(shop), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
