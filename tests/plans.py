"""A small plan with something in every field, put together by hand."""

from __future__ import annotations

from hashlib import sha256

from plancli.plan import (
    Actor,
    Commitment,
    Date,
    Evidence,
    Figure,
    Finding,
    Generator,
    Item,
    Metadata,
    Period,
    Plan,
    Published,
    Quotation,
    Reference,
    Section,
    Source,
)

TEXT = """\
Plan for Quiet Harbours
Ministry of Ports
3 May 2026
The aims are:
1. Halve the noise of ships at berth by 2030
a. first at night
The Ministry of Ports will lay shore cables by 31 December 2027 if funds allow.
It counted more than 40 complaints under the Port Noise Act.
Minister Ida Strand said: “Sleep is not a luxury.”
"""


def evidence(quote: str) -> list[Evidence]:
    """Where ``quote`` first stands in the text."""
    start = TEXT.index(quote)
    line = TEXT.count("\n", 0, start) + 1
    return [Evidence(start=start, end=start + len(quote), quote=quote, line=line, column=1)]


def sample_plan() -> Plan:
    """The plan."""
    title, ministry, day = TEXT.splitlines()[:3]
    sentence = "The Ministry of Ports will lay shore cables by 31 December 2027 if funds allow."
    return Plan(
        source=Source(
            name="harbours.txt",
            media_type="text/plain",
            sha256=sha256(TEXT.encode()).hexdigest(),
            bytes=len(TEXT.encode()),
            characters=len(TEXT),
        ),
        generator=Generator(version="0", model=None),
        metadata=Metadata(
            title=title,
            kind="action_plan",
            language="en",
            published=Published(text=day, value="2026-05-03", evidence=evidence(day)),
            issuers=["actor-ministry-of-ports"],
            evidence={"title": evidence(title), "issuers": evidence(ministry)},
        ),
        period=Period(start=None, end="2030", evidence=evidence("2030")),
        sections=[Section(id="section-1", title=title, level=1, evidence=evidence(title))],
        aims=[
            Item(
                id="aim-1",
                number="1",
                text="Halve the noise of ships at berth by 2030",
                evidence=evidence("Halve the noise of ships at berth by 2030"),
                children=[
                    Item(id="aim-1-1", number="a", text="first at night", evidence=evidence("first at night"))
                ],
            )
        ],
        actors=[
            Actor(
                id="actor-ministry-of-ports",
                name=ministry,
                kind="ministry",
                roles=["issuer"],
                identifiers={"wikidata": "Q0", "govuk": "ports"},
                mentions=evidence(ministry),
            ),
            Actor(
                id="actor-ida-strand",
                name="Ida Strand",
                kind="person",
                roles=["Minister"],
                mentions=evidence("Ida Strand"),
            ),
        ],
        dates=[
            Date(
                id="date-1",
                text=day,
                type="DATE",
                value="2026-05-03",
                role="published",
                evidence=evidence(day),
            ),
            Date(id="date-2", text="2030", type="DATE", value="2030", evidence=evidence("2030")),
            Date(
                id="date-3",
                text="31 December 2027",
                type="DATE",
                value="2027-12-31",
                role="deadline",
                evidence=evidence("31 December 2027"),
            ),
        ],
        commitments=[
            Commitment(
                id="commitment-1",
                text=sentence,
                actors=["actor-ministry-of-ports"],
                modality="will",
                strength="firm",
                conditional=True,
                action="lay shore cables",
                deadline="date-3",
                evidence=evidence(sentence),
            )
        ],
        references=[Reference(name="Port Noise Act", kind="law", evidence=evidence("Port Noise Act"))],
        figures=[
            Figure(
                value=40,
                unit="complaints",
                mod="MORE_THAN",
                text="more than 40 complaints",
                evidence=evidence("more than 40 complaints"),
            )
        ],
        quotations=[
            Quotation(
                speaker="actor-ida-strand",
                text="Sleep is not a luxury.",
                evidence=evidence("Sleep is not a luxury."),
            )
        ],
        findings=[
            Finding(code="D000", severity="note", message="The plan opens without a start.", path="/period")
        ],
        text=TEXT,
    )
