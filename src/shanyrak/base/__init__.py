"""Floor 0: the words of the house. Standard library only; imports nothing of ours."""
