"""The stays of a party, as the party sees them: where, until when, what comes next, and what may be done."""
