"""Prices of nights, and what they prove: a value that no plan exceeds."""
