"""Stays: who sleeps where and when, from a proposal to the morning of leaving. Joins parties and spaces."""
