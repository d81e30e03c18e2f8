"""An HTTP server of this process, on a port of its own, for as long as a block runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def answering(
    handler: type[BaseHTTPRequestHandler], *, waits_for_callers: bool = True
) -> Iterator[ThreadingHTTPServer]:
    """It answers by *handler*. At its end it waits for whoever is still being answered, if it is to."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = not waits_for_callers
    server.block_on_close = waits_for_callers
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
