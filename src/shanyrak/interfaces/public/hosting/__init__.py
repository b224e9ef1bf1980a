"""Offering a room, page by page; the page of a host; and the link by which a host answers a question."""
