"""Shows that who is erased cannot be had back: `proof` looks, `rehearsal` lets weeks pass before."""
