"""What each part of the stack is told. The files of Prometheus and Alertmanager are those that are shipped, with
other addresses: what works here works there."""
import configparser

import processes

CASECLOCK = """\
# Written by ops/stack.
kafka: {{bootstrap: "127.0.0.1:{kafka}", topic: case-events, assignment: all, partitions: 3}}
http: {{listen: "127.0.0.1:{caseclock}"}}
checkpoint: {{directory: "{checkpoints}", interval_seconds: 10}}
authorities:
{authorities}judgement:
  policy: comparators
  targets:
    - {{indicator: assessment_45, value: 85 %}}
    - {{indicator: assessment_45, team: Assessment East, value: 87 %}}
    - {{indicator: ni59, value: 80 %}}
    - {{indicator: ni60, value: 85 %}}
    - {{indicator: icpc_15, value: 80 %}}
    - {{indicator: entry_delay, value: 85 %}}
    - {{indicator: rereferral, value: 20 %}}
    - {{indicator: ni64, value: 3 %}}
    - {{indicator: referral_rate, value: "520 per 10,000"}}
alerts:
  mail: {{server: "127.0.0.1:{mail}", security: none, from: caseclock@invented-council.example}}
  alertmanager: {{url: "http://127.0.0.1:{alertmanager}", interval_seconds: 15, managers: true}}
  link: "http://127.0.0.1:{caseclock}"
  group_wait: 0 minutes
  people:
{people}    - {{id: oncall, title: On call, address: oncall@invented-council.example, operator: true}}
  rules:
    # Low and at once, so that there is something to see on the first day.
    - {{id: assessment_45.drag, level: 5 %, clear: 3 %, at_least: 1, for: 0 minutes, severity: urgent}}
"""
AUTHORITY = "  - {{code: {code}, population: {population}}}\n"
# Nobody sleeps here: whoever tries the stack in the evening wants to see mails, too.
PERSON = ("    - {{id: {id}, title: {title}, address: {id}@invented-council.example, authority: {code},{teams}\n"
          "       references: true, quiet: {{from: \"00:00\", to: \"00:00\", non_working_days: false}}}}\n")
TEAMS = ("Assessment East", "Assessment North", "Assessment South", "Assessment West")


def people(codes):
    """A head of service for each council; managers for the first one's assessment teams."""
    text = ""
    for number, code in enumerate(codes, 1):
        head = "head" if number == 1 else f"head-{number}"
        text += PERSON.format(id=head, title="Head of service", code=code, teams="")
    for team in TEAMS:
        text += PERSON.format(id=team.lower().replace(" ", "-"), title=f"Manager of {team}", code=codes[0],
                              teams=f" teams: [{team}], escalates_to: head,")
    return text


def caseclock(state):
    populations = state.values["populations"]
    authorities = "".join(AUTHORITY.format(code=code, population=n) for code, n in sorted(populations.items()))
    return CASECLOCK.format(**state.values["ports"], checkpoints=state.folder("caseclock", "checkpoints"),
                            authorities=authorities, people=people(sorted(populations)))


def feed(state):
    """The feed knows Kafka only; it never opens the directory."""
    return (f'kafka: {{bootstrap: "127.0.0.1:{state.port("kafka")}", topic: case-events, partitions: 3}}\n'
            f'checkpoint: {{directory: "{state.folder("caseclock", "checkpoints")}"}}\n')


def with_other_addresses(path, replacements):
    """A shipped file with addresses of this machine. Errors: ValueError when it does not have what is replaced."""
    text = path.read_text(encoding="utf-8")
    for old, new in replacements.items():
        if old not in text:
            raise ValueError(f"{path} no longer has {old!r}")
        text = text.replace(old, new)
    return text


def prometheus(state):
    ours = processes.OPS / "prometheus"
    return with_other_addresses(ours / "prometheus.yml", {
        "127.0.0.1:9464": f"127.0.0.1:{state.port('caseclock')}",
        "127.0.0.1:9090": f"127.0.0.1:{state.port('prometheus')}",
        "127.0.0.1:9093": f"127.0.0.1:{state.port('alertmanager')}",
        "rules/*.yml": f"{ours}/rules/*.yml",
        "_interval: 15s": "_interval: 5s", "scrape_timeout: 10s": "scrape_timeout: 5s"})


def alertmanager(state):
    return with_other_addresses(processes.OPS / "alertmanager/alertmanager.yml", {
        "mail.council.example:587": f"127.0.0.1:{state.port('mail')}",
        "- caseclock.tmpl": f"- {processes.OPS / 'alertmanager/caseclock.tmpl'}",
        "smtp_require_tls: true": "smtp_require_tls: false"})


def dates_of_grafana():
    """How Grafana writes dates, as variables of its environment."""
    shipped = configparser.ConfigParser(interpolation=None)
    shipped.read(processes.OPS / "grafana" / "grafana.ini", encoding="utf-8")
    return {f"GF_DATE_FORMATS_{name.upper()}": value for name, value in shipped["date_formats"].items()}


def write_grafana_provisioning(state):
    """The shipped data source and boards, at the addresses of this stack."""
    shipped = processes.OPS / "grafana"
    for kind, old, new in (
            ("datasources", "http://localhost:9090", f"http://127.0.0.1:{state.port('prometheus')}"),
            ("dashboards", "/usr/share/caseclock/grafana/dashboards", f"{shipped}/dashboards")):
        for path in (shipped / "provisioning" / kind).glob("*.yaml"):
            state.path("grafana", "provisioning", kind, path.name).write_text(
                with_other_addresses(path, {old: new}), encoding="utf-8")
