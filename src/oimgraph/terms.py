"""Every namespace, class and property that the code uses, as plain strings; a test holds them to ontology/."""

from __future__ import annotations

MGO = "https://w3id.org/oimgraph/ontology#"
ID = "https://w3id.org/oimgraph/id/"
SCHEME = "https://w3id.org/oimgraph/scheme/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "mgo": MGO, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "dcterms": DCTERMS, "schema": SCHEMA, "org": ORG,
    "foaf": FOAF, "prov": PROV, "oa": OA, "owl": OWL, "xsd": XSD,
}

# what everything has
TYPE = RDF + "type"
LABEL = RDFS + "label"
ALT_LABEL = SKOS + "altLabel"
PREF_LABEL = SKOS + "prefLabel"
CLOSE_MATCH = SKOS + "closeMatch"

# Document
TITLE = DCTERMS + "title"
LANGUAGE = DCTERMS + "language"
IDENTIFIER = DCTERMS + "identifier"
SOURCE = DCTERMS + "source"
DATE = DCTERMS + "date"
DOCUMENT_TYPE = MGO + "documentType"
SHA256 = MGO + "sha256"
TRANSLATION_OF = MGO + "translationOf"
IS_VERSION_OF = DCTERMS + "isVersionOf"

# shared by several classes
IN_COUNTRY = MGO + "inCountry"
ADDRESSES = MGO + "addresses"
THEME = MGO + "theme"
STATUS = MGO + "status"
START = SCHEMA + "startDate"
END = SCHEMA + "endDate"
FUNDER = SCHEMA + "funder"
INFERRED_DATE = MGO + "inferredDate"
LOCATION = SCHEMA + "location"
VALUE = SCHEMA + "value"
CURRENCY = SCHEMA + "currency"

# Country, Person, Organization
ISO3 = MGO + "iso3"
ISO2 = MGO + "iso2"
M49 = MGO + "m49"
ORIGIN_FOR = MGO + "originFor"
TRANSIT_FOR = MGO + "transitFor"
DESTINATION_FOR = MGO + "destinationFor"
TIER_IN = MGO + "tierIn"
POST = MGO + "post"
POST_IN = MGO + "postIn"
MEMBER = MGO + "member"
PART_OF = MGO + "partOf"

# Agreement
AGREEMENT_TYPE = MGO + "agreementType"
SIGNATORY = MGO + "signatory"
FACILITATED_BY = MGO + "facilitatedBy"
SIGNED_BY = MGO + "signedBy"
SIGNED_ON = MGO + "signedOn"
REPLACES = MGO + "replaces"
AMENDS = MGO + "amends"
EXPIRES_ON = MGO + "expiresOn"

# Project
PROJECT_ID = MGO + "projectId"
PRIMA_ID = MGO + "primaId"
FUNDING_YEAR = MGO + "fundingYear"
PROJECT_TYPE = MGO + "projectType"
BUDGET = MGO + "budget"
COVERAGE = MGO + "coverage"
REGION = MGO + "region"
BENEFICIARY = MGO + "beneficiary"
IMPLEMENTED_BY = MGO + "implementedBy"
PARTNER = MGO + "partner"

# Event
EVENT_TYPE = MGO + "eventType"
DURATION_DAYS = MGO + "durationDays"
ORGANIZER = SCHEMA + "organizer"
ATTENDEE = SCHEMA + "attendee"
PARTICIPANT_COUNT = MGO + "participantCount"
PART_OF_PROJECT = MGO + "partOfProject"

# instruments and publications
INSTRUMENT_TYPE = MGO + "instrumentType"
ISSUED_BY = MGO + "issuedBy"
PUBLICATION_YEAR = MGO + "publicationYear"
ADOPTED_ON = MGO + "adoptedOn"
RATIFIED_BY = MGO + "ratifiedBy"

# Grant, Observation
AMOUNT = MGO + "amount"
RECIPIENT = MGO + "recipient"
FUNDED_ITEM = SCHEMA + "fundedItem"
MEASURE = MGO + "measure"
UNIT = SCHEMA + "unitText"
PERIOD = MGO + "period"
ATTRIBUTED_TO = MGO + "attributedTo"

# evidence
ASSERTION = MGO + "Assertion"
EXCERPT = MGO + "Excerpt"
DOCUMENT = MGO + "Document"
SUBJECT = RDF + "subject"
PREDICATE = RDF + "predicate"
OBJECT = RDF + "object"
SUPPORTED_BY = MGO + "supportedBy"
RULE = MGO + "rule"
CONFIDENCE = MGO + "confidence"
HAS_SOURCE = OA + "hasSource"
EXACT = OA + "exact"
EXCERPT_START = OA + "start"
EXCERPT_END = OA + "end"

# run
CORRECTION = MGO + "correction"
CORRECTIONS_HASH = MGO + "correctionsHash"

# register and schemes
HIDDEN_LABEL = SKOS + "hiddenLabel"
DEMONYM = MGO + "demonym"
CAPITAL_OF = MGO + "capitalOf"
