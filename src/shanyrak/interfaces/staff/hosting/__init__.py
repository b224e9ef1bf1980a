"""Pages of sites and hosts: who sleeps where tonight, what was checked of whom, and how people are there."""
