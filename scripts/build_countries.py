"""Make ontology/register/countries.ttl: names from CLDR (babel) and ISO 3166-1 (pycountry), forms and demonyms by hand.

    python scripts/build_countries.py > ontology/register/countries.ttl
"""

from __future__ import annotations

import gettext
import json
import tomllib
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "fr", "es")
FORMS = tomllib.loads((HERE / "country_forms.toml").read_text("utf-8"))
INSTEAD = FORMS.pop("instead")
HEAD = """\
# Countries and territories of ISO 3166-1, and Kosovo (user-assigned code XKX).
# Made by scripts/build_countries.py: names from the Unicode CLDR and ISO 3166-1, further forms and demonyms by hand.
@prefix country: <https://w3id.org/oimgraph/id/country/> .
@prefix mgo: <https://w3id.org/oimgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


# English adjectives that serve as nouns too, with a plural: "Afghan", "Pakistani", "Kosovar"
_NOUN_LIKE = ("an", "i", "o", "er", "ot", "ek", "ik", "kh", "ar")


def inflected(language: str, written: str) -> list[str]:
    """All forms of the adjectives in one cell of demonyms.txt."""
    forms: list[str] = []
    for cell in filter(None, (cell.strip() for cell in written.split(","))):
        if language == "fr":
            forms += [form for base in cell.split(" ") for form in (base, base if base[-1] in "sx" else base + "s")]
        elif language == "es":
            forms += spanish(cell)
        else:
            forms += [cell, cell + "s"] if cell.endswith(_NOUN_LIKE) else [cell]
    return list(dict.fromkeys(forms))


def spanish(word: str) -> list[str]:
    if word.endswith("o"):
        return [word, word[:-1] + "a", word + "s", word[:-1] + "as"]
    if word.endswith(("és", "án")):
        stem = word[:-2] + {"é": "e", "á": "a"}[word[-2]] + word[-1]
        return [word, stem + "a", stem + "es", stem + "as"]
    if word.endswith("í"):
        return [word, word + "es", word + "s"]
    if word.endswith(("e", "a")):
        return [word, word + "s"]
    return [word, word + "a", word + "es", word + "as"]


def demonyms() -> dict[str, dict[str, list[str]]]:
    found = {}
    for line in (HERE / "demonyms.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, fr, en, es = (cell.strip() for cell in line.split("|"))
            found[code] = {"en": inflected("en", en), "es": inflected("es", es), "fr": inflected("fr", fr)}
    return found


def names(country: Any, language: str) -> list[str]:
    """Everyday name first, then ISO's short and official names in that language."""
    alpha2 = country.alpha_2 if country else "XK"
    found = [Locale(language).territories[alpha2]]
    if country:
        english = [getattr(country, name, "") for name in ("common_name", "name", "official_name")]
        translate = (lambda name: name) if language == "en" else gettext.translation(
            "iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
        found += [name for source in filter(None, english) if (name := translate(source)) and
                  (language == "en" or name != source)]
    return [INSTEAD.get(name, name).replace("&", "and") for name in dict.fromkeys(found) if "," not in name]


def literals(forms: list[str], language: str) -> str:
    return ", ".join(json.dumps(form, ensure_ascii=False) + (f"@{language}" if language else "") for form in forms)


def entry(code: str, alpha2: str, m49: str, country: Any, forms: list[str], adjectives: dict[str, list[str]]) -> str:
    lines = [f"country:{code} a mgo:Country", f'    mgo:iso3 "{code}" ; mgo:iso2 "{alpha2}"']
    if m49:
        lines[-1] += f' ; mgo:m49 "{m49}"'
    known: list[set[str]] = []
    for language in LANGUAGES:
        preferred, *others = names(country, language)
        known.append({preferred, *others})
        lines.append(f"    skos:prefLabel {literals([preferred], language)}")
        if others:
            lines.append(f"    skos:altLabel {literals(others, language)}")
    if extra := [form for form in forms if not all(form in told for told in known)]:
        lines.append(f"    skos:altLabel {literals(extra, '')}")
    lines += [f"    mgo:demonym {literals(adjectives[language], language)}" for language in LANGUAGES
              if adjectives.get(language)]
    return " ;\n".join(lines) + " ."


def main() -> None:
    adjectives = demonyms()
    print(HEAD)
    countries = sorted(pycountry.countries, key=lambda country: country.alpha_3)
    for country in countries:
        code = country.alpha_3
        written = FORMS.get(code, []), adjectives.get(code, {})
        print(entry(code, country.alpha_2, country.numeric, country, *written) + "\n")
    print(entry("XKX", "XK", "", None, FORMS["XKX"], adjectives["XKX"]))


if __name__ == "__main__":
    main()
