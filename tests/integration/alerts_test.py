"""Alerts in the living daemon: from an event in Kafka to a mail in somebody's box, and back by the link in it."""
import collections
import concurrent.futures
import contextlib
import json
import re
import signal
import time
import unittest

import alerting
import caseclock_program as caseclock
import harness
from alerting import BUDGET, LEVEL, NORTH, SOUTH, AlertingDaemon
from kafka_server import Broker
from mail_server import MailServer

SENTENCE = "Agency cover from Monday."
RESTARTS = 30
FLAPS = 10
OLD_TEAMS = [f"Invented Team {number}" for number in range(6)]
# One alert of a mail: its state, and below it its reference.
TOLD = re.compile(r"^\S ([A-Z ]+), urgent:.*?^  Reference: (A[0-9A-Z]{12})$", re.MULTILINE | re.DOTALL)


def told(mails):
    """How often each (recipient, alert, state) has been told by different mails."""
    by_id = {mail.id: mail for mail in mails}
    return collections.Counter((mail.to, ref, state) for mail in by_id.values()
                               for state, ref in TOLD.findall(mail.text))


class Outage:
    """A mail server that stalls in the midst of a mail, then is down, then is there again."""

    def __init__(self, daemon, server):
        self.daemon, self.server = daemon, server
        server.tell("DATA stall")
        council = daemon.council
        council.send(council.late_work(NORTH, 1))
        harness.wait_until(lambda: server.faults() == 1, "the server stalls")
        council.send(council.late_work(SOUTH, 1))
        self.scrapes = alerting.scrape_times(daemon, 3)
        self.drag = daemon.metric("caseclock_drag_clocks", team=SOUTH, indicator="assessment_45")
        self.firing = daemon.metric("caseclock_alerts_firing", severity="urgent")
        server.stop()
        council.send(council.late_work(SOUTH, 1))
        daemon.wait_for_drag(SOUTH, LEVEL + 2)
        daemon.wait_for_metric("caseclock_mails_queued", 2)
        self.mails = server.mails()
        server.start()


class Restarts:
    """Thirty of them in the midst of alerts and mails, and what everybody has been told afterwards.

    Each team has a manager: one who had them all would get more mails than there are in a day.
    """

    def __init__(self, dice):
        self.dice, self.kills = dice, 0

    def run(self, start):
        """Beside the other tests: it waits most of the time."""
        with contextlib.ExitStack() as stack:
            managers = "".join(alerting.manager(number, team) for number, team in enumerate(OLD_TEAMS))
            daemon, self.server = start(stack.enter_context, "restarts", people=alerting.PEOPLE + managers)
            council = daemon.council
            for team in OLD_TEAMS:
                council.send(council.late_work(team, LEVEL + 1) + [council.finished(team, 0)])
            high = set()
            for number in range(RESTARTS):
                for team in self.dice.sample(OLD_TEAMS, 2):
                    council.send([council.finished(team, 0) if team in high else council.not_finished(team, 0)])
                    high ^= {team}
                if number % 6 == 0:
                    self.server.tell("DOT slow")
                self.restart(daemon)
            council.send([council.not_finished(team, 0) for team in OLD_TEAMS if team not in high])
            # One partition keeps the order: who is told of this is told after all that came before it was looked at.
            council.send(council.late_work(SOUTH, 1))
            self.server.wait_for(1, "south", timeout_s=60)
            wait_until_settled(daemon)
            self.mails = self.server.mails()
            self.alerts = [daemon.alert(team) for team in OLD_TEAMS]

    def restart(self, daemon):
        time.sleep(self.dice.uniform(0.0, 1.0))
        if self.dice.random() < 0.5:
            daemon.kill()
            self.kills += 1
        else:
            # One that is asked to end before it has begun to listen for that ends by the signal itself.
            code = daemon.stop()
            assert code in (0, -signal.SIGTERM), (code, daemon.log_text()[-2000:])
        daemon.start()
        if self.dice.random() < 0.8:
            daemon.wait_until_ready()


