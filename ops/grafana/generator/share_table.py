"""The short table of shares that several boards have for the rows they are about."""
import figures
import looks
from figures import Rows, named
from panels import Panel
from tables import Column, table

NO_FIGURES = "No figures for this council or team."


def share_table(title: str, description: str, rows: Rows, no_value: str = NO_FIGURES) -> Panel:
    """Rating, value, target and neighbours. `no_value` is the sentence for a catalogue that has none of these rows yet:
    they appear by themselves once it has."""

    def of(figure: str) -> str:
        return named(figure, rows, "title")

    percent = {"unit": looks.SHARE, "decimals": 1}
    columns = [
        Column("Rating", of(figures.rag()), mappings=tuple(looks.RATING_WORDS), width=120),
        Column("Value", of(figures.share()), **percent, width=80),
        Column("Met", of(figures.numerator()), width=80),
        Column("Of", of(figures.denominator()), width=80),
        Column("Target", of(figures.target("ratio")), **percent, width=80),
        Column("Neighbours", of(figures.comparator("statistical_neighbours", "ratio")), **percent, width=100),
    ]
    return table(title, description, {"title": "Indicator"}, columns, hidden=("indicator",), no_value=no_value)
