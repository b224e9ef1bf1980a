"""Words that templates add to Django's: furniture of pages, dates and numbers. No rule of an area."""
