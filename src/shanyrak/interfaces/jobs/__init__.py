"""Work that is owed or done every night. A job is a function of now that calls one service."""
