"""By what this process is known to MongoDB and Redis: a name of its own, and a certificate where it has one.

A certificate is a file that somebody else renews (cert-manager, a secret store). Clients read it when they are made,
so a process whose files have changed begins anew (`Files`, docs/deploying.md).
"""

import atexit
import hashlib
import logging
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
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
AGAIN_SECONDS = 30.0
"""When one that could not be used is looked at again: a server may know it later, or have been away."""
ComeIn = Callable[[Path | None, Path | None], object]
_in_use: dict[Path, Path] = {}


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
    told = {"tlsCertificateKeyFile": in_use(certificate_file), "tlsCAFile": in_use(ca_file)}
    return {name: str(file) for name, file in told.items() if file}


def of_redis(url: str, certificate_file: Path | None, ca_file: Path | None) -> str:
    """The address with what redis-py's client is told of them; only where TLS is spoken."""
    own, ca = in_use(certificate_file), in_use(ca_file)
    told = {"ssl_certfile": own, "ssl_keyfile": own, "ssl_ca_certs": ca}
    given = {name: str(file) for name, file in told.items() if file}
    if not given or urlsplit(url).scheme != "rediss":
        return url
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(given)}"


class Files:
    """A process's certificate and authority: clients use checked copies, which stay until better ones come.

    *come_in* lets the servers see others once before they are taken up: it raises where they let nobody in.
    """

    def __init__(
        self, certificate: Path | None, ca: Path | None = None, come_in: ComeIn | None = None
    ) -> None:
        """Raises OSError or ValueError where the files cannot be used: then there is nothing to begin with."""
        self._certificate, self._ca, self._come_in = certificate, ca, come_in
        self._known = self._wanted = self._read()
        self._next_look = time.monotonic() + LOOK_SECONDS
        if self:
            _try_out(self._certificate, self._known)
            self.know_again()

    def __bool__(self) -> bool:
        return bool(self._certificate or self._ca)

    def have_changed(self) -> bool:
        """Whether another certificate is there that can be used. Looks every few seconds, not more often."""
        if not self or time.monotonic() < self._next_look:
            return False
        self._next_look = time.monotonic() + LOOK_SECONDS
        return self.are_others()

    def are_others(self) -> bool:
        """The same, looking now. What cannot be read or used is told, and what is in use stays in use."""
        try:
            found = self._read()
            if found == self._known:
                return False
            _try_out(self._certificate, found)
            if self._come_in:
                self._come_in(*_copied(found, self._certificate, self._ca))
        except Exception as fault:  # noqa: BLE001  # whatever is wrong with them, what is in use is not
            LOGGER.warning("certificate_unusable", extra={"fault": type(fault).__name__})
            self._next_look = time.monotonic() + AGAIN_SECONDS
            return False
        self._wanted = found
        return True

    def know_again(self) -> None:
        """Clients that are made from now on use what was found last."""
        self._known = self._wanted
        copies = _copied(self._known, self._certificate, self._ca)
        pairs = zip((self._certificate, self._ca), copies, strict=True)
        _in_use.update({file: copy for file, copy in pairs if file and copy})

    def _read(self) -> Mapping[Path, bytes]:
        """By content: a file that is mounted anew has another time, and says the same."""
        return {file: file.read_bytes() for file in (self._certificate, self._ca) if file}


def in_use(file: Path | None) -> Path | None:
    """The copy of it that clients read, where this process has taken one."""
    return _in_use.get(file, file) if file else None


def _copied(found: Mapping[Path, bytes], *files: Path | None) -> tuple[Path | None, ...]:
    """Copies that nobody changes, named by their content and for this user alone: redis-py reads them whenever it
    connects, and gunicorn makes workers at any time.
    """
    copies: list[Path | None] = []
    for file in files:
        copy = _folder() / hashlib.sha256(found[file]).hexdigest() if file else None
        if file and copy and not copy.exists():
            with open(copy, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as own:
                own.write(found[file])
        copies.append(copy)
    return tuple(copies)


@cache
def _folder() -> Path:
    """For as long as this process and what it forks live."""
    folder, owner = Path(tempfile.mkdtemp(prefix="quayside-certificates-")), os.getpid()
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == owner else None)
    return folder


def forget() -> None:
    """Before this process becomes another: copies are taken anew."""
    if _in_use:
        shutil.rmtree(_folder(), ignore_errors=True)
        _in_use.clear()
        _folder.cache_clear()


def _try_out(certificate: Path | None, found: Mapping[Path, bytes]) -> None:
    """Raises ValueError where a file is none of certificates, or where a certificate has no key, or another's.

    A key that is closed by a password raises TypeError.
    """
    for file, text in found.items():
        first, *_ = load_pem_x509_certificates(text)
        if (
            file == certificate
            and load_pem_private_key(text, password=None).public_key() != first.public_key()
        ):
            raise ValueError("the key is another's")


def reload_when_renewed(files: Files) -> None:
    """In gunicorn's arbiter: make new workers, which read what is new, and let the old ones finish (its HUP).

    To be called before there are workers. Does nothing without files.
    """
    if files:
        threading.Thread(target=_reload_when_renewed, args=(files,), name="certificates", daemon=True).start()


def _reload_when_renewed(files: Files) -> None:
    while True:
        time.sleep(LOOK_SECONDS)
        try:
            _reload_if_renewed(files)
        except Exception as fault:  # noqa: BLE001  # whoever looks goes on looking
            LOGGER.warning("certificates_unwatched", extra={"fault": type(fault).__name__})


def _reload_if_renewed(files: Files) -> None:
    if files.have_changed():
        LOGGER.info("certificate_renewed")
        files.know_again()
        os.kill(os.getpid(), signal.SIGHUP)
