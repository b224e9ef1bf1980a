"""Floor 2: what is kept and who may change it; one Django app for each area, whose name is an area's word."""
