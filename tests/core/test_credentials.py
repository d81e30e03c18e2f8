from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from pydantic import SecretStr

from core.credentials import (
    AGAIN_SECONDS,
    LOOK_SECONDS,
    Files,
    forget,
    in_use,
    nameless,
    of_mongodb,
    of_redis,
)
from tests.certificates import Authority

FILE = Path("/run/secrets/quayside/certificate.pem")
AUTHORITY = Path("/run/secrets/quayside/ca.pem")


@pytest.mark.parametrize(
    ("mongodb_uri", "redis_url", "told"),
    [
        ("mongodb://db.example/?tls=true", "", ["mongodb_uri"]),
        ("mongodb://@db.example/?tls=true", "", ["mongodb_uri"]),
        ("mongodb://db.example/?tls=true&authMechanism=SCRAM-SHA-256", "", ["mongodb_uri"]),
        ("mongodb+srv://db.example/", "", ["mongodb_uri"]),
        ("mongodb://bff:word@db.example/?tls=true", "", []),  # pragma: allowlist secret
        ("mongodb://db.example/?authMechanism=MONGODB-X509&tls=true", "", []),
        ("mongodb://127.0.0.1:27117/?replicaSet=rs0", "", []),
        ("mongodb://127.0.0.1,db.example/", "", ["mongodb_uri"]),
        ("", "rediss://queue.example/0", ["redis_url"]),
        ("", "rediss://:word@queue.example/0", ["redis_url"]),  # pragma: allowlist secret
        ("", "rediss://bff:word@queue.example/0", []),  # pragma: allowlist secret
        ("", "redis://127.0.0.1:6479/0", []),
        ("", "", []),
    ],
)
def test_whoever_is_asked_over_a_network_is_told_who_asks(
    mongodb_uri: str, redis_url: str, told: list[str]
) -> None:
    assert list(nameless(SecretStr(mongodb_uri), SecretStr(redis_url))) == told


def test_clients_are_told_of_the_files_that_there_are() -> None:
    assert of_mongodb(None, None) == {}
    assert of_mongodb(FILE, AUTHORITY) == {"tlsCertificateKeyFile": str(FILE), "tlsCAFile": str(AUTHORITY)}
    assert of_redis("rediss://queue.example/0", None, None) == "rediss://queue.example/0"
    for url in ("rediss://bff@queue.example/0", "rediss://bff@queue.example/0?health_check_interval=5"):
        told = parse_qs(urlsplit(of_redis(url, FILE, AUTHORITY)).query)
        assert told["ssl_certfile"] == told["ssl_keyfile"] == [str(FILE)]
        assert told["ssl_ca_certs"] == [str(AUTHORITY)]


def test_a_redis_without_tls_is_shown_no_certificate() -> None:
    assert of_redis("redis://127.0.0.1:6479/0", FILE, AUTHORITY) == "redis://127.0.0.1:6479/0"


class TestFiles:
    @pytest.fixture(autouse=True)
    def copies_end_with_the_test(self) -> Iterator[None]:
        yield
        forget()

    def test_clients_read_copies_that_a_bad_file_does_not_change(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path)
        own = authority.sign("CN=relay", "own.pem")
        good = own.read_bytes()
        files = Files(own, authority.file)
        own.write_text("half of a certif")
        assert not files.are_others()
        read = Path(of_mongodb(own, authority.file)["tlsCertificateKeyFile"])
        assert (read.read_bytes(), read.stat().st_mode & 0o777) == (good, 0o600)
        assert read.parent.stat().st_mode & 0o777 == 0o700
        (told,) = parse_qs(urlsplit(of_redis("rediss://queue.example/0", own, None)).query)["ssl_keyfile"]
        assert told == str(read)

    def test_a_good_one_is_taken_up_by_clients_that_are_made_later(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path)
        own = authority.sign("CN=relay", "own.pem")
        files, before = Files(own), in_use(own)
        authority.sign("CN=relay", "own.pem")
        assert files.are_others()
        assert in_use(own) == before
        files.know_again()
        after = in_use(own)
        assert before
        assert before.exists()  # whoever has been made before reads it until it ends
        assert after
        assert after.read_bytes() == own.read_bytes()

    def test_a_key_that_is_closed_leaves_what_is_in_use(self, tmp_path: Path) -> None:
        own = Authority(tmp_path).sign("CN=relay", "own.pem")
        files, text = Files(own), own.read_bytes()
        closed = load_pem_private_key(text, None).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"closed")
        )
        own.write_bytes(closed + text[text.index(b"-----BEGIN CERT") :])
        assert not files.are_others()

    def test_what_nobody_lets_in_is_not_taken_up_and_is_tried_again_later(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        authority, now, tried = Authority(tmp_path), [1000.0], list[bytes]()
        own = authority.sign("CN=relay", "own.pem")

        def come_in(certificate: Path | None, _ca: Path | None) -> None:
            tried.append(certificate.read_bytes() if certificate else b"")
            raise ConnectionError

        monkeypatch.setattr("core.credentials.time.monotonic", lambda: now[0])
        files = Files(own, None, come_in)
        authority.sign("CN=relay", "own.pem")
        for seconds in (LOOK_SECONDS, LOOK_SECONDS, AGAIN_SECONDS):
            now[0] += seconds
            assert not files.have_changed()
        assert tried == [own.read_bytes()] * 2

    def test_another_certificate_is_noticed_and_the_same_one_is_not(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path)
        own = authority.sign("CN=relay", "own.pem")
        files = Files(own, authority.file)
        own.write_bytes(own.read_bytes())
        assert not files.are_others()
        authority.sign("CN=relay", "own.pem")
        assert files.are_others()
        files.know_again()
        assert not files.are_others()

    def test_another_authority_is_noticed(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path)
        files = Files(None, authority.file)
        Authority(tmp_path)
        assert files.are_others()

    @pytest.mark.parametrize("what", ["", "half of a certif", None])
    def test_what_cannot_be_used_leaves_what_is_in_use(self, tmp_path: Path, what: str | None) -> None:
        own = Authority(tmp_path).sign("CN=relay", "own.pem")
        files = Files(own)
        own.unlink() if what is None else own.write_text(what)
        assert not files.are_others()

    def test_a_key_without_its_certificate_leaves_what_is_in_use(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path)
        own, other = authority.sign("CN=relay", "own.pem"), authority.sign("CN=relay", "other.pem")
        files, begins = Files(own), "-----BEGIN CERTIFICATE-----"
        key, certificate = own.read_text().partition(begins)[0], other.read_text().partition(begins)[2]
        for without in (key, f"{begins}{certificate}", f"{key}{begins}{certificate}"):
            own.write_text(without)
            assert not files.are_others()

    def test_they_are_looked_at_every_few_seconds(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        authority, now = Authority(tmp_path), [1000.0]
        own = authority.sign("CN=relay", "own.pem")
        monkeypatch.setattr("core.credentials.time.monotonic", lambda: now[0])
        files = Files(own)
        authority.sign("CN=relay", "own.pem")
        assert not files.have_changed()
        now[0] += LOOK_SECONDS
        assert files.have_changed()

    def test_without_files_there_is_nothing_to_look_at(self) -> None:
        assert not Files(None, None)
        assert not Files(None, None).have_changed()
