"""Pages that ask nothing and keep nothing: the first page, places, guides, and what stands in the footer."""
