"""The guide: one page per role, every link and image there, no image left over nor too heavy for a phone."""

import re

from domain.access import Role
from tests.services.shared import PROJECT

GUIDE = PROJECT / "docs/guide"
PAGES = sorted(GUIDE.glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")
HEAVIEST = 120_000  # bytes of an image


def links(page):
    return {(page.parent / link).resolve() for link in LINK.findall(page.read_text())}


def test_every_link_and_image_of_the_guide_exists():
    assert [(page.name, link) for page in PAGES for link in links(page) if not link.exists()] == []


def test_the_index_opens_every_page_and_names_every_role():
    index = GUIDE / "README.md"
    assert set(PAGES) - {index} <= links(index)
    words = index.read_text()
    assert [role for role in Role if role.label.replace("\u200c", "") not in words] == []


def test_every_image_is_shown_somewhere_and_stays_light():
    images = set((GUIDE / "images").iterdir())
    shown = set.union(*map(links, PAGES))
    assert images - shown == set()
    assert [image.name for image in images if image.stat().st_size > HEAVIEST] == []
