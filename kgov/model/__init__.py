"""The model of the documents as typed things: bodies, seats, links, duties, rules, statements, gaps."""
