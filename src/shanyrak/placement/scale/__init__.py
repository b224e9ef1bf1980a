"""Planning by many workers, each with some places. How one plans is `search`; here is what they share."""
