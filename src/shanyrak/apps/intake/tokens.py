"""Makes the row of a sign-in and the token that belongs to it. Neither is written or sent here."""

from datetime import datetime

from shanyrak.apps.intake.models import SignIn
from shanyrak.base.ids import Actor, CookieToken
from shanyrak.core.sealing import PARTY_LASTS, SignInToken, expiry


def draw_sign_in(actor: Actor, now: datetime) -> tuple[SignIn, CookieToken]:
    """Return a sign-in to be kept, and its token, which is nowhere else."""
    token = SignInToken.draw()
    who = {"host": actor.id} if actor.kind == "host" else {"party_id": actor.id}
    row = SignIn(token_hash=token.stored, expires_at=expiry(now, PARTY_LASTS), **who)
    return row, CookieToken(token.cookie)
