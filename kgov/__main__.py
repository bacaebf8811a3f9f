"""``python -m kgov`` is the same as ``kgov``."""

from kgov.cli.main import main

main()
