"""Vault: who may open what was sealed, and the keys whose end is the end of what they lock."""
