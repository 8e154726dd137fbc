"""What is paid for: the project or event that a payment's words go with, in the sentence or the one before."""

from __future__ import annotations

from oimgraph.mentions.funding.gifts import getter_of
from oimgraph.mentions.funding.givers import IOM, giver_chain
from oimgraph.mentions.funding.paying import Payment, only_iom, pays_again
from oimgraph.mentions.funding.payments import payments
from oimgraph.mentions.funding.sums import is_filler
from oimgraph.mentions.funding.topic import PAGE, PAID, SUBJECT, topic
from oimgraph.mentions.reading import Reading, inside
from oimgraph.model import Entity, Mention, Money, Span

_OPENS = 30                 # characters before a payment that opens its sentence: "Financé par X, le projet …"
_PRONOUN = 25               # characters in which a pronoun stands for what is paid: "it is funded by", "la finançait"
_LED = 16                   # characters before a noun for money in which "with" stands: "with the generous support of"
_APART = r"(?:, |(?<!\w){and})$"
_DATE = 40                  # characters behind a sum in which it is said when it was given
_ON = 2                     # sentences behind a gift in which what it is for may be taken up as "the project"
_PART = 40                  # characters behind a gift in which a part of the project is named that it is for
_AIM = 90                   # characters between money and what it is for
_PAPERS = ("Agreement", "PolicyInstrument", "LegalInstrument", "Publication")


def paid_item(reading: Reading, payment: Payment) -> Entity | None:
    """The project or event; on a project's own page its project, when the words name nothing else."""
    if reading.title.covers(payment.words):
        return _titled(reading, payment)
    inner = _others(reading, payment, payment.words)
    item = inner[0].entity if inner else _ahead(reading, payment) if payment.ahead else _adjoined(reading, payment)
    spent = _is_spent(payment) or (item is None and _has_actor(reading, payment))
    if item is None and not spent and (_has_pronoun(reading, payment) or _is_to_that_end(reading, payment)):
        item = topic(reading, payment.sentence)
    elif item is None and _is_further(reading, payment):
        item = _before_it(reading, payment)
    apart = payment.money is not None and has_aim(reading, payment, payment.money)
    if item or spent or reading.page.kind != "project-page":
        return item or (None if spent else _gone_on(reading, payment, told=apart))
    return None if apart and not (_is_further(reading, payment) or _is_for_part(reading, payment)) else PAGE


def _is_for_part(reading: Reading, payment: Payment) -> bool:
    """ "… will go to the second component": a project's parts and costs are the project's."""
    end = max(payment.words.end, payment.money.span.end if payment.money else 0)
    return reading.says(Span(end, min(end + _PART, payment.sentence.end)), "funding", "gift", "part")


def _gone_on(reading: Reading, payment: Payment, *, told: bool) -> Entity | None:
    """ "Japan gives IOM EUR 2 million to build clinics. The two-year project …": a project that is spoken of from then
    on as a known one is what a sum was given for, if that is told, or IOM has it."""
    behind = reading.number(payment.sentence) + 1
    for sentence in reading.sentences[behind : behind + _ON] if payment.money and payment.givers else ():
        projects = reading.of_kind("Project", within=sentence)
        if projects or payments(reading, sentence):
            new = projects and _is_first(reading, projects[0]) and not payments(reading, sentence)
            known = told or any(m.entity == IOM for m in reading.of_kind("Organization", within=payment.sentence))
            return projects[0].entity if new and known else None
    return None


def _is_first(reading: Reading, project: Mention) -> bool:
    """Whether a sentence of the page's text opens with it as a known one, which has no name nor place and is new."""
    mentions = [m for m in reading.by_entity[project.entity] if not reading.title.covers(m.span)]
    placed = reading.of_kind("Country", within=Span(project.span.end, project.span.end + _PRONOUN))
    opens = project.span.start - reading.sentence(project.span).start <= _OPENS
    known = project.definite is True and project.entity not in reading.labels
    return mentions[:1] == [project] and known and opens and not placed


def _is_spent(payment: Payment) -> bool:
    """Whether IOM pays, and so may pay out of a project: "it has been given EUR 140,000 by IOM"."""
    return bool(payment.givers) and only_iom(payment.givers)


def adjoined(reading: Reading, words: Span, sentence: Span) -> Entity | None:
    """The project or event that a participle or an adverbial goes with; on a project's own page its project."""
    item = _adjoined(reading, Payment((), None, words, sentence, ""))
    return item or (PAGE if reading.page.kind == "project-page" else None)


def adjoined_project(reading: Reading, words: Span, sentence: Span) -> Entity | None:
    """The project that they go with; none where that is an event."""
    item = adjoined(reading, words, sentence)
    return item if item and item.kind == "Project" else None


