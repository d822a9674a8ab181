"""Where the clause of a verb starts, and what stands around its subject: small words of the table ``clauses``."""

from __future__ import annotations

import re
from functools import cache

from plancli.gazetteer.cues import words


def _any(class_: str) -> str:
    """What matches any word of a class, the longest first."""
    found = words("clauses", **{"class": class_})
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


@cache
def starts() -> re.Pattern[str]:
    """What ends right before a clause of its own: a mark, a conjunction, "that" after a verb of saying."""
    saying = "|".join(sorted(words("speech_verbs")))
    subject = rf"(?=(?:{_any('subject')})\b|[A-Z])"
    return re.compile(
        r"[;:]\s+|\s[–—-]\s|[–—]|"
        rf",\s+(?:{_any('joiner')})\s+{subject}|"
        rf"\b(?:{saying}|{_any('foreseen')}|{_any('reporting')}|{_any('denied')})(?:\s+(?!that\b)\w+){{0,2}}\s+that\s+|"
        rf"\b(?:{_any('opener')}|{_any('direct')})\s+{subject}|"
        rf"\b(?:{_any('purpose')})\s+"
    )


@cache
def predicate() -> re.Pattern[str]:
    """What ends the subject that a clause opens with: a verb of saying, an auxiliary, or a verb after an adverb."""
    verbs = "|".join(sorted(words("speech_verbs")))
    adverb = rf"(?:{_any('adverb')}|{_any('auxiliary')})"
    return re.compile(
        rf"(?:\s+{adverb})*\s+(?:(?:{verbs})\b|(?:{_any('reporting')})\s+that\b)|"
        rf"\s+(?:{_any('auxiliary')})\s|\s+(?:{_any('adverb')})\s+[a-z]+ed\b"
    )


@cache
def led_aside() -> re.Pattern[str]:
    """The comma of an aside that a participle opens ("the panel, led by …", "a unit, based in …,")."""
    return re.compile(
        rf",\s+(?:\w+ly\s+)?(?:[a-z]{{2,}}ed|{_any('participle')})\s+(?:by|in|from|under|with|at|of|to|on)\s"
    )


@cache
def foreseen() -> re.Pattern[str]:
    """The opening of a clause in which somebody tells what is thought to come ("expects that …")."""
    return re.compile(
        rf"\b(?:{_any('foreseen')})\s+(?:\w+\s+)?that\s+(?:[^,;:]|(?<=\d),(?=\d)|,(?=\s+and\s+that\b))*$",
        re.IGNORECASE,
    )


@cache
def denied() -> re.Pattern[str]:
    """The opening of a clause in which somebody tells what is not so ("denies that …")."""
    return re.compile(
        rf"\b(?:{_any('denied')})\s+(?:\w+\s+)?(?:that\s|(?=(?:it|they|he|she|we)\s))(?:[^,;:]|(?<=\d),(?=\d))*$",
        re.IGNORECASE,
    )


@cache
def adverbs() -> re.Pattern[str]:
    """Adverbs, auxiliaries and brackets between a subject and its verb."""
    noun = rf"(?!(?:{_any('noun_ly')})\b)"
    return re.compile(rf"(?:,?\s+(?:{_any('adverb')}|{noun}[a-z]+ly)|\s*\([^()]{{1,30}}\))+$")


@cache
def second_verb() -> re.Pattern[str]:
    """The end of what stands before the second verb of a clause ("accepts the finding and …")."""
    return re.compile(rf",?\s+(?:{_any('second')})(?:\s+(?:so|then|also))?$")


@cache
def joined() -> re.Pattern[str]:
    """What may stand between two subjects of one verb."""
    return re.compile(rf"\s*(?:,\s*(?:{_any('list')})|,|{_any('list')})?\s*(?:the\s+)?")


@cache
def joins() -> re.Pattern[str]:
    """What joins a second subject to a first."""
    return re.compile(rf"\s*(?:\([^()]{{1,30}}\))?,?\s+(?:{_any('list')})\s+")


@cache
def after_opener() -> re.Pattern[str]:
    """The comma that closes an adverbial before a subject."""
    return re.compile(rf",\s+(?=(?:{_any('subject')})\b|[A-Z])")


@cache
def determiner() -> re.Pattern[str]:
    """Words before a noun that are no part of a name."""
    return re.compile(rf"^(?:{_any('determiner')})\s+", re.IGNORECASE)


@cache
def head_end() -> re.Pattern[str]:
    """What ends the head of a noun phrase: a preposition, a relative pronoun, a comma."""
    return re.compile(rf"\s+(?:{_any('head_end')})\s+|,")


@cache
def article() -> re.Pattern[str]:
    """The article that opens a subject after an adverbial without a comma."""
    return re.compile(rf"\s(?=(?:{_any('article')})\s)")


@cache
def participle() -> re.Pattern[str]:
    """A participle after the head of a noun phrase ("a group chaired by …")."""
    return re.compile(rf"\s+(?:(?:\w+ly\s+)?\w{{2,}}ed|{_any('participle')})$")


@cache
def relative() -> re.Pattern[str]:
    """The pronoun that opens a relative clause after a noun."""
    found = "|".join(sorted(words("subjects", **{"class": "relative"})))
    return re.compile(rf"\s+(?:{found})\s+")


@cache
def first_verb() -> re.Pattern[str]:
    """The auxiliary that ends the subject a clause opens with ("The board will be asked and …")."""
    return re.compile(rf"\s+(?:{_any('auxiliary')})\s+")


@cache
def asks() -> re.Pattern[str]:
    """What heads a column or a part, and is no sentence ("How we will measure it")."""
    return re.compile(rf"(?:{_any('asking')})\b[^,.;:]*")


@cache
def noun_will() -> re.Pattern[str]:
    """What stands before "will" where that is a noun ("their political will")."""
    return re.compile(rf"\b(?:{_any('noun_will')})\s+$", re.IGNORECASE)


@cache
def two() -> re.Pattern[str]:
    """What opens a phrase for two whom the text has named ("both countries")."""
    return re.compile(rf"(?:{_any('two')})\b", re.IGNORECASE)


@cache
def phrase_end() -> re.Pattern[str]:
    """What ends the noun phrase after "by" with who acts: a mark, a preposition of time, place or means."""
    return re.compile(
        rf"[;:.(]|,\s+(?!(?:{_any('list')}|{_any('article')})\b|[A-Z])|"
        rf"\s+(?:{_any('agent_end')})\s|\s+(?:{_any('second')})\s+(?:{_any('auxiliary')})\s"
    )


@cache
def impersonal() -> re.Pattern[str]:
    """The auxiliary of a decision that nobody is said to have taken ("it was agreed to …")."""
    return re.compile(rf"(?:{_any('auxiliary')})\s")


@cache
def second_clause() -> re.Pattern[str]:
    """What joins a second main clause to a first (", and the Agency will …"): the words of a subject follow."""
    subject = rf"(?:(?:{_any('subject')})\b|[A-Z]|(?:[a-z]+ ){{1,2}}(?:{_any('auxiliary')})\b)"
    join = rf"(?:{_any('second')}|{_any('contrast')})"
    return re.compile(rf"(?:,\s+{join}|;(?:\s+{join})?)\s+(?={subject})")
