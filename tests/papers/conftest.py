from collections.abc import Callable
from pathlib import Path

import pytest

Pdf = Callable[..., Path]


@pytest.fixture
def pdf(tmp_path: Path) -> Pdf:
    """Writes a small PDF, one text a page."""

    def write(*pages: str, name: str = "letter.pdf") -> Path:
        bodies = [f"BT /F1 12 Tf 50 700 Td ({page}) Tj ET".encode() for page in pages]
        kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for n, body in enumerate(bodies):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * n} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
            )
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
        raw, offsets = b"%PDF-1.4\n", []
        for number, body in enumerate(objects, 1):
            offsets.append(len(raw))
            raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
        size = len(objects) + 1
        raw += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            size, table, size, len(raw),
        )  # fmt: skip
        path = tmp_path / name
        path.write_bytes(raw)
        return path

    return write
