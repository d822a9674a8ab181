"""Whether a title is a headline: it tells what somebody does, rather than name a document."""

from __future__ import annotations

import re
from itertools import pairwise

from plancli.gazetteer.cues import words
from plancli.pipeline.metadata.names import names_genre

_INFINITIVE = re.compile(r"\bto (?:[a-z]+(?:, | and | or ))*[a-z]+", re.IGNORECASE)
"""What a title is to do ("… to Accelerate and Deepen Efforts"): no verb of a headline."""
_SMALL = 4
"""Letters: words of no more may stand without a capital in a title that gives every other one."""
_RELATIVE = frozenset({"how", "what", "why", "when", "where", "who", "which", "that"})
_OWN = _RELATIVE | {"we", "you", "our"}


def is_headline(title: str) -> bool:
    """Whether a title tells what somebody does; of one whose words all have capitals, a verb within tells it."""
    found = re.findall(r"[A-Za-z]+", _INFINITIVE.sub(" ", title))
    helpers = words("headline_verbs", **{"class": "auxiliary"})
    if any(word.lower() in helpers and _may_tell(title, word) for word in found[1:-1]):
        return True
    relative = (at for at, word in enumerate(found) if at and word.lower() in _RELATIVE and word != "WHO")
    found = found[: next(relative, None)]  # what follows tells of the thing: "A strategy that helps rivers"
    if found and found[-1].lower() in words("headline_verbs", plural="yes"):
        found.pop()  # nothing to act on follows: "Strategy for research calls"
    verbs = words("headline_verbs", **{"class": "verb"})
    if all(word[0].isupper() for word in found if len(word) > _SMALL):
        return any(verb.lower() in verbs for above, verb in pairwise(found) if above[0].isupper())
    return any(word in verbs for word in found if word.islower())


def _may_tell(title: str, helper: str) -> bool:
    """Whether the words before an auxiliary make it the verb of a headline: no genre, no question, no relative."""
    before = title[: re.search(rf"\b{helper}\b", title).start()]  # type: ignore[union-attr]  # it is one of its words
    asked = _OWN.intersection(re.findall(r"[a-z]+", before.lower()))
    return not asked and not names_genre(before)
