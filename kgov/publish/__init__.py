"""The published site: pages, charts, data for machines, and tools that run in the reader's browser."""
