"""Doors to the outside: each translates what comes in into one call below. No rule of the domain lives here."""
