"""Prices of nights and what they prove: no plan is worth more than the beds at their prices and each party alone."""
