"""The pages of the site: each module makes the pages of some sorts of thing."""
