"""The short table of shares that several boards have for the rows they are about."""
import figures
import looks
from figures import Rows, named, or_words
from panels import Panel
from tables import Column, table


def share_table(title: str, description: str, rows: Rows, missing: tuple[str, ...] = ()) -> Panel:
    """Value, target, neighbours and colour. With `missing`, sentences in place of rows that the catalogue lacks."""

    def of(figure: str) -> str:
        shown = named(figure, rows, "title")
        return or_words(shown, missing, rows) if missing else shown

    no_figure = tuple(looks.NO_FIGURE_WORDS) if missing else ()
    columns = [Column("RAG", of(figures.rag()), mappings=tuple(looks.RAG_WORDS), width=140)]
    if not missing:
        columns += [
            Column("Value", of(figures.share()), unit=looks.SHARE, decimals=1, width=90),
            Column("n", of(figures.numerator()), width=80),
            Column("of", of(figures.denominator()), width=80),
            Column("Target", of(figures.target("ratio")), unit=looks.SHARE, decimals=1, width=90),
            Column(
                "Neighbours",
                of(figures.comparator("statistical_neighbours", "ratio")),
                unit=looks.SHARE,
                decimals=1,
                width=110,
            ),
        ]
    else:
        columns += [
            Column("n", of(figures.numerator()), mappings=no_figure, width=110),
            Column("of", of(figures.denominator()), mappings=no_figure, width=110),
        ]
    return table(
        title,
        description,
        {"title": "Indicator"},
        columns,
        hidden=("indicator",),
        no_value="no figures of this council or team",
    )
