"""Pages of the evening: the list of tonight, plans for all, questions to hosts, rosters, the day after."""
