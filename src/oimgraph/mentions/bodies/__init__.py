"""Bodies by their names: what a page calls them, where these names end, and how it takes them up."""
