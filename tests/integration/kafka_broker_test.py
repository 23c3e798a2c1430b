"""A real Apache Kafka broker starts, takes and gives messages through librdkafka, and stops."""
import socket
import unittest

import harness
from kafka_server import Broker


class KafkaBrokerTest(unittest.TestCase):

    def test_what_was_produced_is_consumed_also_after_a_restart(self):
        with Broker() as broker:
            broker.create_topic("case-events", 3)
            self.produce(broker, [("E08000018", b"one"), ("E09000001", b"two"),
                                  ("E08000018", b"three")])
            before = self.contents(broker)
            self.assertEqual(sorted(before), [(b"E08000018", b"one"), (b"E08000018", b"three"),
                                              (b"E09000001", b"two")])
            address = broker.bootstrap
            broker.stop()
            self.assertFalse(self.accepts(address))
            broker.start()
            self.assertEqual(self.contents(broker), before)
            self.assertEqual(broker.bootstrap, address)

    def test_a_topic_is_not_created_by_a_typing_error(self):
        with Broker() as broker:
            producer = broker.producer(**{"message.timeout.ms": 5000,
                                          "topic.metadata.propagation.max.ms": 500})
            errors = []
            producer.produce("case-evnets", b"x", on_delivery=lambda error, _: errors.append(error))
            producer.flush(20)
            self.assertEqual(len(errors), 1)
            self.assertIn("UNKNOWN", errors[0].name())

    @staticmethod
    def produce(broker, messages):
        producer = broker.producer()
        for key, value in messages:
            producer.produce("case-events", value, key)
        assert producer.flush(30) == 0

    @staticmethod
    def contents(broker):
        return [(message.key(), message.value()) for message in broker.read_all("case-events")]

    @staticmethod
    def accepts(address):
        host, _, port = address.rpartition(":")
        with socket.socket() as one:
            return one.connect_ex((host, int(port))) == 0


if __name__ == "__main__":
    harness.main()
