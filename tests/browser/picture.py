"""Draws README.png from the example: `make picture`. Not named like a test, so that no run of the suite changes it."""

import io

import pytest
from django.conf import settings
from PIL import Image

from accounts.models import User
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

DISPUTED = "/compromisos/EJEMPLO-04/"
HEIGHT, GAP, EDGE = 940, 28, "#857f71"
HEAVIEST = 150 * 1024


def test_the_picture_of_the_readme(open_browser, cases):
    """What everybody reads at a desk, and what a representative reads on her phone."""
    desk = shown(open_browser({"width": 1120, "height": HEIGHT}), DISPUTED)
    rosa = User.objects.get(username="comunidad")
    phone = shown(open_browser({**PHONE, "height": HEIGHT}, user=rosa), "/mis-compromisos/")

    both = Image.new("RGB", (desk.width + GAP + phone.width, HEIGHT), EDGE)
    both.paste(desk, (0, 0))
    both.paste(phone, (desk.width + GAP, 0))
    target = settings.BASE_DIR / "README.png"
    both.quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)

    assert target.stat().st_size < HEAVIEST


def shown(page, path):
    page.goto(path)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")
