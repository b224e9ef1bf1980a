"""Teams, their members, what each may do, and how they sign in. Nothing here knows a party or a host."""
