"""Reasoning: what follows from the axioms, and what the shapes say of a graph."""
