"""The benchmark's queries: kind -> SPARQL. The prefixes of oimgraph.terms are known to both engines."""

from __future__ import annotations

from oimgraph import terms

_COUNTRY = f"<{terms.ID}country/AKU>"
_CRIME = f"<{terms.SCHEME}crime/migrant-smuggling>"

QUESTIONS = {
    "lookup: who signed what in one country": f"""
        SELECT ?a ?who {{ ?a mgo:inCountry {_COUNTRY} ; a mgo:Agreement ; mgo:signatory ?who }}""",
    "three joins: signed by a body of the agreement's country": """
        SELECT ?a ?body ?country { ?a a mgo:Agreement ; mgo:signatory ?body ; mgo:inCountry ?country .
          ?body mgo:inCountry ?country }""",
    "optional: projects of a country, budget if stated": f"""
        SELECT ?p ?amount {{ ?p mgo:inCountry {_COUNTRY} ; a mgo:Project .
          OPTIONAL {{ ?p mgo:budget ?m . ?m schema:value ?amount }} }}""",
    "count by group: agreements per country": """
        SELECT ?country (COUNT(?a) AS ?n) { ?a a mgo:Agreement ; mgo:inCountry ?country } GROUP BY ?country""",
    "sum by group: budgets per year": """
        SELECT ?year (SUM(?amount) AS ?sum) { ?p mgo:fundingYear ?year ; mgo:budget ?m . ?m schema:value ?amount }
        GROUP BY ?year""",
    "filter: projects above 990 000": """
        SELECT ?p ?amount { ?p mgo:budget ?m . ?m schema:value ?amount FILTER (?amount > 990000) }""",
    "text: names that contain a word": """
        SELECT ?p ?name { ?p a mgo:Project ; rdfs:label ?name FILTER CONTAINS(?name, "diaspora and police") }""",
    "not exists: agreements on no crime in one country": f"""
        SELECT ?a {{ ?a mgo:inCountry {_COUNTRY} ; a mgo:Agreement
          FILTER NOT EXISTS {{ ?a mgo:addresses ?crime }} }}""",
    "union: what addresses a crime in one country": f"""
        SELECT ?x {{ {{ ?x a mgo:Project }} UNION {{ ?x a mgo:Agreement }}
          ?x mgo:addresses {_CRIME} ; mgo:inCountry {_COUNTRY} }}""",
    "chain: who funds projects with trainings of many people": """
        SELECT DISTINCT ?funder { ?e mgo:participantCount ?n ; mgo:partOfProject ?p . ?p schema:funder ?funder
          FILTER (?n > 295) }""",
}
