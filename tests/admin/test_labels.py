"""Labels read as sentences do."""

import pytest
from django.contrib import admin
from django.utils.text import capfirst


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_every_label_begins_with_a_capital(model):
    labels = [capfirst(str(field.verbose_name)) for field in model._meta.fields]

    assert [label for label in labels if not label.lstrip("¿")[:1].isupper()] == []
