"""Pages on which members make the team's keys and open contacts, all of it in their browsers."""
