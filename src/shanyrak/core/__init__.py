"""Floor 1: sciences without Django, disk, network or clock; its packages do not know one another."""
