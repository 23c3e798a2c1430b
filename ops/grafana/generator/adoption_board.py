"""Adoption: who waits and how long, A1 and A2 against their thresholds; or, in words, what is not counted yet."""
import figures
import looks
from board import AUTHORITY, TEAM, Board
from figures import Rows, named, or_words
from panels import Panel
from tables import Column, table

UID = "caseclock-adoption"
ADOPTION = Rows('about="adoption"')
NOT_COUNTED = (
    "Adoption is not counted yet: the catalogue has no row about it.",
    "This does not say that nobody waits.",
    "Keep the list in the adoption tracker; rows that are added appear here by themselves.",
)
NO_WAITING_LIST = (
    "The waiting list by length and status is not counted yet.",
    "Take it from the adoption tracker.",
    "Bring everyone over 12 months to the weekly meeting.",
)
NO_THRESHOLDS = (
    "A1, entering care to moving in, at most 426 days: not counted yet.",
    "A2, placement order to match, at most 121 days: not counted yet.",
    "Take both from the adoption scorecard return.",
)
WAITED = looks.NO_FIGURE_WORDS


def words(title: str, what_to_do: str, labels: dict[str, str], columns: list[Column]) -> Panel:
    return table(
        title,
        what_to_do,
        labels,
        columns,
        hidden=("indicator",),
        no_value="no figures of this council or team",
    )


def rows() -> Panel:
    def of(figure: str) -> str:
        return or_words(named(figure, ADOPTION, "title"), NOT_COUNTED, ADOPTION)

    return words(
        "Adoption in figures",
        "Look at RED rows with the head of permanence; until there are rows, do what the sentence says.",
        {"title": "What"},
        [
            Column("RAG", of(figures.rag()), mappings=tuple(looks.RAG_WORDS), width=160),
            Column("n", of(figures.numerator()), mappings=tuple(WAITED), width=140),
            Column("of", of(figures.denominator()), mappings=tuple(WAITED), width=140),
        ],
    ).sized(24, 7)


def waiting() -> Panel:
    return words(
        "Waiting list by length of wait",
        "Take everyone in the longest band to the next tracking meeting.",
        {"title": "What", "band": "Waiting for"},
        [
            Column(
                "Children",
                or_words(named(figures.bands(), ADOPTION, "title"), NO_WAITING_LIST, ADOPTION),
                mappings=tuple(WAITED),
                width=160,
            )
        ],
    ).sized(12, 8)


def thresholds() -> Panel:
    def of(figure: str) -> str:
        return or_words(named(figure, ADOPTION, "title"), NO_THRESHOLDS, ADOPTION)

    return words(
        "A1 and A2 against their thresholds",
        "When the mean is over the threshold, find the step at which the longest cases stood still.",
        {"title": "What"},
        [
            Column("RAG", of(figures.rag()), mappings=tuple(looks.RAG_WORDS), width=160),
            Column("Threshold in days", of(figures.target("days")), mappings=tuple(WAITED), width=160),
        ],
    ).sized(12, 8)


def board() -> Board:
    return Board(
        UID,
        "Adoption",
        "Who waits for adoption and for how long.",
        (AUTHORITY, TEAM),
        ((rows(),), (waiting(), thresholds())),
    )
