"""Shanyrak: plan where everyone sleeps, and prove how good the plan is."""

__version__ = "0.1.0"
