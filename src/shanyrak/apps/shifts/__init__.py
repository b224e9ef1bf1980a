"""What a team works on tonight: the list of requests, who has taken which, how far work on it is."""
