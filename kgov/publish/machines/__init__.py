"""The publication for machines: data beside the pages, catalogue, specification, tables, and rules for web servers."""
