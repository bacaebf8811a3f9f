"""What runs in the visitor's own browser: a page to ask and a page to check a list, with no server behind them."""

from kgov.publish.browser.page import POLICY, fragment
from kgov.publish.browser.tools import files, is_built

__all__ = ["POLICY", "files", "fragment", "is_built"]
