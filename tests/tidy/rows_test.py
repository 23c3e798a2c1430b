"""How a row of the catalogue counts is known in its room alone; everybody else asks its traits and words."""
import re

import tidy

ROOMS = ("processors/indicator/", "tests/processors/", "daemon/config/row_", "tests/daemon/config/row_")
SHAPE = re.compile(r"\b(?:Clock|Share|Flow|Stock|LateReview|Recording)Shape\b|\bstd::visit\([^;]*\bshape\b")


class RowsTest(tidy.Case):
    def test_nobody_asks_how_a_row_counts(self):
        self.nothing((f"{path}: {found}" for path in tidy.files("processors", "daemon", "tests") if not path.startswith(ROOMS)
                      for found in SHAPE.findall(tidy.code_only(tidy.read(path)))),
                     "ask TraitsOf(row) or WordsOf(row); what they do not answer becomes a trait")

    def test_the_room_itself_is_found(self):
        self.assertTrue(SHAPE.search(tidy.code_only(tidy.read("processors/indicator/shape.h"))))


if __name__ == "__main__":
    tidy.main()
