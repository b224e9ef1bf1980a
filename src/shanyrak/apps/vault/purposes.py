"""Why a member opens a contact. Each is a word that stands in the audit log; there is no free text."""

PURPOSES = ("call_about_bed", "not_arrived", "change_of_place", "safety", "vetting", "way", "they_asked")
