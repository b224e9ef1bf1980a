"""Commands on lines of people, and the page that one of them writes."""
