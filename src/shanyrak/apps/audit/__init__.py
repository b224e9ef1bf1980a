"""Who of the team did what on which day, and when each job last ran. It knows nobody."""
