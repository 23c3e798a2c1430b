"""Caseclock itself: does it keep up, does it remember, does it tell, and do its sums agree?"""
import figures
import looks
import runbook
from board import EVERY_AUTHORITY, Board, Detail, Variable
from figures import in_milliseconds, or_zero, ratio, while_alive
from looks import ALARM, AMBER, AMBER_LINE, BLUE, BLUE_LINE, GREEN, GREEN_LINE, GREY, GREY_LINE, RED_LINE
from panels import Panel, Query, curves, drawn, numbered, stat
from tables import Column, table

UID = "caseclock-itself"
AWAY = "✖ no answer"
SILENT = "Caseclock does not answer."
NO_ALERTS = "no figures"
CHOSEN = 'job=~"$job", instance=~"$instance"'
LAG_TOO_LONG = 1_000  # events: where the alert CaseclockKafkaLagGrowing begins

JOB = Variable("job", "Job", "label_values(caseclock_live, job)", sort=1, any_of=True)
INSTANCE = Variable("instance", "Daemon", 'label_values(caseclock_live{job=~"$job"}, instance)', sort=1, any_of=True)


def of_daemon(metric: str, by: str = "instance") -> str:
    return figures.of_daemon(metric, CHOSEN, by=by)


def rate(counter: str, by: str = "") -> str:
    return figures.rate(counter, by, CHOSEN)


def increase(counter: str) -> str:
    return figures.increase(counter, "", CHOSEN)


def judged(title: str, what_to_do: str, expr: str, alert: str, **looks_of: object) -> Panel:
    found = stat(title, what_to_do, [Query(expr)], **{"unit": looks.COUNT, "no_value": AWAY, **looks_of})
    return found.leading_to("What to do", runbook.address(alert)).sized(4, 4)


def headline() -> tuple[Panel, ...]:
    return (
        judged(
            "Ready",
            "NO: read /-/ready, it says why in sentences.",
            f"min({of_daemon('ready')})",
            "CaseclockDown",
            mappings=looks.YES_NO_WORDS,
            thresholds=looks.steps((None, ALARM)),
        ),
        judged(
            "Self-audit: differences",
            "Anything but 0: keep the checkpoint directory, restart, and report it as a fault.",
            f"max({of_daemon('audit_differences')})",
            "CaseclockAuditDifferences",
            mappings=looks.NONE_IS_GOOD_WORDS,
            thresholds=looks.NONE_OR_ALARM,
        ),
        judged(
            "Topic: broken rules",
            "Anything but 0: read /-/ready and set the topic right.",
            f"max({of_daemon('contract_breaches')})",
            "CaseclockContractBroken",
            mappings=looks.NONE_IS_GOOD_WORDS,
            thresholds=looks.NONE_OR_ALARM,
        ),
        judged(
            "Events behind the topic",
            "When it does not fall, look at broker and network.",
            f"sum({of_daemon('kafka_lag', by='partition')})",
            "CaseclockKafkaLagGrowing",
            thresholds=looks.steps((None, ALARM), (0, GREEN), (LAG_TOO_LONG, AMBER)),
        ),
        judged(
            "Emails waiting",
            "When it stays over 0, look at the email server: no one is being told.",
            f"sum({of_daemon('mails_queued')})",
            "CaseclockMailsWaiting",
            no_value=NO_ALERTS,
            mappings=looks.NONE_IS_GOOD_WORDS,
            thresholds=looks.steps((None, GREY), (0, GREEN), (1, AMBER)),
        ),
        judged(
            "Checkpoints failed, last 6 h",
            "Anything but 0: free the disk or correct its rights; without a checkpoint a "
            "restart reads the whole topic.",
            while_alive(increase("checkpoint_failures_total")),
            "CaseclockCheckpointFailing",
            decimals=0,
            thresholds=looks.NONE_OR_ALARM,
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
            width=190,
        ),
        Column(
            "Last checkpoint",
            in_milliseconds(of_daemon("checkpoint_timestamp_seconds")),
            unit=looks.MOMENT,
            width=190,
        ),
        Column("Checkpoint size", of_daemon("checkpoint_size_bytes"), unit="bytes", decimals=1, width=140),
        Column("Took", of_daemon("checkpoint_duration_seconds"), unit="s", width=100),
        Column(
            "Last audit", in_milliseconds(of_daemon("audit_timestamp_seconds")), unit=looks.MOMENT, width=190
        ),
        Column("Memory", of_daemon("resident_memory_bytes"), unit="bytes", decimals=0, width=110),
    ]
    return table(
        "Daemons",
        "A checkpoint or audit older than an hour: read the log of that daemon.",
        {"instance": "Daemon"},
        columns,
        no_value=SILENT,
    ).sized(24, 4)


