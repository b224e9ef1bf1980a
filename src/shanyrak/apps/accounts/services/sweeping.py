"""What goes by itself: ended sign-ins, invitations and challenges, spent codes, members long revoked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.accounts import totp
from shanyrak.apps.accounts.models import (
    Challenge,
    Invitation,
    Member,
    MemberState,
    SignIn,
    Slowdown,
    SpentCode,
)
from shanyrak.apps.audit import services as audit
from shanyrak.base.ids import Actor

SLOWDOWN_LASTS = timedelta(hours=1)
REVOKED_LASTS = timedelta(days=30)
# A code counts one step before and after its own; then nobody could use it anyway.
SPENT_STEPS = 4


@transaction.atomic
def sweep(*, actor: Actor, now: datetime) -> None:
    """Take out what has ended; invited people whose link ended and members revoked a month ago go whole."""
    for ended in (SignIn, Challenge, Invitation):
        ended.objects.filter(expires_at__lte=now).delete()
    SpentCode.objects.filter(step__lt=totp.step_of(now) - SPENT_STEPS).delete()
    Slowdown.objects.filter(not_before__lte=now - SLOWDOWN_LASTS).delete()
    invited = Member.objects.filter(state=MemberState.INVITED, invitation=None)
    long_ago = timezone.localdate(now) - REVOKED_LASTS
    n_gone = invited.delete()[0] + Member.objects.filter(revoked_on__lte=long_ago).delete()[0]
    if n_gone:
        audit.record(actor=actor, now=now, action="accounts.sweep")
