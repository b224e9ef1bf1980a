"""Refusals of the audit log: there are none; what it is told wrongly is a fault of ours."""
