"""Caseclock itself: does it keep up, does it remember, does it tell, and do its sums agree?"""
import figures
import looks
from board import EVERY_AUTHORITY, Board
from figures import in_milliseconds, of_daemon, or_zero, rate
from looks import ALARM, AMBER, BLUE, GREEN
from panels import Panel, Query, curves, stat
from tables import Column, table

UID = "caseclock-itself"
AWAY = "✖ Caseclock does not answer"
NO_ALERTS = "nobody is told: the configuration has no alerts"


def judged(title: str, what_to_do: str, expr: str, **looks_of: object) -> Panel:
    return stat(
        title, what_to_do, [Query(expr)], **{"unit": looks.COUNT, "no_value": AWAY, **looks_of}
    ).sized(4, 4)


def headline() -> tuple[Panel, ...]:
    return (
        judged(
            "Ready",
            "NO: read /-/ready, it says why in sentences.",
            f"min({of_daemon('ready')})",
            mappings=looks.YES_NO_WORDS,
        ),
        judged(
            "Differences of the self-audit",
            "Anything but 0: keep the checkpoint directory, restart, and report it as a fault.",
            f"max({of_daemon('audit_differences')})",
            mappings=looks.NONE_IS_GOOD_WORDS,
            thresholds=looks.steps((None, GREEN), (1, ALARM)),
        ),
        judged(
            "Breaches of the topic's contract",
            "Anything but 0: read /-/ready and set the topic right.",
            f"max({of_daemon('contract_breaches')})",
            mappings=looks.NONE_IS_GOOD_WORDS,
            thresholds=looks.steps((None, GREEN), (1, ALARM)),
        ),
        judged(
            "Events behind the topic",
            "When it does not fall, look at broker and network.",
            "sum(max by (partition) (caseclock_kafka_lag))",
            thresholds=looks.steps((None, GREEN), (10000, AMBER)),
        ),
        judged(
            "Mails waiting",
            "When it stays over 0, look at the mail server: nobody is being told.",
            f"sum({of_daemon('mails_queued')})",
            no_value=NO_ALERTS,
            mappings=looks.NONE_IS_GOOD_WORDS,
            thresholds=looks.steps((None, GREEN), (1, AMBER)),
        ),
        judged(
            "Checkpoints that failed",
            "Anything but 0: free the disk or mend its rights; without a checkpoint a "
            "restart reads the whole topic.",
            or_zero(figures.increase("checkpoint_failures_total")),
            decimals=0,
            thresholds=looks.steps((None, GREEN), (1, ALARM)),
        ),
    )


def daemons() -> Panel:
    columns = [
        Column("Live", of_daemon("live"), mappings=tuple(looks.YES_NO_WORDS), width=90),
        Column("Ready", of_daemon("ready"), mappings=tuple(looks.YES_NO_WORDS), width=90),
        Column(
            "Last event",
            in_milliseconds(of_daemon("last_event_timestamp_seconds")),
            unit=looks.MOMENT,
            width=200,
        ),
        Column(
            "Last checkpoint",
            in_milliseconds(of_daemon("checkpoint_timestamp_seconds")),
            unit=looks.MOMENT,
            width=200,
        ),
        Column("Checkpoint size", of_daemon("checkpoint_size_bytes"), unit="bytes", width=130),
        Column("Took", of_daemon("checkpoint_duration_seconds"), unit="s", decimals=2, width=90),
        Column(
            "Last audit", in_milliseconds(of_daemon("audit_timestamp_seconds")), unit=looks.MOMENT, width=200
        ),
        Column("View took", of_daemon("view_build_duration_seconds"), unit="s", decimals=3, width=110),
        Column("Memory", of_daemon("resident_memory_bytes"), unit="bytes", width=110),
    ]
    return table(
        "Daemons",
        "A checkpoint or audit older than an hour: read the log of that daemon.",
        {"instance": "Daemon"},
        columns,
        no_value=AWAY,
    ).sized(24, 6)


