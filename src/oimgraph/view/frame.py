"""The view inside a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Frame:
    """The page; a notebook shows it in a frame that can run its script and save files, and nothing else."""

    html: bytes = field(repr=False)

    def _repr_html_(self) -> str:
        page = html.escape(self.html.decode())
        return (f'<iframe title="oimgraph" sandbox="allow-scripts allow-downloads" srcdoc="{page}" '
                'style="width: 100%; height: 640px; border: 1px solid #d9dfe5; border-radius: 6px"></iframe>')
