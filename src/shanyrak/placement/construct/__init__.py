"""First plans: everybody in turn takes the best chain of what is left, with or without prices."""
