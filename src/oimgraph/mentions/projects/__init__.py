"""Projects: what they are called, who carries them out, when, and what they cost."""
