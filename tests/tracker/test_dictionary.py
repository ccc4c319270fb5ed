from pathlib import Path

import pytest
from django.conf import settings

from tracker import dictionary


def test_data_dictionary_says_what_the_models_say():
    path = Path(settings.BASE_DIR) / "docs" / "data-dictionary.md"

    assert path.read_text(encoding="utf-8") == dictionary.markdown(), (
        "Run manage.py data_dictionary."
    )


@pytest.mark.parametrize("package", dictionary.PACKAGES)
def test_every_table_says_what_a_row_is(package):
    assert [
        model.__name__
        for model in dictionary.described_models(package)
        if model.__doc__.startswith(f"{model.__name__}(")  # Django's own
    ] == []
