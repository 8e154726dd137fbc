"""What the register and the schemes know by name, as a gazetteer wants it."""

from __future__ import annotations

import pytest

from oimgraph.graph.authority import names
from oimgraph.model import Entity, Name

KNOWN = set(names())


@pytest.mark.parametrize("name", [
    Name("IOM", "en", Entity("Organization", "organization/iom"), "IntergovernmentalOrganization"),
    Name("Mexico", "en", Entity("Country", "MEX"), "Country"),
    Name("Mexican", "en", Entity("Country", "MEX"), "Country", use="adjective"),
    Name("AENEAS programme", "en", Entity("Organization", "fund/aeneas"), "Fund"),
    Name("Spanish Agency for International Development Cooperation", "en", Entity("Organization", "organization/aecid"),
         "GovernmentBody", "ESP"),
    Name("Convention relating to the Status of Stateless Persons", "en",
         Entity("LegalInstrument", "instrument/1954-statelessness-convention"), "LegalInstrument", type="convention"),
    Name("agreement", "en", Entity("Concept", "agreement-type/agreement"), "agreement-type"),
])
def test_forms_under_which_something_is_known(name: Name) -> None:
    assert name in KNOWN


def test_schemes_themselves_and_terms_of_the_ontology_are_no_entities() -> None:
    assert {name.use for name in KNOWN} == {"name", "adjective"}
    assert not [name for name in KNOWN if name.entity.key.startswith("http") or name.entity.key.endswith("/")]


def test_names_stand_in_the_order_of_what_they_name() -> None:
    bodies = [name.entity.key for name in names() if name.entity.key.startswith("organization/")]
    assert bodies == sorted(bodies)
