"""Changes of the tables of intake, in order."""
