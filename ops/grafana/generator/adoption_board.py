"""Adoption: who waits and how long, A1 and A2 against their thresholds; or one sentence until that is counted."""
import figures
import looks
from board import AUTHORITY, TEAM, Board, Detail
from figures import Rows, named
from panels import Panel
from share_table import share_table
from tables import Column, table

UID = "caseclock-adoption"
ADOPTION = Rows('about="adoption"')
NOT_COUNTED = (
    "No figures: no indicator counts adoption yet, or Caseclock does not answer. This does not say that no one waits."
)
NO_WAITING_LIST = "No figures: take the waiting list from the adoption tracker."
NO_THRESHOLDS = "No figures: take A1 and A2 from the adoption scorecard return."


def waiting() -> Panel:
    return table(
        "Waiting list by length of wait",
        "Take everyone in the longest band to the next tracking meeting.",
        {"title": "Indicator", "band": "Waiting for"},
        [Column("Children", named(figures.bands(), ADOPTION, "title"), width=160)],
        hidden=("indicator",),
        no_value=NO_WAITING_LIST,
    )


def thresholds() -> Panel:
    def of(figure: str) -> str:
        return named(figure, ADOPTION, "title")

    return table(
        "A1 and A2 against their thresholds",
        "When the mean is over the threshold, find the step at which the longest cases stood still.",
        {"title": "Indicator"},
        [
            Column("Threshold in days", of(figures.target("days")), width=160),
            Column("Rating", of(figures.rag()), mappings=tuple(looks.RATING_WORDS), width=140),
        ],
        hidden=("indicator",),
        no_value=NO_THRESHOLDS,
    )


def board() -> Board:
    rows = share_table(
        "Adoption in figures",
        "Look at RED rows with the head of permanence.",
        ADOPTION,
        no_value=NOT_COUNTED,
    )
    return Board(
        UID,
        "Adoption",
        "Who waits for adoption and for how long.",
        (AUTHORITY, TEAM),
        ((rows.sized(24, 12),),),
        details=(
            Detail("The waiting list, and A1 and A2", ((waiting().sized(12, 9), thresholds().sized(12, 9)),)),
        ),
    )