def flow() -> tuple[Panel, ...]:
    lag = curves(
        "Events behind the topic, by partition",
        "One partition alone: look at its broker. All: look at the daemon's load.",
        [Query(of_daemon("kafka_lag", by="partition"), "partition {{partition}}")],
        unit=looks.COUNT,
        no_value=SILENT,
        line_at=LAG_TOO_LONG,
        overrides=numbered(),
    )
    events = curves(
        "Events a second",
        "A feed that is usually busy and now draws a flat 0 has stopped: ring whoever sends it.",
        [
            Query(rate("events_accepted_total"), "taken"),
            Query(rate("events_duplicate_total"), "of these without effect"),
            Query(or_zero(rate("events_rejected_total"), "caseclock_live"), "rejected"),
        ],
        unit="none",
        decimals=1,
        no_value=SILENT,
        overrides=(
            drawn("taken", BLUE_LINE),
            drawn("of these without effect", GREY_LINE, dashes=True),
            drawn("rejected", RED_LINE),
        ),
    )

    def within(part: float, metric: str) -> str:
        return f"max(quantile_over_time({part}, {metric}{figures.braces(CHOSEN)}[10m]))"

    latency = curves(
        "How long an answer takes, over ten minutes",
        "Far above what it was last week: look at the daemon's load and the number of series.",
        [
            Query(within(0.5, "caseclock_view_build_duration_seconds"), "figures built: half within"),
            Query(within(0.9, "caseclock_view_build_duration_seconds"), "figures built: 9 in 10 within"),
            Query(within(0.9, "scrape_duration_seconds"), "metrics fetched: 9 in 10 within"),
        ],
        unit="s",
        no_value=SILENT,
        overrides=(
            drawn("figures built: half within", BLUE_LINE),
            drawn("figures built: 9 in 10 within", AMBER_LINE),
            drawn("metrics fetched: 9 in 10 within", GREY_LINE, dashes=True),
        ),
    )
    return lag.sized(8, 7), events.sized(8, 7), latency.sized(8, 7)


def errors() -> Panel:
    rejected = or_zero(rate("events_rejected_total"), "caseclock_live")
    refused, delivered = rate("mails_refused_total"), rate("mails_delivered_total")
    deferred = rate("mail_attempts_deferred_total")
    return curves(
        "Errors, as a share of what was tried",
        "Anything over 0 for long: the log says why; events are in the dead letters.",
        [
            Query(ratio(rejected, f"({rejected}) + {rate('events_accepted_total')}"), "events rejected"),
            Query(ratio(refused, f"{refused} + {delivered}"), "emails refused for good"),
            Query(ratio(deferred, f"{deferred} + {delivered} + {refused}"), "attempts to send put off"),
        ],
        unit=looks.SHARE,
        decimals=1,
        no_value="No figures: nothing was tried, or Caseclock does not answer.",
        overrides=(
            drawn("events rejected", RED_LINE),
            drawn("emails refused for good", AMBER_LINE),
            drawn("attempts to send put off", GREY_LINE, dashes=True),
        ),
    ).sized(8, 6)


def busy() -> Panel:
    return curves(
        "How busy the loop is",
        "Near 100%: give the daemon fewer partitions, or a faster machine.",
        [Query(rate("loop_busy_seconds_total", "instance"), "{{instance}}")],
        unit=looks.SHARE,
        decimals=1,
        no_value=SILENT,
    ).sized(8, 6)


def operators_alerts() -> Panel:
    firing = 'group by (alertname, severity) (ALERTS{alertstate="firing", alertname=~"Caseclock.*|Prometheus.*|Alertmanager.*"})'
    words = runbook.panel_numbers()
    found = table(
        "Alerts to operators that are firing",
        "Click on one: its section of the runbook says what it means and what to do.",
        {"alertname": "Alert", "severity": "Severity"},
        [Column("Firing", f'label_replace({firing}, "section", "$1", "alertname", "(.+)")', width=80,
                mappings=tuple(looks.words({1: ("yes", GREY)})))],
        hidden=("section",),
        no_value="No firing alert is known.",
        label_words={"section": words},
        widths={"Severity": 100},
    )
    return found.also(runbook.link_of("Alert")).sized(8, 6)


