"""What is to be said of a fact or a kind of record stands in its row of fact_table.h, and nowhere a second time."""
import re

import tidy

TABLE = "processors/record/fact_table.h"
# Names of events are often those of the facts that they date: this is the protocol's own table.
EVENTS = "daemon/codec/event_shape.cc"
# Other checks for records of other kinds: what is done with a kind, not what it is.
MAY_BRANCH = {"processors/indicator/quality.cc"}
MOST_NAMES = 2  # a file that says more names of facts as text holds a list of them

BRANCH = re.compile(r"\bcase\s+(?:\w+::)*(?:RecordKind|Fact)::k\w+")


def names():
    return set(re.findall(r'^ +\{F::k\w+, "(\w+)"', tidy.read(TABLE), re.M))


def names_said(text, known):
    return set(re.findall(r'"(\w+)"', text)) & known


class FactsTest(tidy.Case):
    def test_nothing_branches_by_fact_or_kind(self):
        self.nothing((f"{path}: {found}" for path in tidy.files("processors", "daemon") if path not in MAY_BRANCH
                      for found in BRANCH.findall(tidy.code_only(tidy.read(path)))),
                     f"a list of facts or kinds beside {TABLE}: make it a column")

    def test_no_file_lists_their_names(self):
        known = names()
        self.nothing((f"{path}: {sorted(said)}" for path in tidy.files("processors", "daemon")
                      if path not in (TABLE, EVENTS)
                      for said in [names_said(tidy.read(path), known)] if len(said) > MOST_NAMES),
                     f"names of facts beside {TABLE}: FactName says them")


class CheckersTest(tidy.Case):
    def test_the_table_is_read(self):
        self.assertGreater(len(names()), 40)
        self.assertIn("referral_opened", names())

    def test_branches_are_found(self):
        text = "switch (f) { case Fact::kPlanType: case caseclock::RecordKind::kPlan: break; case Action::kGo: }"
        self.assertEqual(len(BRANCH.findall(text)), 2)

    def test_names_are_found(self):
        self.assertEqual(names_said('{"plan_type", "care_ceased", "else"}', {"plan_type", "care_ceased"}),
                         {"plan_type", "care_ceased"})


if __name__ == "__main__":
    tidy.main()
