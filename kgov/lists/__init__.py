"""Lists as people keep them: workbooks into the knowledge graph, and back.

What a sheet and a column mean stands in ``tables/record.json`` and nowhere else.
"""