def telling() -> tuple[Panel, ...]:
    firing = stat(
        "Alerts to managers",
        "Urgent ones that no one has taken up: ring the owner.",
        [
            Query(
                f"sum by (severity) ({of_daemon('alerts_firing', by='instance, severity')})", "{{severity}}"
            ),
            Query(f"sum({of_daemon('alerts_pending')})", "pending"),
            Query(f"sum({of_daemon('alerts_acknowledged')})", "taken up"),
            Query(f"sum({of_daemon('alerts_stale')})", "not known at present"),
        ],
        unit=looks.COUNT,
        named=True,
        no_value=NO_ALERTS,
        filled=False,
    )
    mails = curves(
        "Emails a minute",
        "Refused or put off: read the log for the server's words.",
        [
            Query(f"60 * {rate('mails_claimed_total')}", "decided"),
            Query(f"60 * {rate('mails_delivered_total')}", "delivered"),
            Query(f"60 * {rate('mail_attempts_deferred_total')}", "put off"),
            Query(f"60 * {rate('mails_refused_total')}", "refused"),
        ],
        unit="none",
        decimals=2,
        no_value=NO_ALERTS,
        overrides=(
            drawn("decided", GREY_LINE, dashes=True),
            drawn("delivered", BLUE_LINE),
            drawn("put off", AMBER_LINE),
            drawn("refused", RED_LINE),
        ),
    )
    troubles = curves(
        "What could not be told, an hour",
        "Anything but 0: the ledger's disk, the Alertmanager or a sender "
        "of acknowledgements; the log says which.",
        [
            Query(f"3600 * {rate('alert_ledger_problems_total')}", "ledger"),
            Query(f"3600 * {rate('alertmanager_failures_total')}", "Alertmanager"),
            Query(f"3600 * {rate('acknowledgements_refused_total')}", "acknowledgements refused"),
        ],
        unit="none",
        decimals=0,
        no_value=NO_ALERTS,
        overrides=(
            drawn("ledger", RED_LINE),
            drawn("Alertmanager", AMBER_LINE),
            drawn("acknowledgements refused", GREY_LINE, dashes=True),
        ),
    )
    return firing.sized(8, 8), mails.sized(8, 8), troubles.sized(8, 8)


def work() -> tuple[Panel, ...]:
    views = curves(
        "Views a second, and audits a minute",
        "No views for long while events come: read the log. Audits at a flat 0: look whether the daemon is busy "
        "catching up.",
        [
            Query(rate("views_published_total"), "views a second"),
            Query(f"60 * {rate('audit_runs_total')}", "audits a minute"),
        ],
        unit="none",
        decimals=2,
        no_value=SILENT,
        overrides=(drawn("views a second", BLUE_LINE), drawn("audits a minute", GREEN_LINE, dashes=True)),
    )
    memory = curves(
        "Memory",
        "Memory that rises for days: plan a restart and report it.",
        [Query(of_daemon("resident_memory_bytes"), "{{instance}}")],
        unit="bytes",
        no_value=SILENT,
    )
    versions = table(
        "Version",
        "More than one version or fingerprint: finish the upgrade, or figures of two definitions stand "
        "side by side.",
        {"version": "Version", "definitions": "Definitions", "instance": "Daemon"},
        [
            Column(
                "Shown",
                f"max by (version, definitions, instance) (caseclock_build_info{figures.braces(CHOSEN)})",
                mappings=tuple(looks.words({1: ("✔", BLUE)})),
                width=100,
            )
        ],
        no_value=SILENT,
    )
    return views.sized(8, 8), memory.sized(8, 8), versions.sized(8, 8)


def board() -> Board:
    return Board(
        UID,
        "Caseclock itself",
        "For those who run the daemon.",
        (JOB, INSTANCE),
        (headline(), (daemons(),), flow(), (busy(), errors(), operators_alerts())),
        details=(
            Detail("Alerts to managers, emails, views, memory and versions", (telling(), work())),
            Detail("Runbook: what to do for each alert", runbook.rows()),
        ),
        over="now-6h",
        authority=EVERY_AUTHORITY,
    )
