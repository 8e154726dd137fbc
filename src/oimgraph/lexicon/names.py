"""What names consist of, whatever language a page is in. Letters are for character classes: those of Europe, of Turkey
and of Viet Nam have more than Latin-1."""

from __future__ import annotations

UPPER = "A-ZÀ-ÖØ-ÞĀ-ſƠƯȘȚḀ-ỹ"       # the further blocks mix large and small ones: "Šabac", "Đà Nẵng"
LOWER = "a-zà-öø-ÿĀ-ſơưșțḀ-ỹ"
ACRONYM = r"[A-Z][A-Za-z0-9&./-]{0,10}[A-Z0-9]"    # in brackets beside the name that it stands for
# small words inside names of persons
PARTICLES = (r"(?:de la|de los|de las|de|del|della|da|das|dos|do|di|van der|van den|van de|van|von der|von|bin|ibn|al"
             r"|el|ben|ould|bint|le|la|den|ter)")
OPENINGS = "(?:al-|el-|d'|d’)"                     # what a name of a person may begin with in small letters
# small words inside names of places, and Arabic articles, which a hyphen joins
OF_PLACES = r"(?:de la|de las|de los|de|del|la|el|al|da|do|dos|du|sur)"
ARTICLES = r"(?:al|ad|ar|as|el|ud|ul)"
# terms over folded text: small words inside names of bodies, those that open a cause, what joins the parts of a cause
OF_BODIES = {
    "du", "de la", "de l(?=')", "de los", "de las", "del", "des", "de", "d(?=')", "of the", "of", "pour les", "pour la",
    "pour", "para los", "para las", "para la", "para", "for the", "for", "without", "sans", "sin", "the", "in",
}
CAUSES = {"for", "pour", "para"}
JOINTS = {"and", "&", "et", "y", "e"}
