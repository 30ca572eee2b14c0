"""The sound handbook of tests/content_rules with pictures on its pages, and its site."""

import shutil
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

from scripts.parts import CODE, copy_parts
from tests.articles import SOUND
from tests.badpictures import photo, saved
from tests.conftest import ROOT, build

ALT = "Tổ đọc sách (tầng hai) & 3 < 5 người"
CAPTION = "Tổ đọc sách ở tầng hai, tháng 1/2027 (ảnh dựng)"
SECRETS = (b"SecretMaker", b"secret comment", b"secret packet", b"Exif", b"ICC_PROFILE", b"iCCP")
ENTRY, KIND = "chuyen-de/doc-cham", "chuyen-de/index"
ISSUE = f"""---
title: Tờ tin phòng đọc, số 3
summary: Ba bài cho người mới đến.
issue:
  number: 3
  month: 1/2027
  masthead: Tờ tin phòng đọc
---

Lời mở đầu của số này.

![Sơ đồ lối vào](hinh/so-do.png "Sơ đồ lối vào phòng đọc")

{{{{ piece("chuyen-de/tim-sach") }}}}

Lời nối sang bài sau.

![Góc đọc sách yên tĩnh](chuyen-de/goc.jpg "Góc đọc của tầng một")

{{{{ piece("{ENTRY}") }}}}
"""


def with_secrets(image: Image.Image) -> bytes:
    """A photo as a phone makes it: lying on its side, with all that is known about it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretMaker"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = {"comment": b"secret comment", "xmp": b"secret packet", "icc_profile": profile}
    return saved(image, "JPEG", quality=90, exif=exif, **more)


def plan() -> Image.Image:
    """A drawing that one can see through."""
    drawn = Image.new("RGBA", (900, 500), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).ellipse((50, 50, 850, 450), outline=(155, 28, 28, 255), width=9)
    return drawn


def write_handbook(root: Path) -> None:
    """The project's code, and pages that show pictures from everywhere."""
    copy_parts(ROOT, root, CODE)
    shutil.copytree(SOUND, root, dirs_exist_ok=True)
    docs = root / "docs"
    (docs / "hinh" / "hop-to.jpg").write_bytes(with_secrets(photo(1600, 1200)))
    (docs / "chuyen-de" / "goc.jpg").write_bytes(saved(photo(1500, 900), "JPEG"))
    (docs / "hinh" / "so-do.png").write_bytes(saved(plan(), "PNG"))
    (docs / "hinh" / "nho.webp").write_bytes(saved(photo(200, 150), "WEBP"))
    (docs / "hinh" / "in.jpg").write_bytes(saved(photo(500, 400).convert("CMYK"), "JPEG"))
    shown = [
        f'![{ALT}](../hinh/hop-to.jpg "{CAPTION}")',
        "![Góc đọc sách yên tĩnh](goc.jpg)",
        "Xem [bản gốc của ảnh](../hinh/hop-to.jpg).",
    ]
    more = ["![Cửa phòng đọc](../hinh/nho.webp)", "![Biển chỉ đường](../hinh/in.jpg)"]
    for name, lines in ((ENTRY, shown), (KIND, more)):
        path = docs / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        path.write_text("\n\n".join([text.rstrip(), *lines, ""]), encoding="utf-8")
    (docs / "to-tin.md").write_text(ISSUE, encoding="utf-8")


def built(root: Path, name: str = "site", **environment: str) -> Path:
    """The site of a handbook."""
    target = root / name
    done = build(root, target, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return target
