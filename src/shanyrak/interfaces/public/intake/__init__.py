"""Asking for a bed, page by page, and the page of a party that has asked."""
