"""Break the promises of privacy one after another, in a copy of the code, and show which test notices each.

python tools/mutants.py [NAME]...

A mutant is a small change that a careless hand might make. One that no test notices is a promise that nobody
keeps; the exit status is 1 then. The working tree is not touched.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PATIENCE_S, AT_ONCE = 300, 2


@dataclass(frozen=True)
class Mutant:
    """A fault: in which file what becomes what, and the test that has to notice, in which file."""

    name: str
    file: str
    was: str
    becomes: str
    tests: str
    test: str

    @property
    def node(self) -> str:
        """The test, as pytest names it."""
        return f"{self.tests}::{self.test}"


APPS, CORE, PAGES = "shanyrak/apps", "shanyrak/core", "shanyrak/interfaces"
CLOSED = "    closed_on = models.DateField(null=True)\n"
MUTANTS = (
    Mutant(
        "a log of what was sent", "shanyrak/project/logs.py",
        "told = record.getMessage()", "told = f'{record.getMessage()} {record.args}'",
        "tests/project/test_logs.py",
        "test_an_exception_is_told_by_its_kind_and_place",
    ),
    Mutant(
        "a log of the whole address", "shanyrak/project/logs.py",
        '/{route}"', '{request.get_full_path()}"',
        "tests/project/test_logs.py",
        "test_a_request_is_told_by_its_route",
    ),
    Mutant(
        "a log of network addresses", f"{PAGES}/shared/headers.py",
        "        response = self.get_response(request)\n",
        "        response = self.get_response(request)\n        __import__('logging').getLogger('shanyrak')"
        ".info(request.META.get('HTTP_X_FORWARDED_FOR'))\n",
        "tests/interfaces/cli/platform/leaks/test_leakscan.py",
        "test_a_site_that_keeps_a_file_holds_nothing_of_what_was_typed",
    ),
    Mutant(
        "ids that tell when", f"{APPS}/intake/models.py",
        "default=uuid.uuid4", "default=uuid.uuid1",
        "tests/floors/test_models.py",
        "test_ids_tell_no_order_of_arrival",
    ),
    Mutant(
        "when somebody was last here", f"{APPS}/intake/models.py",
        CLOSED, f"{CLOSED}    last_seen = models.DateTimeField(null=True)\n",
        "tests/floors/test_models.py",
        "test_no_row_of_a_party_tells_the_time_of_day",
    ),
    Mutant(
        "pages of any length", f"{PAGES}/public/intake/lengths.py",
        "room = -(", "room = 0 * (",
        "tests/interfaces/public/stays/test_me.py",
        "test_the_page_has_one_length_in_every_state",
    ),
    Mutant(
        "a contact without its own lock", f"{APPS}/vault/services/contacts.py",
        '"blob": lock(keys.erasure, box)', '"blob": bytes(40) + box',
        "tests/apps/vault/test_contacts.py",
        "test_what_somebody_wrote_is_read_by_a_member_who_gives_a_reason",
    ),
    Mutant(
        "a contact opened without an entry", f"{APPS}/vault/services/contacts.py",
        'audit.record(actor=actor, now=now, action="vault.open_contact", subject=owner, detail=purpose)\n',
        "\n",
        "tests/apps/vault/test_contacts.py",
        "test_what_somebody_wrote_is_read_by_a_member_who_gives_a_reason",
    ),
    Mutant(
        "a cache of keys of phrases", f"{CORE}/sealing/derivation.py",
        "import hashlib\n", "import functools\nimport hashlib\n",
        "tests/core/test_packages.py",
        "test_nothing_is_cached_logged_or_written",
    ),
    Mutant(
        "tokens of sign-ins as they are", f"{CORE}/sealing/signin.py",
        "hashlib.sha256(self.reveal()).digest()", "self.reveal()",
        "tests/core/sealing/test_signin.py",
        "test_a_token_is_that_of_the_known_answers",
    ),
    Mutant(
        "a panic phrase that only signs in", f"{APPS}/intake/services/sign_ins.py",
        "if kind == LocatorKind.PANIC else", "if kind == LocatorKind.HOST else",
        "tests/apps/intake/test_sign_ins.py",
        "test_the_panic_phrase_ends_everything_at_once",
    ),
    Mutant(
        "a phrase shown again", f"{PAGES}/public/intake/phrase_form.py",
        "    def format_value(", "    def format_nothing(",
        "tests/interfaces/public/stays/test_me.py",
        "test_what_is_no_phrase_is_told_where_and_never_shown_again",
    ),
    Mutant(
        "acts of arrivals in the log", f"{APPS}/audit/services.py",
        'UNSEEN = {"arrival", "host"}', 'UNSEEN = {"nobody"}',
        "tests/apps/audit/test_record.py",
        "test_what_arrivals_and_hosts_do_is_not_kept",
    ),
    Mutant(
        "entries whose hash can be guessed", f"{APPS}/audit/services.py",
        "secrets.token_bytes(NONCE_SIZE)", "bytes(NONCE_SIZE)",
        "tests/apps/audit/test_record.py",
        "test_two_entries_of_one_kind_differ_in_their_nonce",
    ),
    Mutant(
        "rows that lie as they came", f"{APPS}/intake/services/shuffling.py",
        " ORDER BY [key]", "",
        "tests/apps/intake/test_linkage.py",
        "test_families_are_not_found_once_the_rows_are_shuffled",
    ),
    Mutant(
        "a log of the database that stays", f"{APPS}/intake/services/journal.py",
        'cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")', 'cursor.execute("SELECT 0")',
        "tests/apps/intake/test_linkage.py",
        "test_the_log_of_the_database_holds_no_rows_after_a_shuffle",
    ),
    Mutant(
        "pages that a phone keeps", f"{PAGES}/shared/headers.py",
        '"no-store, no-transform"', '"private"',
        "tests/interfaces/shared/test_headers.py",
        "test_an_answer_has_its_headers",
    ),
    Mutant(
        "a cookie that scripts can read", f"{PAGES}/shared/cookies.py",
        "httponly=True", "httponly=False",
        "tests/interfaces/shared/test_cookies.py",
        "test_a_cookie_is_this_line_and_comes_back",
    ),
    Mutant(
        "the way to a place before both said yes", f"{PAGES}/public/stays/chain.py",
        "stay.site is None or stay.state not in WAY_IS_SHOWN", "stay.site is None",
        "tests/interfaces/public/stays/test_pages.py",
        "test_the_way_is_shown_only_between_both_yes_and_the_end",
    ),
    Mutant(
        "contacts as long as they are", f"{CORE}/sealing/padding.py",
        "return seal(key, pad(content))", "return seal(key, content)",
        "tests/core/sealing/test_boxes.py",
        "test_every_contact_goes_in_and_out_at_one_length",
    ),
    Mutant(
        "contacts as long as a browser makes them", f"{PAGES}/shared/static/shared/sealing.js",
        "pad(new TextEncoder().encode(text))", "new TextEncoder().encode(text)",
        "tests/interfaces/shared/test_phrase_scripts.py",
        "test_what_the_browser_seals_python_opens_and_the_other_way_round",
    ),
    Mutant(
        "boxes of any length taken", f"{APPS}/vault/contacts.py",
        "len(box) != SEALED_BLOCK", "not box",
        "tests/apps/vault/test_contacts.py",
        "test_what_is_no_box_is_refused",
    ),
    Mutant(
        "an erasure that leaves the key", f"{APPS}/vault/endings.py",
        "        KEYRING.forget(owners)\n", "",
        "tests/apps/vault/test_erasure.py",
        "test_the_key_is_gone_and_a_tombstone_stands",
    ),
    Mutant(
        "an erasure without a tombstone", f"{APPS}/vault/endings.py",
        "        TOMBSTONES.add(owners, timezone.localdate(now))\n", "",
        "tests/apps/vault/test_erasure.py",
        "test_the_key_is_gone_and_a_tombstone_stands",
    ),
    Mutant(
        "stays that the log names for ever", "shanyrak/project/settings.py",
        "stays.queries.references.find_reference_key", "vault.stock.find_reference_key",
        "tests/apps/stays/test_references.py",
        "test_nothing_in_the_log_leads_to_who_is_erased",
    ),
    Mutant(
        "forms of any site taken", f"{PAGES}/shared/same_origin.py",
        'site in {"same-origin", "none"}', "bool(site)",
        "tests/interfaces/shared/test_same_origin.py",
        "test_the_browser_says_where_a_form_comes_from",
    ),
)  # fmt: skip


def main() -> int:
    """Try every mutant, or those that are named, two at a time; print a table."""
    chosen = [mutant for mutant in MUTANTS if not sys.argv[1:] or mutant.name in sys.argv[1:]]
    if unknown := set(sys.argv[1:]) - {mutant.name for mutant in chosen}:
        sys.exit(f"no mutant is called {', '.join(sorted(unknown))}")
    if failed := failing({}, sorted({mutant.node for mutant in chosen})):
        sys.exit(f"{failed} fails without any mutant")
    missed = 0
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for mutant, noticed in zip(chosen, workers.map(tried, chosen), strict=True):
            missed += not noticed
            print(
                f"{'caught' if noticed else 'MISSED':7} {mutant.name:42} {noticed or mutant.node}", flush=True
            )
    print(f"{len(chosen) - missed} of {len(chosen)} caught")
    return 1 if missed else 0


def tried(mutant: Mutant) -> str:
    """Return the name of the test that fails on a mutant, or nothing."""
    text = (ROOT / "src" / mutant.file).read_text(encoding="utf-8")
    return failing({mutant.file: mutated(mutant, text)}, [mutant.node])


def failing(changed: dict[str, str], nodes: list[str]) -> str:
    """Return the first of these tests that fails where files hold another text, or nothing."""
    with TemporaryDirectory(prefix="mutant-") as folder:
        source = Path(folder) / "src"
        shutil.copytree(ROOT / "src", source)
        for file, text in changed.items():
            (source / file).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *nodes]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(source)},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
    # A test that could not be run has noticed nothing.
    if done.returncode not in {0, 1} or "\nERROR " in done.stdout:
        sys.exit(f"{', '.join(nodes)} could not be run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    failed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    return failed[0] if failed else ""


def mutated(mutant: Mutant, text: str) -> str:
    """Return the text of a file with its fault in it; a mutant whose place is gone is a fault of ours."""
    if mutant.was not in text:
        sys.exit(f"{mutant.name}: {mutant.file} has no {mutant.was!r} any more")
    return text.replace(mutant.was, mutant.becomes, 1)


if __name__ == "__main__":
    sys.exit(main())
