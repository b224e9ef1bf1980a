"""The command `shanyrak`, one module a verb. No rule of the domain lives here."""
