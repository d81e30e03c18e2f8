"""An authority of the tests' own, and the certificates that it signs."""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

HERE = ipaddress.ip_address("127.0.0.1")
DAY = timedelta(days=1)
BOTH_SIDES = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])


class Authority:
    """Signs for whoever asks; its own certificate is in *file*."""

    def __init__(self, folder: Path, name: str = "CN=the authority of the tests") -> None:
        self._folder = folder
        self._name, self._key = x509.Name.from_rfc4514_string(name), ec.generate_private_key(ec.SECP256R1())
        own = self._of(self._name, self._key.public_key())
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self.file = folder / "ca.pem"
        self.file.write_bytes(own.sign(self._key, SHA256()).public_bytes(Encoding.PEM))

    def sign(self, subject: str, file: str) -> Path:
        """A new key and a certificate for it, of that subject (RFC 4514), in one file of that name."""
        key = ec.generate_private_key(ec.SECP256R1())
        named = x509.SubjectAlternativeName([x509.IPAddress(HERE), x509.DNSName("localhost")])
        wanted = self._of(x509.Name.from_rfc4514_string(subject), key.public_key())
        wanted = wanted.add_extension(named, critical=False).add_extension(BOTH_SIDES, critical=False)
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path = self._folder / file
        path.touch(mode=0o600)
        path.write_bytes(secret + wanted.sign(self._key, SHA256()).public_bytes(Encoding.PEM))
        return path

    def _of(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder(self._name, subject, key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - DAY)
            .not_valid_after(now + DAY)
        )
