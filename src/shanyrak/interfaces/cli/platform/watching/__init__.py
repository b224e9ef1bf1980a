"""Commands that show whether a site keeps its word: its log, its bytes, its files. They change nothing."""
