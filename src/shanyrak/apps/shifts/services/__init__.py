"""Changes of what a team works on, one noun a file."""

from shanyrak.apps.shifts.services.claims import claim_rows, release_rows, sweep
from shanyrak.apps.shifts.services.notes import note_rows

__all__ = ["claim_rows", "note_rows", "release_rows", "sweep"]
