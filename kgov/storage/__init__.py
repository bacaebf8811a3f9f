"""Graphs in and out: terms, reading of RDF files, and the stores that answer SPARQL."""
