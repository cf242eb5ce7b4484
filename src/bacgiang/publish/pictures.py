"""For maintainers: the small pictures of the README, taken from the built site.

Run `make` first, then

    .venv/bin/python -m bacgiang.publish.pictures

It needs Chromium or Chrome and, for the briefing, pdftoppm (of Poppler).
"""

import io
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
SITE = HERE.parents[2] / "_site"
HEAVIEST = 150_000  # bytes
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> None:
    """Take the pictures of the built site and save them."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    if not (found and shutil.which("pdftoppm") and (SITE / "briefing.pdf").exists()):
        sys.exit("Needed: the built site (make), Chromium or Chrome, and pdftoppm.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        shot(page, "site", "index.html")
        # the first section with a figure
        shot(page, "notebook", "1-growth.html", place="section section:has(picture)")
        shot(page, "browser", "browser.html")
        page.set_viewport_size({"width": 1280, "height": 720})
        shot(page, "slide", "slides/1-growth.html#/1", wait="Reveal.isReady()")
        browser.close()
    first = ["pdftoppm", "-r", "90", "-png", "-l", "1", str(SITE / "briefing.pdf")]
    save("briefing", subprocess.check_output(first), wide=600)


def shot(page: Page, name: str, address: str, place: str = "", wait: str = "") -> None:
    """Take a picture of a page, scrolled to a place, once a condition holds."""
    page.goto(f"{SITE.as_uri()}/{address}")
    page.evaluate("document.fonts.ready")
    if wait:
        page.wait_for_function(wait)
    if place:
        up = "e => e.scrollIntoView({block: 'start', behavior: 'instant'})"
        page.locator(place).first.evaluate(up)
    page.wait_for_timeout(400)
    save(name, page.screenshot())


def save(name: str, png: bytes, wide: int = 960) -> None:
    """Save a picture at the width in which the README shows it."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture = picture.resize(
        (wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS
    )
    target = HERE / "pictures" / f"{name}.png"
    target.parent.mkdir(exist_ok=True)
    picture.quantize(
        160, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    ).save(target, optimize=True)
    assert target.stat().st_size < HEAVIEST, f"{target.name} is too heavy"
    print(f"{target.name:14} {target.stat().st_size:7,} bytes")


if __name__ == "__main__":
    main()
