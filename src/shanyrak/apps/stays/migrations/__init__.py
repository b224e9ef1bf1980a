"""Changes of the tables of stays, in order."""
