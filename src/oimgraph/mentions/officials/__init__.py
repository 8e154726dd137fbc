"""Office-holders: their names, the words of their posts, and the bodies these are held in."""
