"""Changes of the tables of queueing, in order."""
