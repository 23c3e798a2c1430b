"""The boards hold what Grafana's own type definitions allow and nothing else: of the oldest Grafana and of the newest.

TypeScript checks each panel against the options of its kind, with every property that is not known a mistake.
The packages are installed when the test runs, into the build directory; where npm cannot be had the test says
so.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent / "integration"), str(HERE.parent / "support")]
import npm_packages  # noqa: E402
from harness import ROOT, did_not_run  # noqa: E402
from dashboards import a_copy_of, boards, panels, rows  # noqa: E402

BUILD = pathlib.Path(os.environ.get("CASECLOCK_TYPES_DIR", ROOT / "build/release/tests/grafana"))
PACKAGES = {"oldest": HERE / "grafana_10" / "package.json", "newest": HERE / "package.json"}
TIMEOUT_S = 240
COMPILER = {
    "strict": True,
    "noEmit": True,
    "skipLibCheck": True,
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "node10",
    "ignoreDeprecations": "5.0",
    "types": [],
    "noErrorTruncation": False,
}


def as_typescript(name, board):
    """Each panel, and what is around them, with the type it must satisfy."""
    around = {key: value for key, value in board.items() if key != "panels"}
    lines = [
        "import type { BoardWithoutPanels, Panels, Row } from './board_types';",
        f"export const board = {json.dumps(around)} satisfies BoardWithoutPanels;",
    ]
    lines += [
        f"export const panel{panel['id']} = {json.dumps(panel)} satisfies Panels['{panel['type']}'];"
        for panel in panels(board)
    ]
    lines += [
        f"export const row{row['id']} = {json.dumps({**row, 'panels': []})} satisfies Row;" for row in rows(board)
    ]
    return name.replace("-", "_") + ".ts", "\n".join(lines) + "\n"


def mistakes(folder, every):
    """What TypeScript says of the boards, a line each."""
    source = folder / "source"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    shutil.copy(HERE / "board_types.ts", source)
    package = folder / "node_modules" / "@grafana/schema"
    definitions = next(package.glob("dist/*/raw/dashboard/x/*.gen.d.ts")).relative_to(package.parent.parent)
    (source / "dashboard_definitions.ts").write_text(
        f"export type * from '{str(definitions).removesuffix('.d.ts')}';\n"
    )
    for name, board in every.items():
        file, text = as_typescript(name, board)
        (source / file).write_text(text, encoding="utf-8")
    (source / "tsconfig.json").write_text(json.dumps({"compilerOptions": COMPILER, "include": ["*.ts"]}))
    done = subprocess.run(
        ["node", folder / "node_modules/typescript/bin/tsc", "-p", source],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
    )
    return [re.sub(r"^source/", "", line)[:400] for line in done.stdout.splitlines() if "error TS" in line]


class OldestGrafana(unittest.TestCase):
    FOLDER = BUILD / "oldest"

    def test_every_board_is_of_its_types(self):
        self.assertEqual(mistakes(self.FOLDER, boards())[:20], [])


class NewestGrafana(OldestGrafana):
    FOLDER = BUILD / "newest"

    def test_what_grafana_does_not_know_is_found(self):
        board = boards()["caseclock-drag"]
        for what, spoil in FAULTS.items():
            with self.subTest(what):
                spoilt = a_copy_of(board)
                spoil(spoilt)
                self.spoilt[what] = spoilt
        found = "\n".join(mistakes(self.FOLDER, self.spoilt))
        for what in FAULTS:
            self.assertIn(f"{what.replace('-', '_')}.ts", found, f"{what} was not found out")

    spoilt = {}


def first(board, kind):
    return next(panel for panel in panels(board) if panel["type"] == kind)


FAULTS = {
    "unknown-board-key": lambda board: board.update(fullscreen=True),
    "unknown-panel-key": lambda board: board["panels"][0].update(subtitle="x"),
    "unknown-option": lambda board: first(board, "stat")["options"].update(glow=True),
    "value-out-of-the-list": lambda board: first(board, "stat")["options"].update(colorMode="rainbow"),
    "field-of-another-kind": (
        lambda board: first(board, "barchart")["fieldConfig"]["defaults"]["custom"].update(drawStyle="line")
    ),
    "unknown-override": (
        lambda board: first(board, "table")["fieldConfig"]["overrides"][0]["properties"].append(
            {"id": "custom.colour", "value": "red"}
        )
    ),
    "unknown-transformation": (
        lambda board: first(board, "table")["transformations"].append({"id": "mergeTables", "options": {}})
    ),
    "number-as-text": lambda board: board["panels"][0]["gridPos"].update(w="12"),
}


if __name__ == "__main__":
    for which, package_file in PACKAGES.items():
        npm_packages.install(BUILD / which, package_file, did_not_run)
    program = unittest.main(verbosity=2, exit=False)
    failed = len(program.result.failures) + len(program.result.errors)
    print(f"cases: {program.result.testsRun - failed} passed, {failed} failed, 0 skipped")
    sys.exit(0 if program.result.wasSuccessful() else 1)
