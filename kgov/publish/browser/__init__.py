"""What runs in the visitor's own browser: a page to ask and a page to check a list, with no server behind them."""