def flow() -> tuple[Panel, ...]:
    lag = curves(
        "Events behind the topic, by partition",
        "One partition alone: look at its broker. All: look at the daemon's load.",
        [Query("max by (partition) (caseclock_kafka_lag)", "partition {{partition}}")],
        unit=looks.COUNT,
        decimals=0,
        no_value=AWAY,
    )
    events = curves(
        "Events a second",
        "A feed that is usually busy and now draws a flat 0 has stopped: ring whoever sends it.",
        [
            Query(rate("events_accepted_total"), "taken"),
            Query(rate("events_duplicate_total"), "of these without effect"),
            Query(or_zero(rate("events_rejected_total")), "rejected"),
        ],
        unit="cps",
        decimals=1,
        no_value=AWAY,
    )
    memory = curves(
        "Memory and load",
        "Memory that rises for days: plan a restart and report it.",
        [Query(of_daemon("resident_memory_bytes"), "memory {{instance}}")],
        unit="bytes",
        no_value=AWAY,
    )
    return lag.sized(8, 9), events.sized(8, 9), memory.sized(8, 9)


def work() -> tuple[Panel, ...]:
    busy = curves(
        "Share of time the loop is busy",
        "Near 100 %: give the daemon fewer partitions, or a faster machine.",
        [Query(rate("loop_busy_seconds_total", "instance"), "{{instance}}")],
        unit=looks.SHARE,
        decimals=1,
        no_value=AWAY,
    )
    views = curves(
        "Views a second",
        "None for long while events come: read the log.",
        [Query(rate("views_published_total"), "published")],
        unit="ops",
        decimals=2,
        no_value=AWAY,
    )
    audits = curves(
        "Audits and checkpoints that failed, a second",
        "Audits at a flat 0: look whether the daemon is busy catching up.",
        [
            Query(rate("audit_runs_total"), "audits"),
            Query(rate("checkpoint_failures_total"), "failed checkpoints"),
        ],
        unit="ops",
        decimals=3,
        no_value=AWAY,
    )
    return busy.sized(8, 8), views.sized(8, 8), audits.sized(8, 8)


def telling() -> tuple[Panel, ...]:
    firing = stat(
        "Alerts that fire",
        "Urgent ones that nobody has taken up: ring the owner.",
        [
            Query(
                "sum by (severity) (max by (instance, severity) (caseclock_alerts_firing))", "{{severity}}"
            ),
            Query(f"sum({of_daemon('alerts_pending')})", "pending"),
            Query(f"sum({of_daemon('alerts_acknowledged')})", "taken up"),
            Query(f"sum({of_daemon('alerts_stale')})", "stale"),
        ],
        unit=looks.COUNT,
        named=True,
        no_value=NO_ALERTS,
        filled=False,
    )
    mails = curves(
        "Mails a second",
        "Refused or deferred mails: read the log for the server's words.",
        [
            Query(rate("mails_claimed_total"), "decided"),
            Query(rate("mails_delivered_total"), "delivered"),
            Query(rate("mail_attempts_deferred_total"), "tried in vain"),
            Query(rate("mails_refused_total"), "refused"),
        ],
        unit="ops",
        decimals=3,
        no_value=NO_ALERTS,
    )
    troubles = curves(
        "What could not be told, a second",
        "Anything but 0: the ledger's disk, the Alertmanager or a sender "
        "of acknowledgements; the log says which.",
        [
            Query(rate("alert_ledger_problems_total"), "ledger"),
            Query(rate("alertmanager_failures_total"), "Alertmanager"),
            Query(rate("acknowledgements_refused_total"), "acknowledgements refused"),
        ],
        unit="ops",
        decimals=3,
        no_value=NO_ALERTS,
    )
    return firing.sized(8, 8), mails.sized(8, 8), troubles.sized(8, 8)


def versions() -> Panel:
    return table(
        "Version",
        "More than one version or fingerprint: finish the upgrade, or figures of two definitions stand "
        "side by side.",
        {"version": "Version", "definitions": "Definitions", "instance": "Daemon"},
        [
            Column(
                "Shown",
                "max by (version, definitions, instance) (caseclock_build_info)",
                mappings=tuple(looks.words({1: ("✔", BLUE)})),
                width=100,
            )
        ],
        no_value=AWAY,
    ).sized(24, 4)


def board() -> Board:
    return Board(
        UID,
        "Caseclock itself",
        "For those who run the daemon.",
        (),
        (headline(), (daemons(),), flow(), work(), telling(), (versions(),)),
        over="now-6h",
        authority=EVERY_AUTHORITY,
    )
