"""Queueing: service points, their counters and hours, and tickets in line. Knows no person and no party."""
