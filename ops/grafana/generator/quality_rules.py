"""The sentences of the data quality checks, from the page that is made from the catalogue."""
import pathlib
import re

import looks
from looks import Json

MEASURES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "measures.md"
CHECK = re.compile(r"^- `(\w+)`: ([^;\n]+)", re.M)


def rule_words() -> list[Json]:
    """Ids of checks as sentences; one that is added later shows its id until the boards are made anew."""
    checks = CHECK.findall(MEASURES.read_text(encoding="utf-8").split("## Records to look at")[1])
    if not checks:
        raise ValueError(f"no check found in {MEASURES}")
    return looks.words({name: (sentence, looks.GREY) for name, sentence in checks})
