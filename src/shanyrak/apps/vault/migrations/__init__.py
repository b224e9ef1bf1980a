"""Changes of the tables of vault, one a file."""