def wait_for_state(daemon, team, state, timeout_s=20):
    return harness.wait_until(
        lambda: (lambda found: found if found and found["state"] == state else None)(daemon.alert(team)),
        f"{team} is {state}", timeout_s)


def wait_until_settled(daemon):
    harness.wait_until(lambda: daemon.alerts()["mails"]["waiting"] == 0, "no mail waits", 45)


class AlertsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.broker = cls.enterClassContext(Broker())
        # At first: a mail that could not be sent is tried again after half a minute.
        cls.outage = Outage(*cls.start(cls.enterClassContext, "outage"))
        cls.restarts = Restarts(harness.seeded_random())
        pool = cls.enterClassContext(concurrent.futures.ThreadPoolExecutor(1))
        cls.restarted = pool.submit(cls.restarts.run, cls.start)

    @classmethod
    def start(cls, enter, topic, **alerts):
        """It runs, is ready, and has a council in which nothing fires."""
        server = enter(MailServer())
        daemon = enter(AlertingDaemon(cls.broker, server, topic, **alerts))
        daemon.council.send(daemon.council.late_work(NORTH, LEVEL) + daemon.council.late_work(SOUTH, LEVEL))
        daemon.start()
        daemon.wait_until_ready()
        daemon.wait_for_drag(SOUTH, LEVEL)
        return daemon, server

    def daemon(self, topic, **alerts):
        return self.start(self.enterContext, topic, **alerts)

    # --- From an event to a mail ---------------------------------------------------------------------------------

    def test_an_event_becomes_a_mail_with_the_figures_of_the_report(self):
        daemon, server = self.daemon("main", more="  kafka_topic: main.alerts")
        self.broker.create_topic("main.alerts", 1)
        self.assertEqual(server.mails(), [])
        daemon.council.send(daemon.council.late_work(NORTH, 2))
        mail, = server.wait_for(1)
        self.assertEqual(mail.to, "north@council.example")
        self.check_figures(daemon, mail)
        self.check_headers(mail)
        wait_until_settled(daemon)
        alert = daemon.alert(NORTH)
        self.assertEqual((alert["state"], alert["told"]), ("firing", ["north"]))
        self.assertIn(alert["ref"], mail.text)
        for family, value in (("claimed_total", 1), ("delivered_total", 1), ("queued", 0), ("refused_total", 0)):
            daemon.wait_for_metric("caseclock_mails_" + family, value)
        daemon.wait_for_metric("caseclock_alerts_firing", 1, severity="urgent")
        self.check_that_the_end_waits_for_the_digest(daemon, server)
        self.check_audit_trail("main.alerts", alert["ref"])

    def check_figures(self, daemon, mail):
        row = next(row for row in caseclock.report(daemon.council.path, str(alerting.today()), daemon.config)["rows"]
                   if (row["team"], row["indicator"], row["window"]) == (NORTH, "assessment_45", "year"))
        self.assertEqual((row["drag"], row["open"]), (LEVEL + 2, LEVEL + 2))
        self.assertIn(f"{row['drag']} of {row['open']} open assessments are overdue", mail.text)
        self.assertEqual(f"Urgent: {row['drag']} assessments overdue, {NORTH}", mail.subject)
        daemon.wait_for_drag(NORTH, row["drag"])

    def check_headers(self, mail):
        self.assertEqual(mail.message["Auto-Submitted"], "auto-generated")
        self.assertRegex(mail.id, r"^<[0-9a-f]{16}@council\.example>$")
        self.assertIsNone(mail.message["References"])
        self.assertEqual(mail.message["List-Id"], "<alerts.council.example>")
        self.assertEqual(mail.message.get_content_type(), "multipart/alternative")

    def check_that_the_end_waits_for_the_digest(self, daemon, server):
        daemon.council.send([daemon.council.finished(NORTH, number) for number in range(2)])
        wait_for_state(daemon, NORTH, "resolved")
        self.assertEqual([mail for mail in server.mails() if "Urgent" in mail.subject][1:], [])

    def check_audit_trail(self, topic, ref):
        def kinds():
            return collections.Counter(dict(message.headers())["ce_type"].decode()
                                       for message in self.broker.read_all(topic)
                                       if dict(message.headers())["ce_id"].decode().find(ref) >= 0)
        expected = {"caseclock.alert.firing.v1": 1, "caseclock.alert.resolved.v1": 1, "caseclock.alert.told.v1": 1,
                    "caseclock.alert.delivered.v1": 1}
        try:
            harness.wait_until(lambda: kinds() == expected, "the audit trail is whole", 15)
        except TimeoutError:
            self.assertEqual(kinds(), expected)

    # --- And back ------------------------------------------------------------------------------------------------

    def test_an_alert_is_taken_up_by_the_link_of_its_mail_and_by_no_other(self):
        daemon, server = self.daemon("links")
        daemon.council.send(daemon.council.late_work(NORTH, 1) + daemon.council.late_work(SOUTH, 1))
        mail = server.wait_for(1, "north")[0]
        page = "/alerts/acknowledge"
        for _ in range(10):
            self.assertEqual(daemon.get(f"{page}?t={mail.token}")[0], 200)
        self.assertIsNone(daemon.alert(NORTH)["acknowledged"])
        self.check_refused_tokens(daemon, page, mail.token)
        status, text = daemon.post(page, t=mail.token, sentence=SENTENCE, days=5)
        self.assertEqual(status, 200, text)
        alert = wait_for_state(daemon, NORTH, "in hand")
        self.assertEqual((alert["acknowledged"]["by"], alert["acknowledged"]["comment"]), ("north", SENTENCE))
        self.assertIn("in hand", daemon.alerts_text())
        daemon.wait_for_metric("caseclock_alerts_acknowledged", 1)
        daemon.wait_for_metric("caseclock_indicator_alerts_acknowledged", 1, team=NORTH, indicator="assessment_45")
        for word in (SENTENCE, "Manager North", "head@council.example"):  # numbers and times alone are metrics
            self.assertNotIn(word, daemon.get("/metrics")[1])
        self.check_command(daemon)

    def check_refused_tokens(self, daemon, page, token):
        ref, now = daemon.alert(NORTH)["ref"], time.time()
        # What the test makes is what the daemon makes, so that a refusal is one of the signature and of the time.
        self.assertEqual(daemon.get(f"{page}?t={daemon.token(ref, 'north', now + 60)}")[0], 200)
        for refused, status in ((daemon.token(ref, "north", now - 1), 410),
                                (daemon.token(ref, "north", now + 60, b"another key of as many characters"), 400),
                                (daemon.token("A000000000000", "north", now + 60), 410),
                                (token[:-2] + ("AA" if token[-2:] != "AA" else "BB"), 400), (token[:-1], 400),
                                ("", 400)):
            self.assertEqual(daemon.post(page, t=refused, sentence=SENTENCE, days=5)[0], status)
        self.assertIsNone(daemon.alert(NORTH)["acknowledged"])

    def check_command(self, daemon):
        ref = wait_for_state(daemon, SOUTH, "firing")["ref"]
        caseclock.run("alerts", "ack", ref, "--config", daemon.config, "--by", "head", "--comment", SENTENCE,
                      stdout=caseclock.subprocess.DEVNULL)
        self.assertEqual(wait_for_state(daemon, SOUTH, "in hand")["acknowledged"]["by"], "head")

    def test_an_alert_is_taken_up_through_the_topic(self):
        self.broker.create_topic("acknowledgements", 2)
        daemon, server = self.daemon(
            "topic", more="  acknowledgement_topic: acknowledgements\n  kafka_topic: topic.alerts")
        self.broker.create_topic("topic.alerts", 1)
        daemon.council.send(daemon.council.late_work(NORTH, 1))
        server.wait_for(1, "north")
        ref = daemon.alert(NORTH)["ref"]
        good = {"ref": ref, "by": "head", "comment": SENTENCE, "working_days": 5}
        messages = [b"half a pay", json.dumps({**good, "by": "nobody"}).encode(), json.dumps(good).encode(),
                    json.dumps({**good, "ref": "A000000000000"}).encode()]
        producer = self.broker.producer()

        def send():
            for message in messages:
                producer.produce("acknowledgements", message, "key")
            self.assertEqual(producer.flush(30), 0)
        daemon.stop()  # what comes meanwhile is not lost, and what comes twice changes nothing
        send()
        send()
        daemon.start()
        alert = wait_for_state(daemon, NORTH, "in hand")
        self.assertEqual((alert["acknowledged"]["by"], alert["acknowledged"]["comment"]), ("head", SENTENCE))
        daemon.wait_for_metric("caseclock_acknowledgements_refused_total", 4)
        self.assertNotIn("half a pay", daemon.log_text())
        self.assertNotIn("nobody\"", daemon.log_text())
        daemon.kill()
        daemon.start()
        daemon.wait_until_ready()
        self.assertEqual(daemon.alert(NORTH), alert)
        acknowledged = [message for message in self.broker.read_all("topic.alerts")
                        if dict(message.headers())["ce_type"] == b"caseclock.alert.acknowledged.v1"]
        # Two messages of two times; what a kill has cut off from its offset comes again, with the same id.
        self.assertIn(len({dict(message.headers())["ce_id"] for message in acknowledged}), (1, 2))
        self.assertTrue(all(b"topic" in message.value() for message in acknowledged))

    # --- Restarts ------------------------------------------------------------------------------------------------

    def test_thirty_restarts_tell_nobody_twice(self):
        self.restarted.result(200)
        mails, kills = self.restarts.mails, self.restarts.kills
        copies = len(mails) - len({mail.id for mail in mails})
        print(f"{RESTARTS} restarts, {kills} of them kill -9: {len(mails)} mails came, {copies} of them copies")
        self.assertGreaterEqual(len(mails), len(self.restarts.alerts))  # each was told; the rest waits for 8 in the morning
        self.assertEqual({tell: count for tell, count in told(mails).items() if count > 1}, {})
        # One mail is in doubt when the daemon is killed, and comes again as it was.
        self.assertLessEqual(copies, kills)
        self.assertEqual(len({mail.data for mail in mails}), len({mail.id for mail in mails}))
        # Also what was decided in the midst of an end or of a start is whole.
        self.assertEqual([str(mail) for mail in mails if "* NEW" in mail.text and "Oldest items" not in mail.text], [])
        # Nobody's day was full, so that nothing is left for a digest: whatever fires has been told.
        self.assertLess(max(collections.Counter({mail.id: mail.to for mail in mails}.values()).values()), BUDGET)
        for number, alert in enumerate(self.restarts.alerts):
            self.assertEqual((alert["state"], alert["told"]), ("firing", [f"manager-{number}"]))
            self.assertIn((f"manager-{number}@council.example", alert["ref"], "NEW"), told(mails))

    def test_an_end_in_the_midst_of_many_mails_repeats_none_and_a_kill_one(self):
        daemon, server = self.daemon("bursts")
        for number, (end, most) in enumerate(((daemon.stop, 0), (daemon.kill, 1))):
            teams = [f"Invented Burst {number} {team}" for team in range(12)]
            before = len(server.mails())
            daemon.council.send([event for team in teams for event in daemon.council.late_work(team, LEVEL + 1)])
            server.wait_for(before + 4)
            end()
            daemon.start()
            server.wait_for(before + len(teams))
            daemon.wait_until_ready()
            wait_until_settled(daemon)
            copies = collections.Counter(mail.id for mail in server.mails()[before:])
            self.assertEqual(len(copies), len(teams))
            self.assertLessEqual(sum(copies.values()) - len(copies), most)

    # --- What must not tell anybody ------------------------------------------------------------------------------

    def test_a_figure_that_bounces_is_one_mail(self):
        daemon, server = self.daemon("bounces", keep="1 hours")
        council = daemon.council
        council.send(council.late_work(NORTH, 1))
        first, = server.wait_for(1)
        for _ in range(FLAPS):
            council.send([council.finished(NORTH, 0)])
            daemon.wait_for_drag(NORTH, LEVEL)
            council.send([council.not_finished(NORTH, 0)])
            daemon.wait_for_drag(NORTH, LEVEL + 1)
        council.send(council.late_work(SOUTH, 1))
        server.wait_for(1, "south")  # whatever was decided before it has gone before it
        self.assertEqual([mail.id for mail in server.mails("north")], [first.id])
        daemon.wait_for_metric("caseclock_mails_claimed_total", 2)

    def test_half_an_import_and_catching_up_tell_nobody(self):
        daemon, server = self.daemon("halves")
        council = daemon.council
        batch = {"id": "export-1", "extractedAt": f"{alerting.today()}T00:00:00Z"}
        events = council.late_work(NORTH, 5, batch=batch)
        council.send(events)
        daemon.wait_for_metric("caseclock_held_batches", 1)
        time.sleep(2)  # several steps
        self.assertEqual((server.mails(), daemon.alert(NORTH)), ([], None))
        council.send([council.event("batchCompleted", {"events": str(len(events))}, batch=batch)])
        mail, = server.wait_for(1, "north")
        self.assertIn(f"{LEVEL + 5} of {LEVEL + 5} open assessments are overdue", mail.text)
        self.assertEqual(daemon.stop(), 0)
        # While it is away North is in order again, and South is over its level and back and over it.
        council.send([council.finished(NORTH, number) for number in range(5)] + council.late_work(SOUTH, 4)
                     + [council.finished(SOUTH, number) for number in range(7)]
                     + [council.not_finished(SOUTH, number) for number in range(7)])
        daemon.start()
        mail, = server.wait_for(1, "south")
        self.assertIn(f"{LEVEL + 4} of {LEVEL + 4} open assessments are overdue", mail.text)
        wait_for_state(daemon, NORTH, "resolved")
        wait_until_settled(daemon)
        self.assertEqual(len(server.mails()), 2)

    # --- What changes and what breaks around it --------------------------------------------------------------------

    def test_rules_and_people_of_a_reloaded_file_are_in_force_at_once(self):
        daemon, server = self.daemon("reload")
        daemon.council.send(daemon.council.late_work(NORTH, 1))
        server.wait_for(1, "north")
        other = alerting.PEOPLE.replace("id: south", "id: northwest").replace(SOUTH, NORTH).replace(
            "south@", "northwest@")
        daemon.configure(alerting.alerts_text(server, people=other))
        daemon.reload()
        mail, = server.wait_for(1, "northwest")
        self.assertIn(f"{LEVEL + 1} of {LEVEL + 1} open assessments are overdue", mail.text)
        daemon.configure(alerting.alerts_text(server, people=other, level=LEVEL + 1))
        daemon.reload()
        wait_for_state(daemon, NORTH, "resolved")
        wait_until_settled(daemon)
        self.assertEqual(len(server.mails()), 2)

    def test_what_a_mail_server_held_up_comes_once_and_nothing_else_waited(self):
        outage = self.outage
        share_99 = outage.scrapes[len(outage.scrapes) * 99 // 100]
        print(f"{len(outage.scrapes)} scrapes while the mail server stalled: 99 % within {share_99 * 1000:.0f} ms")
        self.assertGreater(len(outage.scrapes), 50)
        self.assertLess(share_99, 0.25)
        self.assertEqual((outage.drag, outage.firing, outage.mails), (LEVEL + 1, 2, []))
        outage.server.wait_for(2, timeout_s=60)
        wait_until_settled(outage.daemon)
        self.assertEqual(sorted(mail.to for mail in outage.server.mails()),
                         ["north@council.example", "south@council.example"])
        self.assertGreater(outage.daemon.metric("caseclock_mail_attempts_deferred_total"), 0)


if __name__ == "__main__":
    harness.main()
