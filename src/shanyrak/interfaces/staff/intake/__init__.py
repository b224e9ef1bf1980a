"""Pages of one request: its facts, its chain of stays, where it could sleep, what was done about it."""
