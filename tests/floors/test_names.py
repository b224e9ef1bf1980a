"""Files and folders have the names and places that ARCHITECTURE.md gives them."""

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
ROOT_NAMES = {
    ".ci", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CITATION.cff", "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md", "LANGUAGES.md", "LICENSE", "Makefile", "README.md", "SECURITY.md", "benchmarks",
    "changelog.d", "deploy", "docs", "examples", "pyproject.toml", "requirements.txt", "src", "tests",
    "tools",
}  # fmt: skip
DOCS = {"tutorials", "how-to", "reference", "explanation", "decisions", "images"}
DRAWERS = (
    "util*",
    "help*",
    "misc*",
    "common*",
    "lib",
    "manager*",
    "stuff*",
    "new_*",
    "old_*",
    "*_v2",
    "tmp*",
)
WITHOUT_SOURCE = {
    "tests",
    "tests/benchmarks",
    "tests/docs",
    "tests/floors",
    "tests/journeys",
    "tests/tools",
}
FRAGMENT = re.compile(r"\+[a-z0-9-]+\.(security|added|changed|fixed)\.md")
TODO = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b(?! \(\d{4}\))")


def files() -> list[PurePosixPath]:
    """Every file that is tracked or would be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("needs a git clone, to know which files belong to the project")
    return [PurePosixPath(line) for line in listing.stdout.splitlines() if (ROOT / line).exists()]


def is_drawer(path: PurePosixPath) -> bool:
    return any(fnmatch(part, drawer) for part in path.with_suffix("").parts for drawer in DRAWERS)


def test_nothing_strange_lies_at_the_root():
    assert {path.parts[0] for path in files()} - ROOT_NAMES == set()


def test_every_page_of_docs_has_one_mode():
    pages = {path for path in files() if path.parts[0] == "docs"}
    assert {str(path) for path in pages if len(path.parts) < 3 or path.parts[1] not in DOCS} == set()


def test_no_file_is_a_drawer():
    assert [str(path) for path in files() if path.parts[0] in {"src", "tests"} and is_drawer(path)] == []


@pytest.mark.parametrize("name", ["src/shanyrak/placement/utils.py", "tests/helpers/x.py", "src/a_v2.py"])
def test_a_drawer_is_known_when_seen(name):
    assert is_drawer(PurePosixPath(name))


def test_tests_mirror_src():
    folders = {
        str(path.parent) for path in files() if path.parts[0] == "tests" and path.name.startswith("test_")
    }
    mirrored = folders - WITHOUT_SOURCE
    assert {f for f in mirrored if not (ROOT / f.replace("tests", "src/shanyrak", 1)).is_dir()} == set()


def test_no_folder_of_tests_is_a_package():
    assert [str(p) for p in files() if p.parts[0] == "tests" and p.name == "__init__.py"] == []


def test_fragments_of_the_changelog_have_a_kind_and_say_something():
    fragments = [path for path in files() if path.parts[0] == "changelog.d" and path.name != ".gitkeep"]
    assert [path.name for path in fragments if not FRAGMENT.fullmatch(path.name)] == []
    assert [path.name for path in fragments if not (ROOT / path).read_text(encoding="utf-8").strip()] == []


def test_a_todo_names_a_decision():
    sources = [path for path in files() if path.suffix == ".py" and path.name != "test_names.py"]
    wrong = [str(path) for path in sources if TODO.search((ROOT / path).read_text(encoding="utf-8"))]
    assert wrong == []
    assert TODO.search("x = 1  # TODO mend")
    assert not TODO.search("x = 1  # TODO (0003) mend")


def test_every_module_says_what_lives_in_it():
    modules = [
        path for path in files() if path.suffix == ".py" and path.parts[0] in {"src", "tests", "tools"}
    ]
    silent = [
        str(path)
        for path in modules
        if not (ROOT / path).read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert silent == []
