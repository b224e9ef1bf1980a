"""The answer of a suggester told to people, in sentences, and to machines, as JSON. Nothing is computed."""

from shanyrak.interfaces.cli.suggestions.machines import as_dict
from shanyrak.interfaces.cli.suggestions.sentences import lines

__all__ = ["as_dict", "lines"]
