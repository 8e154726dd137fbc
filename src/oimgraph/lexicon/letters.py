"""Letters of names, for character classes: those of Europe, of Turkey and of Viet Nam have more than Latin-1."""

from __future__ import annotations

UPPER = "A-ZÀ-ÖØ-ÞĀ-ſƠƯȘȚḀ-ỹ"       # the further blocks mix large and small ones: "Šabac", "Đà Nẵng"
LOWER = "a-zà-öø-ÿĀ-ſơưșțḀ-ỹ"
