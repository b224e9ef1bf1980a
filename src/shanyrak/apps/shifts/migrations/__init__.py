"""Changes of the tables of shifts."""
