"""Plain English: phrases that nobody in a council would say are in no text that people read.

Texts are documents, words in quotes of the program's sources and of the scripts, annotations of rules, boards and the
description of the API. Names of options and files, in backticks, are no words.
"""
import json
import re

import tidy

# Each phrase as a regular expression, and what to write instead.
PHRASES = {
    r"late ones|open late\b|\d open late": "name the noun: 12 assessments overdue",
    r"[Nn]othing open\b": "No alerts",
    r"[Nn]obody else": "No one else",
    r"\btill\b": "until",
    r"mails of Caseclock": "emails from Caseclock",
    r"You get this as": "You are receiving this because you are ...",
    r"of their happening": "Events recorded within 2 working days",
    r"nears 24 months|after that line\b": "Plans that will pass 24 months before their next conference",
    r"In drag at its end|Finished late in it": "Overdue at the end of the week; Completed late in the week",
    r"as many as a week ago": "no change from a week ago",
    r"holds most": "All 5 have no team recorded",
    r"The newest, as it reads": "Show the latest email",
    r"Judged: not judged": "Rating: not rated",
    r"Known by: everything": "Includes everything recorded to date",
    r"it was the other way": "now behind (was 3.3 points ahead)",
    r"until \w{3} \d+ \w{3}, 00:00": "until the end of Tuesday 1 December",
    r"\byounger\b": "more recent",
    r"state its day": "give its date with --extracted",
    r"stands? in another unit": "must be a percentage, such as 84%",
    r"shown to nobody": "no user may view records",
    r"a restart takes": "restart to apply",
    r"may stand repeatedly": "can be repeated",
    r"at most so many": "maximum number of records",
    r"\bmend(?:s|ed|ing)?\b": "fix, correct, put right",
    r"stands? twice": "is listed twice; duplicate options",
    r"is a slip\b": "is probably a typing error",
    r"for always\b": "permanently",
    r"\bspoilt\b": "corrupt",
    r"manieth": "which episode of that day",
    r"word that none would be": "the record that no conference was needed",
    r"come again within": "re-referred within 12 months",
    r"Than a year ago|if no more comes": "Compared with last year; Forecast for 31 March",
    r"\bin vain\b": "without success",
    r"\bwhence\b": "from where",
    r"\bso many (?:days|working days|minutes|characters|events)\b": "give the number, or say: after this many days",
    r"\d %": "percentages close up: 84.9%",
    r"(?<![-./\w])(?<!stack )[Mm]ails?\b(?![-\w:.={/\[,]| server| catcher|\n)": "email",
}


def literals(text):
    """The words in quotes of C++ or Python, with their lines; a text over several lines is one."""
    found = []
    text = re.sub(r"CASECLOCK_CHECK\([^;]*;", lambda check: "\n" * check[0].count("\n"), text)  # for programmers
    for match in re.finditer(r'//[^\n]*|#include[^\n]*|"""(?:.|\n)*?"""|(?:"(?:[^"\\\n]|\\.)*"\s*)+|\'(?:[^\'\\\n]|\\.)\'', text):
        if match[0].startswith('"') and not match[0].startswith('"""'):
            parts = re.findall(r'"((?:[^"\\\n]|\\.)*)"', match[0])
            words = "".join(parts)
            if " " in words:  # a word alone is a name
                found.append((text.count("\n", 0, match.start()) + 1, words))
    return found


def prose(text):
    """The lines of a document without what stands in backticks, and without blocks of code that are no output."""
    lines, is_code = [], False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            is_code = not is_code
        elif not is_code:
            lines.append((number, re.sub(r"`[^`]*`|\]\([^)]*\)", "", line)))
    return lines


def values(node):
    """Every text of a JSON document."""
    if isinstance(node, dict):
        for value in node.values():
            yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)
    elif isinstance(node, str) and " " in node:
        yield node


def texts():
    """(path, line, text) of everything that people read."""
    for path in tidy.files("", ends=(".md",)):
        yield from ((path, line, text) for line, text in prose(tidy.read(path)))
    for path in tidy.files("daemon", "processors", ends=(".cc", ".h")) + tidy.files("ops", ends=(".py", "broker")):
        yield from ((path, line, text) for line, text in literals(tidy.read(path)))
    rules = [path for path in tidy.files("ops", ends=(".yml", ".yaml")) if "/tests/" not in path]
    for path in rules + ["ops/stack", "ops/demo", "ops/test", "ops/prove"]:
        yield from ((path, number, line) for number, line in enumerate(tidy.read(path).split("\n"), 1))
    for path in tidy.files("ops", ends=(".json",)):
        yield from ((path, 0, text) for text in values(json.loads(tidy.read(path))))


def findings(found):
    return [f"{path}:{line}: {match[0]!r}: {instead}" for path, line, text in found
            for pattern, instead in PHRASES.items() for match in [re.search(pattern, text)] if match]


class GlossaryTest(tidy.Case):
    def test_no_text_says_what_nobody_would_say(self):
        self.nothing(findings(texts()), "phrases to be written in plain English")


class CheckersTest(tidy.Case):
    def test_phrases_are_found_where_people_read_them(self):
        code = 'Say("the state is " // a spoilt comment\n    "spoilt");  // and mended\nName("ok");\n'
        self.assertEqual([text for _, text in literals(code)][0], "the state is ")
        document = "An export that is younger.\n`mended`\n```\nyounger\n```\n"
        planted = [("a.cc", line, text) for line, text in literals('x("a record\\n"\n  " stands twice");')]
        planted += [("a.md", line, text) for line, text in prose(document)]
        self.assertEqual(findings(planted), ["a.cc:1: 'stands twice': is listed twice; duplicate options",
                                             "a.md:1: 'younger': more recent"])

    def test_every_phrase_can_be_found(self):
        said = ["5 late ones", "Nothing open.", "Nobody else", "till then", "mails of Caseclock", "You get this as head",
                "2 days of their happening", "nears 24 months", "In drag at its end", "as many as a week ago", "holds most",
                "The newest, as it reads", "Judged: not judged", "Known by: everything", "it was the other way",
                "until Wed 2 Dec, 00:00", "younger", "state its day", "stands in another unit", "shown to nobody",
                "a restart takes them", "may stand repeatedly", "show at most so many records", "mended", "stands twice",
                "is a slip", "for always", "spoilt", "how manieth", "word that none would be", "come again within",
                "Than a year ago", "in vain", "whence", "for so many working days", "85 %", "this mail"]
        found = {pattern for text in said for pattern in PHRASES if re.search(pattern, text)}
        self.assertEqual(sorted(set(PHRASES) - found), [])


if __name__ == "__main__":
    tidy.main()
