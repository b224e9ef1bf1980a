"""Hosting: hosts, sites, their spaces and beds, and what was checked of them. Knows no party."""
