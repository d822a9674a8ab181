"""Commitments: sentences that bind somebody to something, who that is, and how firmly.

A sentence binds by a verb form of the table ``modality``. A forecast ("this will lead to …"), a question and
advice to the reader ("you will need to …") bind nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Doc

from plancli import gazetteer
from plancli.document import Document
from plancli.gazetteer import body_heads
from plancli.gazetteer.cues import pattern, words
from plancli.intervals import Intervals
from plancli.pipeline import clauses
from plancli.pipeline.actors import Entity
from plancli.pipeline.cast import Bound, Cast, Subject
from plancli.pipeline.components import document_of, entities_of, register, results, text_of
from plancli.pipeline.dates.timex import Timex
from plancli.pipeline.metadata import FoundMetadata
from plancli.pipeline.modals import Modal, passive, verbs
from plancli.pipeline.noun_phrases import ARTICLE, coordinated, named
from plancli.pipeline.row_cells import due_by_item
from plancli.pipeline.sentences import find_sentences
from plancli.pipeline.speakers import turns
from plancli.pipeline.subjects import subject_of

_JOINT = ("declaration", "treaty")
_STATES = ("country",)
_PARTIES = ("country", "government", "ministry", "agency", "organisation", "group")
_PAIR = 2
_OPENING = re.compile(r"(?:This|The|Our)\s+(?P<name>(?:[\w-]+\s+){1,4})")
_BEFORE = re.compile(
    r"(?P<verb>(?:\bbe\s+)?\b[\w-]+\s+)?\b(?:before|ahead of|prior to)\s+(?:the\s+)?$", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not|no|never|nor|cannot)\b[^.;\n]*$", re.IGNORECASE)
_LOOK_BACK = 120
"""Code points before a date in which its preposition and a negation stand."""


@dataclass(frozen=True, slots=True)
class FoundCommitment:
    """A binding sentence: who is bound (entities or words), by what, to what, by when (a date's start).

    ``denied`` is true where the subject says that it is not to be done ("no ship shall …").
    ``listed`` are the items that a lead-in without a verb of its own opens ("We will:"); ``action`` is empty then.
    """

    start: int
    end: int
    bound: tuple[Bound, ...]
    modality: str
    strength: str
    conditional: bool
    action: tuple[int, int]
    deadline: int | None = None
    denied: bool = False
    listed: tuple[tuple[int, int], ...] = ()


def find_commitments(
    text: str, document: Document | None, cast: Cast, deadlines: Sequence[tuple[int, int]] = ()
) -> list[FoundCommitment]:
    """The binding sentences of ``text``, in order. ``deadlines`` are the spans of dates that are one."""
    found: list[FoundCommitment] = []
    before: Subject | None = None
    due = Intervals(deadlines)
    for start, end in find_sentences(text, document):
        if document is not None and not _speaks(document, start):
            continue
        commitments, before = _read(_Sentence(text, start, end, cast, due), before)
        for commitment in commitments:
            if commitment.action[0] < commitment.action[1]:
                found.append(commitment)
            elif document is not None and (listed := _list_after(document, start)):
                found.append(replace(commitment, listed=listed))
    return found


def _list_after(document: Document, start: int) -> tuple[tuple[int, int], ...]:
    """The words of the items right after the block that holds ``start``, without those of lists inside them."""
    lead = document.block_at(start)
    items = takewhile(lambda block: block.kind == "item", document.blocks[lead + 1 :])
    parent = document.blocks[lead].parent
    return tuple((item.content, item.end) for item in items if item.parent in (parent, lead))


def _speaks(document: Document, start: int) -> bool:
    block = document.blocks[document.block_at(start)]
    return block.kind not in ("heading", "title", "note") and block.region is None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of ``text``, with whom its document names and where deadlines stand."""

    text: str
    start: int
    end: int
    cast: Cast
    due: Intervals

    @property
    def words(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]


def _read(sentence: _Sentence, before: Subject | None) -> tuple[list[FoundCommitment], Subject | None]:
    """The commitments of one sentence, and the subject that a pronoun in the next one may stand for.

    Of several verbs that bind, the first counts; a later one only if it is as firm and says who is bound
    where the first does not ("It must be safe, and we will test it"), or if it binds somebody else.
    """
    if sentence.words.endswith("?") or clauses.asks().fullmatch(sentence.words):
        return [], before
    chosen: tuple[FoundCommitment, Subject] | None = None
    found = list(verbs(sentence.words))
    for modal, match in found:
        clause = _clause(sentence, sentence.start, modal, match, before)
        if clause is None:
            continue
        if chosen is None or (clause[0].bound and clause[0].strength == chosen[0].strength):
            chosen = clause
        if chosen[0].bound:
            break
    if chosen is None:
        return [], _plain_subject(sentence.text, sentence.start, sentence.end, sentence.cast) or before
    return _with_others(sentence, chosen, found), chosen[1]


def _clause(
    whole: _Sentence, left: int, modal: Modal, match: re.Match[str], before: Subject | None
) -> tuple[FoundCommitment, Subject] | None:
    """What one verb form of a sentence binds whom to, and its subject, which stands at ``left`` or later."""
    text, start, end, cast, sentence = whole.text, whole.start, whole.end, whole.cast, whole.words
    told, after = sentence[left - start : match.start()], sentence[match.end() :]
    subject = subject_of(text, left, start + match.start(), cast, before)
    is_passive = passive().match(sentence, match.end()) is not None
    denied = _denies(subject.words, told)
    if not _binds(modal, match[0], subject, told, is_passive=is_passive, denied=denied):
        return None
    if _forecast(subject, told, after, forecasting=modal.forecasts):
        return None
    rest = (start + match.end() + _spaces(sentence, match.end()), end - (sentence[-1] in ".;:"))
    personal = not (subject.words.lower() == "it" and clauses.impersonal().match(match[0]))
    forbids = modal.modality == "may" and denied  # "no party may"
    commitment = FoundCommitment(
        start,
        end,
        _bound(text, subject, rest, cast, passive=is_passive) if personal else tuple(cast.we),
        "must" if forbids else modal.modality,
        "firm" if forbids else modal.strength,
        pattern("conditions").search(sentence) is not None,
        rest,
        whole.due.first_start_in(start, end),
        denied,
    )
    return commitment, subject


def _binds(modal: Modal, form: str, subject: Subject, told: str, *, is_passive: bool, denied: bool) -> bool:
    """Whether a verb form binds where it stands: its subject can be bound, and it tells no purpose or need."""
    if modal.needs_actor and not subject.able:
        return False
    if (modal.strength == "recommended" and is_passive) or (denied and not _forbidding(modal, form)):
        return False
    if form in words("clauses", **{"class": "defining"}) and _purpose(subject.words):
        return False
    if form.endswith("required to") and _thing(subject, told):
        return False  # "what is required to open it" is needed for it
    return pattern("denials", kind="inverted").fullmatch(subject.words) is None  # "in no case shall we …"


def _with_others(
    sentence: _Sentence,
    chosen: tuple[FoundCommitment, Subject],
    found: Sequence[tuple[Modal, re.Match[str]]],
) -> list[FoundCommitment]:
    """The commitment of a sentence and those of further clauses that bind others ("A shall pay, and B will …")."""
    kept = [chosen[0]]
    due = sentence.due
    for modal, match in found:
        first, verb = kept[-1].action[0], sentence.start + match.start()
        if verb <= first:
            continue
        until = sentence.start + match.end()  # the pattern looks ahead to the verb
        joins = list(clauses.second_clause().finditer(sentence.text, first, until))
        clause = _clause(sentence, joins[-1].end(), modal, match, chosen[1]) if joins else None
        if clause is None or not _binds_others(clause, kept):
            continue
        cut, left = joins[-1].span()
        deadline = due.first_start_in(sentence.start, cut)
        kept[-1] = replace(kept[-1], action=(first, cut), deadline=deadline)
        kept.append(replace(clause[0], deadline=due.first_start_in(left, sentence.end)))
    return kept


def _binds_others(clause: tuple[FoundCommitment, Subject], kept: Sequence[FoundCommitment]) -> bool:
    """Whether a further clause of a sentence binds somebody, and nobody whom the clauses before it bind."""
    bound = [who.name if isinstance(who, Entity) else who.lower() for who in clause[0].bound]
    before = {who.name if isinstance(who, Entity) else who.lower() for other in kept for who in other.bound}
    holder = clause[1].words.rsplit(" ", 1)[-1].lower() in gazetteer.words(
        "title_head"
    )  # "and the chair shall"
    return (clause[1].able or holder) and bool(bound) and before.isdisjoint(bound)


def _denies(phrase: str, before: str) -> bool:
    """Whether a subject denies ("no ship"), and no contrast follows ("none is, but all will")."""
    clause = before[max(0, before.rfind(phrase)) :]
    return pattern("denials", kind="subject").match(phrase) is not None and "but" not in clause.split()


def _forbidding(modal: Modal, form: str) -> bool:
    """Whether "no" before a form forbids; who is not required, does not agree or considers nothing is not bound."""
    return " " not in form and modal.modality not in ("agreed", "intends")


def _purpose(phrase: str) -> bool:
    """Whether a subject is what something is for ("The objective of this order is to …"), and promises nothing."""
    head = re.split(r"\s+(?:of|for|in|under|behind)\s+", phrase, maxsplit=1)[0].lower().split()
    return bool(head) and head[-1] in words("subjects", **{"class": "purpose"})


def _spaces(text: str, position: int) -> int:
    return len(text[position:]) - len(text[position:].lstrip())


def _forecast(subject: Subject, before: str, rest: str, *, forecasting: bool) -> bool:
    """Whether nobody is bound: an effect or a belief is told, something happens by itself, or advice is given."""
    first = subject.words.split(" ", 1)[0].lower()
    if first in words("subjects", **{"class": "reader"}) | {"people"} or clauses.foreseen().search(before):
        return True
    last = subject.words.rsplit(" ", 1)[-1].lower()
    if last in words("clauses", **{"class": "foreseen"}):  # "which we expect will grow"
        return True
    addressed = last in words("subjects", **{"class": "addressed"})
    if addressed and pattern("known").match(rest.lstrip()):
        return True
    if clauses.denied().search(before) or pattern("denials", kind="partly").match(subject.words):
        return True
    if forecasting and not subject.able and pattern("forecasts").match(rest.lstrip()):
        return True
    cause = not subject.able and last in words("subjects", **{"class": "cause"})
    thing = cause or first in words("subjects", **{"class": "nobody"}) or _thing(subject, before)
    return thing and pattern("effects").match(rest.lstrip()) is not None


def _thing(subject: Subject, before: str) -> bool:
    """Whether a relative pronoun stands for a thing ("relief that …"), and for nobody who can be bound."""
    relative = before.rstrip().rsplit(" ", 1)[-1] in ("that", "which")
    bodies = words("subjects", **{"class": "collective"}) | words("subjects", **{"class": "instrument"})
    return relative and not subject.able and subject.words.lower() not in bodies


def _bound(
    text: str, subject: Subject, rest: tuple[int, int], cast: Cast, *, passive: bool
) -> tuple[Bound, ...]:
    """Who is bound; in the passive, whom "by" names, and else nobody."""
    if not passive:
        return subject.bound
    for agent in re.finditer(r"\bby\s+(?=[A-Za-z])", text[slice(*rest)]):
        if who := _agent(text, rest[0] + agent.end(), rest[1], cast):
            return who
    return ()


def _agent(text: str, left: int, right: int, cast: Cast) -> tuple[Bound, ...]:
    """Whom the words after "by" name: an actor, or somebody of a kind ("by a panel of experts"), else nobody."""
    mentions = cast.between(left, right)
    if mentions and mentions[0][0] - left <= ARTICLE and text[mentions[0][1] : mentions[0][1] + 1] != "-":
        return coordinated(text, mentions)
    end = clauses.phrase_end().search(text, left, right)
    who = named(text, left, end.start() if end else right, cast)
    head = clauses.head_end().split(who.words, maxsplit=1)[0].lower().rsplit(" ", 1)[-1].removesuffix("s")
    somebody = (
        head in gazetteer.words("org_noun") | gazetteer.words("person_group") or (head,) in body_heads()
    )
    return who.bound if who.able or somebody else ()


def _plain_subject(text: str, start: int, end: int, cast: Cast) -> Subject | None:
    """The actor or the instrument that a sentence without a binding verb opens with."""
    mentions = cast.between(start, end)
    if mentions and mentions[0][0] - start <= 4:
        return Subject(coordinated(text, mentions), True, text[mentions[0][0] : mentions[0][1]])
    opening = _OPENING.match(text, start, end)
    name: list[str] = []
    for word in opening["name"].split() if opening else ():
        name.append(word)
        if word.lower() in words("subjects", **{"class": "instrument"}):
            return Subject((" ".join(name),), False, " ".join(name))
    return None


def cast_of(doc: Doc) -> Cast:
    """Whom the document's "we" and "partners" mean: its parties, its group, else its publishers."""
    entities = entities_of(doc)
    parties = [e for e in entities if "party" in e.roles]
    groups = [
        e for e in entities if e.kind == "group" and "party" not in e.roles and _partnered(text_of(doc), e)
    ]
    metadata = doc.user_data.get("plancli_metadata")
    published = Intervals((spot.start, spot.end) for spot in metadata.issuers) if metadata else Intervals(())
    issuers = [e for e in entities if any(published.touch(m.start, m.end) for m in e.mentions)]
    said = turns(text_of(doc), document_of(doc), entities, results(doc, "plancli_quotations"))
    if said:  # a parliament that publishes a debate does not speak in it
        issuers = [e for e in issuers if e.kind != "parliament"]
    partners: list[Bound] = list(groups[:1]) or list(parties)
    ours: list[Bound] = list(parties) or _joint(entities, metadata) or list(groups[:1]) or list(issuers)
    return Cast(entities, ours, partners, _two_of_title(entities, metadata, _STATES), said)


def _joint(entities: Sequence[Entity], metadata: FoundMetadata | None) -> list[Bound]:
    """The two that the title of a declaration or a treaty names: who publishes it may be neither or one of them."""
    joint = metadata is not None and metadata.kind in _JOINT
    return _two_of_title(entities, metadata, _PARTIES) if joint else []


def _two_of_title(
    entities: Sequence[Entity], metadata: FoundMetadata | None, kinds: Sequence[str]
) -> list[Bound]:
    """Those of some kinds that the title names, if they are two."""
    title = metadata.title if metadata is not None else None
    if title is None:
        return []
    able = [e for e in entities if e.kind in kinds]
    named = [e for e in able if any(title.start <= m.start and m.end <= title.end for m in e.mentions)]
    return list(named) if len(named) == _PAIR else []


def _partnered(text: str, entity: object) -> bool:
    """Whether the text speaks of the group's partners or members ("X Group partners")."""
    mentions = getattr(entity, "mentions", ())
    return any(
        re.match(r"\s+(?:partners|members|states|countries)\b", text[m.end : m.end + 12]) for m in mentions
    )


def _due_before(text: str, timex: Timex, published: str) -> bool:
    """Whether "before" a date still to come makes it a deadline.

    Not where nothing is to happen before it, nor where it only tells which things are meant ("permits issued
    before 2030").
    """
    if timex.type != "DATE" or not timex.earliest or timex.earliest <= published:
        return False
    back = text[max(0, timex.start - _LOOK_BACK) : timex.start]
    match = _BEFORE.search(back)
    if match is None:
        return False
    verb = (match["verb"] or "").lower()
    tells_which = verb.rstrip().endswith("ed") and not verb.startswith("be ")
    return not tells_which and _NEGATED.search(back) is None


def _due_with_row(found: FoundCommitment, rows: Sequence[tuple[int, int, int]]) -> FoundCommitment:
    """A commitment of a table's item with the deadline that a cell of its row gives."""
    due = next((due for start, end, due in rows if start <= found.start < end), None)
    return found if due is None or found.deadline is not None else replace(found, deadline=due)


def _find(doc: Doc) -> list[FoundCommitment]:
    text, metadata = text_of(doc), doc.user_data.get("plancli_metadata")
    published = doc._.plancli_published
    deadlines = [
        (timex.start, timex.end)
        for timex in results(doc, "plancli_dates")
        if timex.role == "deadline" or (published and _due_before(text, timex, published))
    ]
    found = find_commitments(text, document_of(doc), cast_of(doc), deadlines)
    rows = list(due_by_item(document_of(doc), [start for start, _ in deadlines]))
    if rows:
        found = [_due_with_row(each, rows) for each in found]
    title = metadata.title if metadata is not None else None
    return [each for each in found if title is None or not title.start <= each.start < title.end]


make_commitments = register("plancli_commitments", _find, lambda commitment: commitment.strength)
