"""Changes of the tables of hosting, in order."""
