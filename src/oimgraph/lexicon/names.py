"""What names consist of, whatever language a page is in. Letters are for character classes: those of Europe, of Turkey
and of Viet Nam have more than Latin-1."""

from __future__ import annotations

UPPER = "A-ZÀ-ÖØ-ÞĀ-ſƠƯȘȚḀ-ỹ"       # the further blocks mix large and small ones: "Šabac", "Đà Nẵng"
LOWER = "a-zà-öø-ÿĀ-ſơưșțḀ-ỹ"
# small words inside names of persons
PARTICLES = (r"(?:de la|de los|de las|de|del|della|da|das|dos|do|di|van der|van den|van de|van|von der|von|bin|ibn|al"
             r"|el|ben|ould|bint|le|la|den|ter)")
OPENINGS = "(?:al-|el-|d'|d’)"                     # what a name of a person may begin with in small letters
# small words inside names of places, and Arabic articles, which a hyphen joins
OF_PLACES = r"(?:de la|de los|de|del|la|el|al|da|do|dos|du|sur)"
ARTICLES = r"(?:al|ad|ar|as|el|ud|ul)"
