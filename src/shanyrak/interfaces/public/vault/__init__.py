"""Pages on which people seal how the team can reach them, in their own browser."""
