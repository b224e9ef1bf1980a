"""Pages of members: coordinators, vetters, clerks. Each knows its actor from the sign-in."""
