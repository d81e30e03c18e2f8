"""By what this process is known to MongoDB and Redis: a name of its own, and a certificate where it has one.

A certificate is a file that somebody else renews (cert-manager, a secret store). Clients read it when they are made,
so a process whose files have changed begins anew (`Files`, docs/deploying.md).
"""

import hashlib
import logging
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificates
from pydantic import SecretStr

from core.transport import is_here_mongodb, is_here_redis, options_of

LOGGER = logging.getLogger(__name__)
"""Python's own: gunicorn's arbiter has no other."""
WITHOUT_NAME = frozenset({"mongodb-x509", "mongodb-aws", "mongodb-oidc"})
"""Ways to sign in to MongoDB where who it is stands in a certificate or a token that soon ends."""
LOOK_SECONDS = 5.0
"""How soon a renewed certificate is noticed."""


def nameless(mongodb_uri: SecretStr, redis_url: SecretStr) -> Iterator[str]:
    """Which of both is to be asked without saying who asks; this very machine may be."""
    uri, url = mongodb_uri.get_secret_value(), redis_url.get_secret_value()
    name = uri.partition("://")[2].partition("?")[0].rpartition("@")[0]
    is_known = name or options_of(uri).get("authmechanism") in WITHOUT_NAME
    if uri and not is_known and not is_here_mongodb(uri):
        yield "mongodb_uri"
    if url and not urlsplit(url).username and not is_here_redis(url):
        yield "redis_url"


def of_mongodb(certificate_file: Path | None, ca_file: Path | None) -> dict[str, str]:
    """What PyMongo's client is told of them."""
    told = {"tlsCertificateKeyFile": certificate_file, "tlsCAFile": ca_file}
    return {name: str(file) for name, file in told.items() if file}


def of_redis(url: str, certificate_file: Path | None, ca_file: Path | None) -> str:
    """The address with what redis-py's client is told of them; only where TLS is spoken."""
    told = {"ssl_certfile": certificate_file, "ssl_keyfile": certificate_file, "ssl_ca_certs": ca_file}
    given = {name: str(file) for name, file in told.items() if file}
    if not given or urlsplit(url).scheme != "rediss":
        return url
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(given)}"


class Files:
    """Those files as they were when this was made. Has any changed, a process that has read them begins anew."""

    def __init__(self, *files: Path | None) -> None:
        self._files = [file for file in files if file]
        self._known = self._digest()
        self._next_look = time.monotonic() + LOOK_SECONDS

    def __bool__(self) -> bool:
        return bool(self._files)

    def have_changed(self) -> bool:
        """Whether another certificate is there that can be used. Looks every few seconds, not more often."""
        if not self._files or time.monotonic() < self._next_look:
            return False
        self._next_look = time.monotonic() + LOOK_SECONDS
        return self.are_others()

    def are_others(self) -> bool:
        """The same, looking now. What cannot be read or used is told, and what is in use stays in use."""
        try:
            changed = self._digest() != self._known
            if changed:
                _try_out(self._files)
        except (OSError, ValueError) as fault:
            LOGGER.warning("certificate_unusable", extra={"fault": type(fault).__name__})
            return False
        return changed

    def know_again(self) -> None:
        """Whoever reads them from now on reads these."""
        self._known = self._digest()

    def _digest(self) -> bytes:
        """By content: a file that is mounted anew has another time, and says the same."""
        return hashlib.sha256(b"".join(file.read_bytes() for file in self._files)).digest()


def _try_out(files: Iterable[Path]) -> None:
    """Raises ValueError where a file is none of certificates, or where the key in it is another's."""
    for file in files:
        text = file.read_bytes()
        first, *_ = load_pem_x509_certificates(text)
        if b"PRIVATE KEY" in text:
            key = load_pem_private_key(text, password=None)
            if key.public_key() != first.public_key():
                raise ValueError


def reload_when_renewed(files: Files) -> None:
    """In gunicorn's arbiter: make new workers, which read what is new, and let the old ones finish (its HUP).

    To be called before there are workers. Does nothing without files.
    """
    if files:
        threading.Thread(target=_reload_when_renewed, args=(files,), name="certificates", daemon=True).start()


def _reload_when_renewed(files: Files) -> None:
    while True:
        time.sleep(LOOK_SECONDS)
        if files.are_others():
            LOGGER.info("certificate_renewed")
            files.know_again()
            os.kill(os.getpid(), signal.SIGHUP)
