"""A site's secrets are drawn once, for one purpose each, and a site with data never gets new ones."""

import json
import os

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.project.keys import FILE, load_keys


def test_a_new_home_gets_keys_that_stay(tmp_path):
    home = tmp_path / "new" / "home"
    first, salt = load_keys(home, has_data=False)
    again, same_salt = load_keys(home, has_data=True)
    assert (first, salt) == (again, same_salt)
    assert len(salt) == 16
    assert sorted(path.name for path in home.iterdir()) == [FILE]
    assert (home / FILE).stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


def test_two_homes_have_nothing_in_common(tmp_path):
    files = [tmp_path / name for name in ("a", "b")]
    texts = [json.loads((load_keys(home, has_data=False), home / FILE)[1].read_text()) for home in files]
    assert not set(texts[0].values()) & set(texts[1].values())
    assert len(set(texts[0].values())) == 8


def test_a_home_with_data_and_without_keys_is_refused(tmp_path):
    with pytest.raises(InvalidError, match="bring it back from a backup"):
        load_keys(tmp_path, has_data=True)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"pepper": "00"},
        {"pepper": None},
        {"pepper": "zz" * 32},
        {"site_salt": "00" * 15},
        {"salt": "11" * 32, "pepper": "11" * 32},
    ],
    ids=["short", "missing", "not hex", "short salt", "two alike"],
)
def test_a_damaged_file_is_refused_and_not_repeated(tmp_path, change):
    load_keys(tmp_path, has_data=False)
    text = json.loads((tmp_path / FILE).read_text()) | change
    (tmp_path / FILE).write_text(json.dumps({name: v for name, v in text.items() if v is not None}))
    with pytest.raises(InvalidError, match="is damaged") as refusal:
        load_keys(tmp_path, has_data=True)
    assert "11" * 8 not in str(refusal.value)


def test_no_other_user_ever_sees_the_file(tmp_path, monkeypatch):
    # Given: a machine whose files are readable to all
    before = os.umask(0)
    modes = []
    link = os.link
    monkeypatch.setattr(os, "link", lambda a, b: (modes.append(a.stat().st_mode & 0o777), link(a, b)))
    try:
        load_keys(tmp_path, has_data=False)
    finally:
        os.umask(before)
    # Then
    assert modes == [0o600]
