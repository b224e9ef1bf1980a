"""Words that occur nowhere by chance, one for each place where somebody could type or send something."""

import json
import secrets
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from shanyrak.base.errors import InvalidError

# Text of people mixes alphabets; what goes into a header may only be plain.
LETTERS = "абвгджзиклмнпрстуфхцчшщыэюяәғқңөұүһі"
PLAIN = "bcdfghjkmnpqrstvwxz"
LENGTH = 14
PAIR = ", pair "
IN_HEADERS = (
    "user_agent", "referer", "accept_language", "x_forwarded_for", "x_real_ip", "forwarded", "cookie_value",
    "cookie_sid", "cookie_member", "authorization", "origin", "content_type", "host_name", "unknown_header",
    "from_header", "via_header",
)  # fmt: skip
IN_ADDRESSES = ("path", "query_name", "query_value", "answers_in_address", "turn_in_address", "staff_filter")
IN_FORMS = (
    "people", "night", "needs", "language", "sex", "answers", "unknown_field", "puzzle", "solution", "turn",
    "wrong_key", "wrong_public_key", "typed_phrase", "too_long_phrase", "beds", "free_night", "ask_code",
    "ask_token", "refusal_reason", "safe_answer", "username", "member_phrase", "member_code", "invitation",
    "file_name", "file_content", "large_body", "json_body", "breaking_text", "staff_note", "party_name",
    "party_phone", "party_telegram", "party_note", "host_street", "door_note", "legal_stay",
)  # fmt: skip


@dataclass
class Canaries:
    """What is planted, by the place where it goes in; phrases and keys of people are added on the way."""

    texts: dict[str, str] = field(default_factory=dict)
    # Those of which the server never sees the text, as the browser makes something else of it.
    unseen: set[str] = field(default_factory=set)

    @classmethod
    def draw(cls) -> "Canaries":
        """Draw one for each place."""
        plain = {name: _drawn(PLAIN) for name in (*IN_HEADERS, *IN_ADDRESSES)}
        return cls(plain | {name: _drawn(PLAIN[:6] + LETTERS) for name in IN_FORMS})

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def add(self, name: str, text: str, *, unseen: bool = False) -> str:
        """Note one more; return it."""
        self.texts[name] = text
        if unseen:
            self.unseen.add(name)
        return text

    def add_phrase(self, name: str, words: str, *, unseen: bool = False) -> str:
        """Note a phrase: the whole and each pair of neighbours."""
        parts = words.split()
        for n, pair in enumerate(pairwise(parts)):
            self.add(f"{name}{PAIR}{n + 1}", " ".join(pair), unseen=unseen)
        return self.add(name, words, unseen=unseen)

    def write(self, file: Path) -> None:
        """Keep them, so that other places can be looked through for them."""
        file.write_text(json.dumps(self.texts, ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> "Canaries":
        """Return those that were kept.

        Raises
        ------
        InvalidError
            If the file holds none.
        """
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            raise InvalidError(f"{file} is no file of canaries") from None
        if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
            raise InvalidError(f"{file} is no file of canaries")
        return cls(told)


def _drawn(letters: str) -> str:
    return "".join(secrets.choice(letters) for _ in range(LENGTH))
