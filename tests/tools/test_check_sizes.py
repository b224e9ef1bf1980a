"""The size check sees what grew, and what its book says too loudly."""

import runpy
from pathlib import Path

CHECK = runpy.run_path(str(Path(__file__).parents[2] / "tools/check_sizes.py"))


def tell(tmp_path, source):
    folder = tmp_path / "src"
    folder.mkdir()
    (folder / "thing.py").write_text(source, encoding="utf-8")
    return {name: (size, budget) for name, size, budget in CHECK["sizes"](tmp_path)}


def test_blank_lines_comments_and_docstrings_cost_nothing(tmp_path):
    source = '"""One.\n\nTwo.\n"""\n\n# why\n\n\ndef f():\n    """Say."""\n    # why\n\n    return 1\n'
    told = tell(tmp_path, source)
    assert told["src/thing.py"] == (2, 300)
    assert told["src/thing.py::f"] == (2, 40)
    assert told["src"] == (1, 16)


def test_methods_are_told_apart_by_their_class(tmp_path):
    told = tell(
        tmp_path, "class A:\n    def f(self): ...\n    def _g(self): ...\n\nclass B:\n    def f(self): ...\n"
    )
    assert told["src/thing.py::A"] == (1, 15)
    assert {"src/thing.py::A.f", "src/thing.py::B.f"} <= set(told)


def test_what_fits_is_not_mentioned():
    assert CHECK["differences"]({}, [("a.py::f", 40, 40)]) == []


def test_what_passes_its_budget_must_be_booked_with_its_size_and_reason():
    told = [("a.py::f", 41, 40)]
    assert "split it" in CHECK["differences"]({}, told)[0]
    assert CHECK["differences"]({"a.py::f": {"size": 41, "why": "one kernel"}}, told) == []
    assert "grew" in CHECK["differences"]({"a.py::f": {"size": 40, "why": "one kernel"}}, told)[0]
    assert "shrank" in CHECK["differences"]({"a.py::f": {"size": 42, "why": "one kernel"}}, told)[0]
    assert "lacks its `why`" in CHECK["differences"]({"a.py::f": {"size": 41}}, told)[0]


def test_a_stale_entry_fails():
    assert "delete its entry" in CHECK["differences"]({"gone.py": {"size": 301, "why": "x"}}, [])[0]
    assert "fits" in CHECK["differences"]({"a.py": {"size": 301, "why": "x"}}, [("a.py", 9, 300)])[0]


def test_a_template_has_its_budget_and_a_migration_none(tmp_path):
    (tmp_path / "src/migrations").mkdir(parents=True)
    (tmp_path / "src/migrations/0001_x.py").write_text("x = 1\n" * 500, encoding="utf-8")
    (tmp_path / "src/x.html").write_text("<p>\n" * 121, encoding="utf-8")
    told = {name: (size, budget) for name, size, budget in CHECK["sizes"](tmp_path)}
    assert told == {"src/x.html": (121, 120)}
