"""What is marked on the charts of every board: restarts, reloads that changed what is counted, alerts that fired."""

import figures
import looks
from looks import Json
from panels import DATASOURCE

STEP = "60s"


def every(authority: str) -> list[Json]:
    definitions = f"caseclock_definitions_info{figures.braces(authority)}"
    return [
        mark(
            "Restarts",
            "resets(caseclock_loop_busy_seconds_total[2m]) > 0",
            "Caseclock restarted",
            "{{instance}}",
            looks.GREY_LINE,
        ),
        mark(
            "Changed definitions",
            f"(group by (authority, hash, standards) ({definitions})"
            f" unless group by (authority, hash, standards) ({definitions} offset 2m))"
            f" and on (authority) ({definitions} offset 2m)",
            "Indicators or targets were changed",
            "{{authority}}: figures from here on are counted or rated differently",
            looks.PURPLE_LINE,
        ),
        mark(
            "Alerts to operators",
            'group by (alertname, severity) (ALERTS{alertstate="firing", alertname=~"Caseclock.*"})',
            "{{alertname}}",
            "{{severity}}; what to do is in the runbook",
            looks.RED_LINE,
        ),
    ]


def mark(name: str, expr: str, title: str, text: str, colour: str) -> Json:
    return {
        "name": name,
        "enable": True,
        "hide": True,  # no switch at the top of a wall; the board's settings have it
        "datasource": DATASOURCE,
        "iconColor": colour,
        "target": {"expr": expr, "refId": "Anno", "interval": STEP},
        "step": STEP,
        "titleFormat": title,
        "textFormat": text,
        "tagKeys": "",
        "useValueForTime": False,
    }
