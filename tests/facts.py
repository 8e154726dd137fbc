"""Pages and facts made by hand, and strategies that make them at random, for the tests from linking to export."""

from __future__ import annotations

from hypothesis import strategies as st

from oimgraph import terms
from oimgraph.model import Entity, Fact, Page, Span, Value

_TRAPS = ["\u202eabc\u202c", "a \"b\" 'c' \\", "a\nb\r\n\tc", "a\u2028b\u2029c", "<b> & </script>", "é\u0301", "😀"]
NASTY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40) | st.sampled_from(_TRAPS)
KINDS = {
    "Organization": "GovernmentBody", "Person": "Person", "Place": "Place", "Post": "Post", "Project": "Project",
    "Agreement": "Agreement", "Event": "Event", "Grant": "Grant", "Observation": "Observation",
    "PolicyInstrument": "PolicyInstrument", "LegalInstrument": "LegalInstrument", "Publication": "Publication",
    "MonetaryAmount": "schema:MonetaryAmount",
}


TEXT = "L’OIM et le Parquet ont signé."


def page(text: str = TEXT, identifier: str = "one", url: str = "") -> Page:
    return Page(identifier, text, "fr", "press-release", Span(0, 0), (Span(0, len(text)),), url=url)


def typed(entity: Entity, cls: str = "", span: Span = Span(0, 5)) -> Fact:  # noqa: B008 - a frozen constant
    return Fact(entity, terms.TYPE, Entity("Class", cls or KINDS[entity.kind]), "test.typed", span)


def stated(subject: Entity, predicate: str, value: Entity | str, datatype: str = "") -> Fact:
    made = value if isinstance(value, Entity) else Value(value, datatype) if datatype else Value(value, language="fr")
    return Fact(subject, predicate, made, "test.stated", Span(0, 5))


IOM = Entity("Organization", "organization/iom")
MALI = Entity("Country", "MLI")


def agreement(key: str = "agreement@1", *, date: str = "2014-08-05") -> list[Fact]:
    """An agreement of IOM with a ministry of Mali."""
    ministry, made = Entity("Organization", "ministere de la justice"), Entity("Agreement", key)
    kind = Entity("Concept", "agreement-type/memorandum-of-understanding")
    return [
        typed(IOM, "IntergovernmentalOrganization"), stated(IOM, terms.LABEL, "OIM"),
        typed(ministry), stated(ministry, terms.LABEL, "Ministère de la Justice"),
        stated(ministry, terms.IN_COUNTRY, MALI),
        typed(made), stated(made, terms.AGREEMENT_TYPE, kind), stated(made, terms.IN_COUNTRY, MALI),
        stated(made, terms.SIGNATORY, IOM), stated(made, terms.SIGNATORY, ministry),
        stated(made, terms.SIGNED_ON, date, "date"), stated(made, terms.STATUS, Entity("Concept", "status/signed")),
    ]


ENTITIES = st.builds(Entity, st.sampled_from(sorted(KINDS)), NASTY | st.sampled_from(["a", "b"]))


@st.composite
def facts(draw: st.DrawFn, size: int) -> list[Fact]:
    """Facts about entities of every kind, on a text of this many characters."""
    found = draw(st.lists(ENTITIES, min_size=1, max_size=6, unique=True))
    some = st.sampled_from([*found, MALI])
    predicates = st.sampled_from([terms.SIGNATORY, terms.POST_IN, terms.LOCATION, terms.BUDGET, terms.IN_COUNTRY])
    values = st.builds(Value, NASTY, st.just("string"), st.sampled_from(["", "fr", "en"]))
    labels = st.sampled_from([terms.LABEL, terms.TITLE, terms.PROJECT_ID, terms.START, terms.SIGNED_ON])
    ends = st.lists(st.integers(0, size), min_size=2, max_size=2, unique=True).map(sorted)
    spans = ends.map(lambda pair: Span(*pair))
    links = st.builds(Fact, st.sampled_from(found), predicates, some, st.just("test.link"), spans)
    names = st.builds(Fact, st.sampled_from(found), labels, values, st.just("test.name"), spans)
    return [typed(entity, span=draw(spans)) for entity in found] + draw(st.lists(links | names, max_size=12))
