"""Sealed backups: what a backup says of itself and its copy, packed then encrypted for whoever holds the key.

The format is age: encrypted with the public key that the server knows, opened with the private one that it
never needs. Any change of a sealed file is found when it is opened.
"""

import hashlib
import io
import tarfile
from pathlib import Path

import pyrage

from domain.backups import Manifest
from domain.errors import DomainError

COPY, _MANIFEST = "base", "manifeste.json"
_BAD_RECIPIENT = "JALONS_BACKUP_KEY n’est pas une clé publique (age1…)\u00a0: python -m db backup-key"
_BAD_KEY = "Ce n’est pas une clé de sauvegarde (AGE-SECRET-KEY-…)."
_SEALED = "Sauvegarde illisible\u00a0: ce n’est pas sa clé, ou le fichier est incomplet ou abîmé."


def new_key() -> tuple[str, str]:
    """A private key, to keep away from the server, and the public one to give to it."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def seal(folder: Path, manifest: Manifest, public_key: str, target: Path) -> None:
    """Pack the copy of this folder with its manifest, encrypted, readable by its owner only; sum beside."""
    try:
        recipient = pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError:
        raise DomainError(_BAD_RECIPIENT) from None
    packed, sealed = folder / "packed", folder / "sealed"
    with tarfile.open(packed, "w:gz", compresslevel=1) as archive:
        content = manifest.to_json().encode()
        member = tarfile.TarInfo(_MANIFEST)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
        archive.add(folder / COPY, COPY)
    pyrage.encrypt_file(str(packed), str(sealed), [recipient])
    sealed.chmod(0o600)
    sealed.replace(target)
    target.with_name(f"{target.name}.sha256").write_text(f"{_sum(target)}  {target.name}\n")


def unseal(sealed: Path, private_key: str, folder: Path) -> Manifest:
    """Open a backup into this folder, as `base`; raise DomainError for a wrong key or a damaged file."""
    try:
        identity = pyrage.x25519.Identity.from_str(private_key)
    except pyrage.IdentityError:
        raise DomainError(_BAD_KEY) from None
    packed = folder / "packed"
    try:
        pyrage.decrypt_file(str(sealed), str(packed), [identity])
    except (pyrage.DecryptError, OSError):
        raise DomainError(_SEALED) from None
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return Manifest.from_json((folder / _MANIFEST).read_text())


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
