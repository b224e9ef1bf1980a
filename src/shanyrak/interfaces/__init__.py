"""Doors to the outside: each translates what comes in into one call below. No rule lives here."""
