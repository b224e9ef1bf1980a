"""Intake: parties that ask for a bed, and the phrases by which they come back. Knows no host and no space."""
