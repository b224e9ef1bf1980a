"""The browser's scripts, run by Node, give the known answers; what one side seals, the other opens."""

import hashlib
import json
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from shanyrak.base.secret import SecretText
from shanyrak.core.passphrases import LISTS, Passphrase, TypedPhraseError, draw_phrases, read_passphrase
from shanyrak.core.sealing import (
    BoxSecretKey,
    BrokenBoxError,
    LockKey,
    derive_root,
    lock,
    open_block,
    open_sealed,
    pad,
    party_keys,
    public_key,
    seal_block,
    to_base64url,
    unlock,
)
from shanyrak.interfaces import shared

ROOT = Path(__file__).parents[3]
STATIC = Path(shared.__file__).parent / "static"
V = json.loads((ROOT / "tests/core/security-vectors.json").read_text(encoding="utf-8"))
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node to run the browser's scripts")
SEALED, TEAM = bytes.fromhex(V["sealing"]["sealed"]), V["sealing"]["team_secret_key"]


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Run acts of known_answers.mjs, one after the other, and return their answers."""
    home = tmp_path_factory.mktemp("scripts")
    shutil.copytree(STATIC, home / "static")
    # Browsers take a script that is asked for as a module as one; Node wants to be told.
    (home / "static/package.json").write_text('{"type": "module"}', encoding="utf-8")

    def asked(*acts):
        command = [NODE, Path(__file__).with_name("known_answers.mjs"), home / "static"]
        done = subprocess.run(
            command, input=json.dumps(acts), capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_the_lists_of_words_are_those_of_python(ask):
    (lists,) = ask(["wordlists", None])
    assert {one["language"]: (one["number"], one["words"]) for one in lists} == {
        language: (one.number, list(one.words)) for language, one in LISTS.items()
    }


def test_a_changed_list_is_refused(ask):
    (answer,) = ask(["changed", "\n".join(LISTS["en"].words)])
    assert "not the one that was shipped" in answer["error"]


def test_phrases_are_read_as_the_known_answers_say(ask):
    for case, found in zip(
        V["passphrases"], ask(*(["read", case] for case in V["passphrases"])), strict=True
    ):
        if "error" in case:
            assert found["error"] == case["error"], case["name"]
        else:
            told = (found["list"], found["words"], found["text"].encode().hex(), found["digits"])
            assert told == (case["list"], case["words"], case["kdf_input_utf8"], case["digits"]), case["name"]


def test_keys_of_a_party_are_those_of_the_known_answers(ask):
    salt, cases = V["accounts"]["argon2"]["salt"], V["accounts"]["cases"]
    answers = ask(*(["party", {"text": " ".join(case["words"]), "salt": salt}] for case in cases))
    for case, found in zip(cases, answers, strict=True):
        assert found == {
            "root": case["root"],
            "auth": case["k_auth"],
            "secret": case["k_seal_is_the_x25519_secret_key"],
            "open": case["party_public_key"],
        }


def test_keys_of_a_member_are_those_of_the_known_answers(ask):
    case = V["member"]
    text = " ".join(case["passphrase_words"])
    wraps = {"wrapped": case["wrapped_member_key"], "seedWrap": case["team_seed_wrap"]}
    member, read = ask(
        ["member", {"text": text, "salt": case["salt"], **wraps}],
        ["readPhrase", {"input": text.upper(), "count": 6}],
    )
    assert member == {
        "root": case["root"],
        "auth": case["auth"],
        "wrap": case["wrap_key"],
        "secret": case["member_secret_key"],
        "seed": V["team"]["seed"],
    }
    assert read["text"] == text


def test_keys_of_a_team_are_those_of_the_known_answers(ask):
    case = V["team"]
    (found,) = ask(["team", case["seed"]])
    assert found == {
        "boxSecret": case["box_secret_key"],
        "boxPublic": case["box_public_key"],
        "signSeed": case["sign_seed"],
        "signPublic": case["sign_public_key"],
        "fingerprint": case["fingerprint_indices"],
    }
    for language, words in case["fingerprint_words"].items():
        assert [LISTS[language].words[index] for index in found["fingerprint"]] == words


def test_blocks_are_those_of_the_known_answers(ask):
    cases = V["padding"]["cases"]
    blocks = ask(*(["pad", case["input"]] for case in cases))
    hashes = [hashlib.sha256(bytes.fromhex(block)).hexdigest() for block in blocks]
    assert hashes == [case["padded_sha256"] for case in cases]
    assert ask(*(["unpad", block] for block in blocks)) == [case["input"] for case in cases]


def test_what_is_no_block_is_refused(ask):
    contact = bytes.fromhex(V["sealing"]["plaintext_utf8"])
    acts = {
        "1,023 bytes": ["pad", "71" * 1023],
        "length field says 1,023": ["unpad", "03ff" + "71" * 1022],
        "non-zero byte after the text": ["unpad", (pad(contact)[:-1] + b"\1").hex()],
        "1,023 bytes in all": ["unpad", pad(contact)[:-1].hex()],
    }
    told = {case["name"]: case["error"] for case in V["padding"]["must_fail"]}
    answers = ask(*acts.values(), ["unpad", ""])
    assert [answer["error"] for answer in answers] == [*(told[name] for name in acts), "bad_length"]


def test_the_sealed_contact_is_that_of_the_known_answers(ask):
    case = V["sealing"]
    one_time = {"secret": case["ephemeral_secret_key"], "open": case["ephemeral_public_key"]}
    rebuilt, opened, unlocked = ask(
        ["rebuild", {**one_time, "to": case["team_public_key"], "content": case["padded"]}],
        ["open", {"secret": TEAM, "box": case["sealed"]}],
        ["unlock", {"key": case["erasure_key"], "box": case["locked"]}],
    )
    assert (rebuilt, opened, unlocked) == (case["sealed"], case["padded"], case["sealed"])


def test_altered_boxes_do_not_open(ask):
    altered = {
        "cut by one byte": SEALED[:-1],
        "bit flipped in the ephemeral key": flipped(SEALED, 0),
        "bit flipped in the tag": flipped(SEALED, 32),
        "bit flipped in the text": flipped(SEALED, len(SEALED) - 1),
        "another team key": SEALED,
    }
    cases = V["sealing"]["must_fail"]
    boxes = [altered[case["name"]] for case in cases]
    assert [hashlib.sha256(box).hexdigest() for box in boxes] == [case["sealed_sha256"] for case in cases]
    sealed = [
        ["open", {"secret": case["secret_key"], "box": box.hex()}]
        for case, box in zip(cases, boxes, strict=True)
    ]
    locked = [
        ["unlock", {"key": case["erasure_key"], "box": V["sealing"]["locked"]}]
        for case in V["sealing"]["must_fail_outer"]
    ]
    short = [["open", {"secret": TEAM, "box": "00" * size}] for size in (0, 31, 47)]
    short += [["unlock", {"key": TEAM, "box": "00" * size}] for size in (0, 23, 39)]
    answers = ask(*sealed, *locked, *short)
    assert [answer["error"] for answer in answers] == ["broken"] * 12


def test_a_puzzle_is_solved_as_the_known_answers_say(ask):
    cases = [case for case in V["pow"]["cases"] if case["bits"] <= 16]
    assert ask(*(["solve", case["wire_base64url"]] for case in cases)) == [
        case["smallest_solution"] for case in cases
    ]


def test_what_the_browser_seals_python_opens_and_the_other_way_round(ask):
    secret, key = BoxSecretKey.draw(), LockKey.draw()
    to, text = public_key(secret), "әіңғүұқһө ґєїё 😀"
    sealed, empty, locked, opened = ask(
        ["seal", {"to": to.hex(), "text": text}],
        ["seal", {"to": to.hex(), "text": ""}],
        ["lock", {"key": key.reveal().hex(), "content": "0102"}],
        ["openText", {"secret": secret.reveal().hex(), "box": seal_block(to, text.encode()).hex()}],
    )
    assert open_block(secret, bytes.fromhex(sealed)).decode() == opened == text
    assert open_block(secret, bytes.fromhex(empty)) == b""
    assert len(sealed) == len(empty) == 2 * 1072
    assert unlock(key, bytes.fromhex(locked)) == b"\1\2"
    with pytest.raises(BrokenBoxError):
        open_sealed(secret, flipped(bytes.fromhex(sealed), 100))
    (back,) = ask(["unlock", {"key": key.reveal().hex(), "box": lock(key, b"\3\4").hex()}])
    assert back == "0304"


def test_base64url_is_the_same_on_both_sides(ask):
    contents = [bytes(range(start, start + size)) for start, size in ((0, 0), (250, 1), (250, 5), (0, 256))]
    texts = [to_base64url(content) for content in contents]
    assert ask(*(["base64url", content.hex()] for content in contents)) == texts
    assert ask(*(["fromBase64url", text] for text in texts)) == [content.hex() for content in contents]


def test_drawn_phrases_are_read_by_python_and_differ_in_their_last_word(ask):
    (drawn, six) = ask(["draw", 3000], ["drawPhrase", 6])
    for pair in drawn[:50]:
        assert list(read_passphrase(pair["own"]["text"], language="ru").words) == pair["own"]["words"]
    assert all(pair["own"]["indices"][:6] == pair["panic"]["indices"][:6] for pair in drawn)
    assert not any(pair["own"]["indices"][6] == pair["panic"]["indices"][6] for pair in drawn)
    # Each of the indices is expected 10 times; one of them 45 times, or 48 of them never, does not happen.
    seen = [index for pair in drawn for index in pair["own"]["indices"]]
    assert set(range(2048)) >= set(seen)
    assert len(set(seen)) > 2000
    assert max(seen.count(index) for index in set(seen)) < 45
    assert len(six) == 6


def test_each_index_is_the_low_bits_of_one_random_number(ask):
    faces = [0, 1, 2047, 2048, 65_535, 4096 + 7, 5]
    (drawn,) = ask(["drawFrom", [*faces, 5, 2048 + 5, 6, 9]])
    assert drawn["own"] == [0, 1, 2047, 0, 2047, 7, 5]
    assert drawn["panic"] == [0, 1, 2047, 0, 2047, 7, 6], "the panic phrase is drawn until it differs"
    assert drawn["left"] == 1


def spoilt(rng, text):
    """Put signs of all kinds between the letters of a phrase, and take some away."""
    signs = [chr(code) for code in rng.sample(range(0x20, 0x3000), 30)] + list(
        "  --,.1ёЁ\u00ad\u200b\u0301\ufeff"
    )
    known = [sign for sign in signs if unicodedata.ucd_3_2_0.category(sign) not in {"Cn", "Cs", "Co"}]
    letters = list(unicodedata.normalize(rng.choice(["NFC", "NFD", "NFKC", "NFKD"]), text))
    for _ in range(rng.randrange(4)):
        letters.insert(rng.randrange(len(letters) + 1), rng.choice(known))
    if rng.random() < 0.2:
        del letters[rng.randrange(len(letters))]
    return rng.choice([str, str.upper, str.title])("".join(letters))


def read_by_python(text, language):
    try:
        phrase = read_passphrase(text, language=language)
    except TypedPhraseError as refusal:
        return refusal.code, getattr(refusal, "position", None)
    return phrase.language, phrase.reveal()


def test_both_sides_read_the_same_of_whatever_is_typed(ask):
    rng = random.Random(20260926)  # noqa: S311  typing is no secret
    typed = []
    for _ in range(1500):
        phrase = Passphrase(LISTS[rng.choice(["ru", "en"])], tuple(rng.choices(range(2048), k=7)))
        text = rng.choice([phrase.reveal(), phrase.digits, phrase.grouped_digits])
        typed.append((spoilt(rng, text), rng.choice(["ru", "en", "kk"])))
    answers = ask(*(["read", {"input": text, "page_locale": language}] for text, language in typed))
    kinds = set()
    for (text, language), found in zip(typed, answers, strict=True):
        here = read_by_python(text, language)
        there = (
            (found["error"], found.get("position")) if "error" in found else (found["list"], found["text"])
        )
        assert here == there, ascii(text)
        kinds.add(here[0])
    assert {"ru", "en", "wrong_count", "unknown_word"} <= kinds


def test_a_root_of_the_browser_is_a_root_of_the_server(ask):
    phrase, salt = draw_phrases(LISTS["ru"]).panic, bytes(range(16))
    (found,) = ask(["party", {"text": phrase.reveal(), "salt": salt.hex()}])
    keys = party_keys(derive_root(SecretText(phrase.reveal()), salt))
    assert found["auth"] == keys.auth.reveal().hex()
    assert found["open"] == keys.public.hex()
