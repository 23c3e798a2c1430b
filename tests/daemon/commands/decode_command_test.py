"""From JSON to the wire and back."""
import json

import program
from program import UNREADABLE, call


class DecodeTest(program.Case):
    def test_every_event_of_the_two_children_comes_back(self):
        with open(program.TWO_CHILDREN, encoding="utf-8") as lines:
            for line in lines:
                with self.subTest(json.loads(line)["eventId"]):
                    wire = call("decode", "--reverse", stdin=line)
                    self.assertEqual((wire.code, wire.err), (0, ""))
                    back = call("decode", stdin=wire.raw)
                    self.assertEqual(back.code, 0)
                    self.assertEqual(json.loads(back.out), json.loads(line))

    def test_schema_registry_framing_is_taken(self):
        wire = call("decode", "--reverse", stdin=program.referral("R1", "2024-03-01")).raw
        framed = b"\x00" + (17).to_bytes(4, "big") + b"\x00" + wire
        self.assertEqual(call("decode", stdin=framed).out, call("decode", stdin=wire).out)

    def test_what_is_no_event_is_refused_with_its_reason(self):
        for stdin, reason in ((b"", "missing_field"), (b"\xff\xffcanary", "malformed"), (b"x" * 70_000, "too_large")):
            with self.subTest(reason):
                done = call("decode", stdin=stdin)
                self.assertEqual((done.code, done.out), (UNREADABLE, ""))
                self.assertIn("could not read the event: ", done.err)
                self.assertIn("Detail: ", done.err)
                self.assertNotIn("canary", done.err)

    def test_reasons_name_the_field_and_never_its_content(self):
        event = json.loads(program.referral("R1", "2024-03-01"))
        event["occurredOn"] = "31/03/secret"
        done = call("decode", "--reverse", stdin=json.dumps(event))
        self.assertEqual(done.code, UNREADABLE)
        self.assertIn("invalid_date", done.err)
        self.assertIn("occurred_on", done.err)
        self.assertNotIn("secret", done.err)


if __name__ == "__main__":
    program.main()