def _adjoined(reading: Reading, payment: Payment) -> Entity | None:
    """What a participle or an adverbial goes with: what stands before it, else what it opens the sentence for."""
    start = reading.folded.rfind("; ", payment.sentence.start, payment.words.start)
    before = _others(reading, payment, Span(max(start, payment.sentence.start), payment.words.start))
    if before:
        return _subject_of(reading, payment, before).entity
    after = _mentions(reading, Span(payment.words.end, payment.sentence.end))
    opens = _opens(reading, payment)
    if opens or _is_inserted(reading, payment):
        told = [m for m in after if m.definite is not None or m.entity in reading.labels]
        other = reading.of_kind(*_PAPERS, within=Span(payment.sentence.start, payment.words.start))
        if told or opens:
            return told[0].entity if told else None if other else _before_it(reading, payment)
    pronoun = _has_pronoun(reading, payment) and not _is_spent(payment)
    pronouns = [reading.words.pattern("funding", "pays", key) for key in ("again", "pronoun")] if start >= 0 else []
    goes_on = any(words.match(reading.folded, start + 2, payment.words.end) for words in pronouns)
    same = _mentions(reading, Span(payment.sentence.start, start)) if goes_on else []       # "…; it is funded by"
    taken_up = (same[-1].entity if same else topic(reading, payment.sentence)) if pronoun else None
    return taken_up or _aim(reading, payment, after)


def _has_actor(reading: Reading, payment: Payment) -> bool:
    """ "Thanks to EUR 2 million from X, IOM hands out blankets": what the money does is told."""
    return payment.money is not None and getter_of(reading, payment) is not None


def _before_it(reading: Reading, payment: Payment) -> Entity | None:
    """What was spoken of last; on a project's own page its project; nothing where it is told what the money does."""
    own = reading.page.kind == "project-page"
    return None if own or _has_actor(reading, payment) else topic(reading, payment.sentence)


def _opens(reading: Reading, payment: Payment) -> bool:
    """Whether the sentence begins with the payment or with a participle: "Organisée par Y, avec l'appui de X, …"."""
    start, words = payment.sentence.start, reading.words
    lead = Span(start, min(start + _OPENS, payment.words.end))
    return bool(
        payment.words.start == start
        or words.pattern("funding", "gift", "before").match(reading.folded, lead.start, payment.words.end)
        or words.pattern("funding", "paid", "opening").match(reading.folded, lead.start, payment.sentence.end)
    )


def _is_inserted(reading: Reading, payment: Payment) -> bool:
    """ "IOM has begun, with financial support from Monaco, a project": an adverbial before what it goes with."""
    lead = Span(max(payment.sentence.start, payment.words.start - _LED), payment.words.start)
    led = reading.words.pattern("funding", "gift", "before").search(reading.folded, lead.start, lead.end)
    apart = led and reading.words.shape(_APART).search(reading.folded, payment.sentence.start, led.start())
    return payment.rule == "funding.gift" and payment.money is None and bool(apart)


def _subject_of(reading: Reading, payment: Payment, before: list[Mention]) -> Mention:
    """The nearest mention; but the first where "and" goes on: "the project holds two courses and is funded by"."""
    joined = reading.words.pattern("funding", "paid", "joined")
    stretch = reading.folded[before[-1].span.end : payment.words.end]
    far = len(before) > 1 and joined.search(stretch) and before[0].span.start - payment.sentence.start <= SUBJECT
    return before[0] if far else before[-1]


def _aim(reading: Reading, payment: Payment, after: list[Mention]) -> Entity | None:
    """ "un don de 2 millions de dollars du Japon pour un projet …": what the money is for."""
    told = [payment.words, *(giver.span for giver in payment.givers), *([payment.money.span] if payment.money else [])]
    end = max(span.end for span in told)
    to = reading.words.pattern("funding", "gift", "to")
    for mention in after:
        between = Span(end, mention.span.start)
        if 0 <= between.end - between.start <= _AIM and to.search(reading.folded, between.start, between.end):
            return mention.entity
    return None


def _ahead(reading: Reading, payment: Payment) -> Entity | None:
    """What a verb has behind it; before it, where a pronoun or a relative clause takes that up."""
    words = reading.words
    before = _mentions(reading, Span(payment.sentence.start, payment.words.start))
    around = Span(max(payment.sentence.start, payment.words.start - 12), payment.words.end)
    pronoun = words.pattern("funding", "pays", "pronoun").search(
        reading.folded, around.start, min(around.end + _PRONOUN, payment.sentence.end)
    )
    first = min(payment.words.start, *(giver.span.start for giver in payment.givers))
    relative = bool(before) and bool(
        words.pattern("funding", "pays", "relative").search(reading.folded, before[-1].span.end, first)
    )
    parted = bool(before and payment.money) and _is_parted(reading, Span(before[-1].span.end, first))
    if before and (pronoun or (relative and not parted)):
        return before[-1].entity
    after = _others(reading, payment, Span(payment.words.end, payment.sentence.end))
    if after and not _is_cut(reading, Span(payment.words.end, after[0].span.start)):
        return after[0].entity
    return None


