"""What a script imports is named by its content, all the way down, so that no page runs old parts."""

import hashlib
import re
from urllib.parse import urljoin

import pytest

from shanyrak.interfaces.shared.front.scripts import RoundImportError, imports_named
from shanyrak.interfaces.shared.static_files import PREFIX, SHELF

RELATIVE = re.compile(r"""(?m)^(?:import|export)\b[^;]*?["'](\.[^"']+)["']""")


def named(name, content):
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:4]}.{suffix}"


def finished(**files):
    told = {f"{name.replace('__', '/')}.js": text.encode() for name, text in files.items()}
    return {name: content.decode() for name, content in imports_named(told, named).items()}


def test_no_script_of_ours_imports_a_name_without_a_hash():
    scripts = {name: kept.content.decode() for name, kept in SHELF.files.items() if name.endswith(".js")}
    found = [urljoin(name, path) for name, text in scripts.items() for path in RELATIVE.findall(text)]
    assert f"{PREFIX}shared/sealing" in {name.rsplit(".", 2)[0] for name in found}
    assert [name for name in found if "immutable" not in SHELF.files[name].freshness] == []


@pytest.mark.parametrize(
    "line",
    [
        'import { a } from "./b.js";',
        "import './b.js';",
        'import {\n  a,\n} from "./b.js";',
        'export { a } from "./b.js";',
    ],
)
def test_an_import_is_named_by_what_it_leads_to(line):
    told = finished(a=line, b="1")
    assert f"./b.{hashlib.sha256(b'1').hexdigest()[:4]}.js" in told["a.js"]


def test_a_change_far_below_renames_everything_above():
    files = {"top__a": 'import "../low/b.js";', "low__b": 'import "./c.js";'}
    one, other = finished(**files, low__c="1"), finished(**files, low__c="2")
    assert one["top/a.js"] != other["top/a.js"]
    assert one["low/b.js"] != other["low/b.js"]
    assert one["top/a.js"].startswith('import "../low/b.')


def test_words_that_only_look_so_stay():
    text = '// we import "./b.js";\nconst a = await import("./b.js");\n'
    assert finished(a=text, b="1")["a.js"] == text


def test_what_is_not_there_and_what_goes_round_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        finished(a='import "./none.js";')
    with pytest.raises(RoundImportError, match=r"a.js imports b.js imports a.js"):
        finished(a='import "./b.js";', b='import "./a.js";')
