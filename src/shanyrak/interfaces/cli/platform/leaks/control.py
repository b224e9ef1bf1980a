"""Ten leaks, planted on purpose: a scan that misses one of them proves nothing."""

import base64
import gzip
import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from shanyrak.interfaces.cli.platform.leaks.canaries import Canaries

PLACES = ("party_phone", "party_name", "user_agent", "typed_phrase", "host_street", "x_forwarded_for",
          "member_phrase", "party_note", "door_note", "breaking_text")  # fmt: skip


def plant(folder: Path, canaries: Canaries) -> tuple[str, ...]:
    """Write ten files, each with a leak of another kind; return which canaries they hold."""
    folder.mkdir()
    texts = [canaries[name] for name in PLACES]
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", f"about {texts[7]} and others")
    log = f"ERROR at /me/: phone={texts[0]}\n".encode()
    files = {
        "server.log": log,
        "cookies.json": json.dumps({"name": texts[1]}).encode(),
        "access.log": f'127.0.0.1 - "{texts[2]}"\n'.encode(),
        "phones.csv": hashlib.sha256(texts[3].encode()).hexdigest().encode(),
        "mail.eml": base64.encodebytes(b"Subject: a home\n\n" + texts[4].encode() * 9),
        "visits.bin": bytes(7) + hashlib.blake2b(texts[5].encode()).digest(),
        "backup.gz": gzip.compress(texts[6].encode("utf-16-le")),
        "export.zip": zipped.getvalue(),
        "addresses.txt": f"/search?q={quote(texts[8])}".encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with closing(sqlite3.connect(folder / "other.sqlite3")) as rows:
        rows.execute("CREATE TABLE note (text)")
        rows.execute("INSERT INTO note VALUES (?)", (texts[9],))
        rows.commit()
    return PLACES
