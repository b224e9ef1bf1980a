"""Pages of members' accounts: signing in, joining, passkeys, who belongs to the team."""
