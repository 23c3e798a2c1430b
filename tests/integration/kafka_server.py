"""A real Apache Kafka broker, and what is in its topics."""
import os
import pathlib
import shutil
import signal
import tempfile
import time

from harness import did_not_run, patient, run_broker_tool, wait_until

try:
    import confluent_kafka
    import confluent_kafka.admin
except ImportError:
    did_not_run("no Kafka client for Python (package python3-confluent-kafka, /usr/bin/python3)")

# The library's warnings would only litter the test's output.
QUIET = {"log_level": 2}


class Broker:
    """A broker of its own in a directory of its own, gone at the end of the with block."""

    def __enter__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="caseclock-kafka-"))
        try:
            self.start()
        except BaseException:
            shutil.rmtree(self.directory, ignore_errors=True)
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def start(self):
        self._tool("start")
        self.bootstrap = (self.directory / "bootstrap").read_text().strip()

    def stop(self):
        self._tool("stop")

    def kill(self):
        """kill -9: no farewell to clients, nothing brought to the disk."""
        pid = int((self.directory / "pid").read_text())
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not pathlib.Path(f"/proc/{pid}").exists() or is_zombie(pid), "the broker is gone", 20)

    def start_if_down(self):
        """Whatever became of it."""
        self.stop()
        self.start()

    def add_partitions(self, name, count):
        """Until the topic has so many."""
        admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": self.bootstrap, **QUIET})
        admin.create_partitions([confluent_kafka.admin.NewPartitions(name, count)])[name].result(30)

    def create_topic(self, name, partitions, **config):
        """As the topic's contract wants it (kept for ever), unless `config` says otherwise."""
        settings = {"cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1"}
        settings.update(config)
        topic = confluent_kafka.admin.NewTopic(name, partitions, 1, config=settings)
        admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": self.bootstrap, **QUIET})
        admin.create_topics([topic])[name].result(30)

    def create_topics(self, name, partitions, largest=1048588, **config):
        """A topic of events whose messages have at most so many bytes, and its dead letters."""
        self.create_topic(name, partitions, **{"max.message.bytes": str(largest), **config})
        self.create_topic(f"{name}.dead-letters", 1,
                          **{"max.message.bytes": str(largest + 4096)})

    def topics(self):
        admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": self.bootstrap, **QUIET})
        return set(admin.list_topics(timeout=30).topics)

    def delete_topic(self, name):
        admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": self.bootstrap, **QUIET})
        admin.delete_topics([name])[name].result(30)

    def producer(self, **config):
        """Partitions as the Java clients do."""
        return confluent_kafka.Producer({"bootstrap.servers": self.bootstrap, "acks": "all",
                                         "enable.idempotence": True,
                                         "partitioner": "murmur2_random", **QUIET, **config})

    def read_all(self, topic, timeout_s=30):
        """Every message of the topic up to its end now, by partition and offset."""
        consumer = confluent_kafka.Consumer({
            "bootstrap.servers": self.bootstrap, "group.id": f"{topic}-reader",
            "enable.auto.commit": False, "enable.partition.eof": True,
            "auto.offset.reset": "earliest", **QUIET})
        try:
            known = consumer.list_topics(topic, timeout_s).topics[topic].partitions
            consumer.assign([confluent_kafka.TopicPartition(topic, number, 0)
                             for number in known])
            return self._read_to_end(consumer, set(known), timeout_s)
        finally:
            consumer.close()

    @staticmethod
    def _read_to_end(consumer, open_partitions, timeout_s):
        messages = []
        began = time.monotonic()
        while open_partitions:
            if time.monotonic() - began > patient(timeout_s):
                raise TimeoutError(f"partitions {open_partitions} did not reach their end")
            for message in consumer.consume(10000, 0.05):  # waits the whole time unless full
                if message.error() is None:
                    messages.append(message)
                elif message.error().code() == confluent_kafka.KafkaError._PARTITION_EOF:
                    open_partitions.discard(message.partition())
                else:
                    raise confluent_kafka.KafkaException(message.error())
        return sorted(messages, key=lambda m: (m.partition(), m.offset()))

    def _tool(self, verb):
        done = run_broker_tool(verb, self.directory)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)


def is_zombie(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def murmur2_partition(key, partitions):
    """Where the Java clients put a key; written a second time."""
    multiplier, mask = 0x5bd1e995, 0xffffffff
    value = (0x9747b28c ^ len(key)) & mask
    whole = len(key) // 4 * 4
    for i in range(0, whole, 4):
        word = int.from_bytes(key[i:i + 4], "little") * multiplier & mask
        word = (word ^ word >> 24) * multiplier & mask
        value = (value * multiplier & mask) ^ word
    if whole < len(key):
        value = (value ^ int.from_bytes(key[whole:], "little")) * multiplier & mask
    value = (value ^ value >> 13) * multiplier & mask
    return ((value ^ value >> 15) & 0x7fffffff) % partitions