def _is_parted(reading: Reading, between: Span) -> bool:
    """Whether a relative clause goes with something else: "it trains clerks and has a database, for which X paid"."""
    return ";" in reading.fold(between) or bool(reading.words.shape(r"(?<!\w)(?<!, ){a}").search(reading.fold(between)))


def _is_cut(reading: Reading, span: Span) -> bool:
    """Whether something else begins before, or it is excepted: "all costs but those of the study visit"."""
    excepted = reading.words.pattern("funding", "open", "except").search(reading.folded, span.start, span.end)
    far = ";" in reading.fold(span) or span.end - span.start > 2 * _AIM
    verbs = reading.matches(span, "funding", "pays", "item")
    return bool(excepted) or far or any(pays_again(reading, Span(*verb.span()), span.start) for verb in verbs)


def _mentions(reading: Reading, within: Span) -> list[Mention]:
    return reading.of_kind(*PAID, within=within)


def _others(reading: Reading, payment: Payment, within: Span) -> list[Mention]:
    """All but the handover that the words of giving are themselves: "donated 1,500 tarpaulins"."""
    opening = Span(payment.words.start, payment.words.start + 1)
    return [mention for mention in _mentions(reading, within) if not mention.span.overlaps(opening)]


def _is_further(reading: Reading, payment: Payment) -> bool:
    """ "a further EUR 300,000": money added to what was just spoken of."""
    if payment.money is None:
        return False
    start = max(payment.sentence.start, payment.money.span.start - 25)
    further = reading.words.pattern("funding", "gift", "further")
    return bool(further.search(reading.folded, start, min(payment.money.span.end + 20, payment.sentence.end)))


def _has_pronoun(reading: Reading, payment: Payment) -> bool:
    """ "Elle est financée par X", "It will be funded by X", "X is covering its cost"."""
    start = max(payment.sentence.start, payment.words.start - _PRONOUN)
    pronoun = reading.words.pattern("funding", "pays", "pronoun")
    limit = payment.words.end + (_PRONOUN if payment.ahead else 0)
    opening = payment.sentence.start == payment.words.start and reading.page.language == "es"
    leads = pronoun.match(reading.folded, payment.sentence.start, payment.words.start)
    return opening or bool(leads or pronoun.search(reading.folded, start, min(limit, payment.sentence.end)))


def has_aim(reading: Reading, payment: Payment, money: Money) -> bool:
    """Whether it is told what a sum is for, be it nothing that has a name here: "900,000 for the pilot phase"."""
    to, same = (reading.words.pattern("funding", "gift", key) for key in ("to", "same"))
    for start in (payment.words.end, _past_date(reading, money.span.end)):
        aim = to.match(reading.folded, start + 1, payment.sentence.end)
        if aim and not same.match(reading.folded, aim.end() + 1):
            receivers = giver_chain(reading, aim.end(), payment.sentence.end)
            return not receivers or reading.folded.startswith("'s ", receivers[-1].span.end)
    return False


def _past_date(reading: Reading, end: int) -> int:
    """Where a date ends that stands right behind a sum: "EUR 2 million in January | to IOM's work"."""
    near = next(inside(reading.moments, Span(end, min(end + _DATE, reading.sentence(Span(end, end)).end))), None)
    return near.span.end if near and is_filler(reading, Span(end, near.span.start)) else end


def _is_to_that_end(reading: Reading, payment: Payment) -> bool:
    """ "has given EUR 150,000 for this purpose": what the sentence before tells."""
    end = payment.money.span.end + 1 if payment.money else payment.sentence.end
    return bool(reading.words.pattern("funding", "gift", "end").match(reading.folded, end, payment.sentence.end))


def _titled(reading: Reading, payment: Payment) -> Entity | None:
    """In a title what stands with the words; the title of a project's own page speaks of it."""
    if reading.page.kind == "project-page":
        return PAGE
    after = _mentions(reading, Span(payment.words.start, payment.sentence.end))
    before = _mentions(reading, Span(payment.sentence.start, payment.words.start))
    found = before[-1:] or after[:1]
    return found[0].entity if found else None


def payers(reading: Reading) -> set[str]:
    """The codes of the states that pay for something on the page."""
    told = (payment for sentence in reading.sentences for payment in payments(reading, sentence))
    return {giver.entity.key.rpartition("/")[2] for payment in told for giver in payment.givers}


def paid_items(reading: Reading) -> set[Entity]:
    """All projects and events of the page that someone is said to pay for."""
    told = (payment for sentence in reading.sentences for payment in payments(reading, sentence))
    return {item for payment in told if (item := paid_item(reading, payment))}
