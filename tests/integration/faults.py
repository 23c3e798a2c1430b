"""The faults: what is done to broker, topic, exports, server, daemon and disk, and what must be said of it.

Each is a function of the world. It returns when the world can settle; what then must hold is in faulty_world.py.
"""
import os
import signal
import socket
import time

from faulty_world import BATCH_WAIT_S, TOPIC
from harness import patience, wait_until

REQUEST = b"GET /-/healthy HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


# The topic.

def topic_made_anew(world, share):
    """With a share of the events it had: other events stand at the offsets that were read."""
    if world.dice.random() < 0.5:
        wait_until(world.has_checkpoints, "a checkpoint has been written", 60)
    had = {council.code: len(council.sent) for council in world.councils}
    process = world.daemon.process
    if share > 0 and world.dice.random() < 0.7:
        process.send_signal(signal.SIGSTOP)  # a busy machine: the new topic has its events before anybody looks
    try:
        world.make_topic_anew(events={code: int(count * share) for code, count in had.items()})
    finally:
        process.send_signal(signal.SIGCONT)
    try:
        world.wait_until_noticed("the topic was made anew")
        world.wait_until_exit("the topic was made anew")
    finally:
        world.look_for_mixtures()
    if world.has_checkpoints():  # else nothing is known of the old topic, and this is a first start
        world.daemon.start()
        world.wait_until_exit("started on another topic")
        world.look_for_mixtures()
    world.start_from_nothing()


def topic_made_anew_fewer(world):
    topic_made_anew(world, 0)


def topic_made_anew_equal(world):
    topic_made_anew(world, 1)


def topic_made_anew_more(world):
    topic_made_anew(world, 2)


def topic_deleted(world):
    """And for a while nothing stands in its place."""
    world.broker.delete_topic(TOPIC)
    world.wait_until_noticed("the topic was deleted")
    wait_until(world.try_to_create, "the topic can be made anew", 30)
    world.begin_making()
    world.wait_until_exit("the topic was deleted and made anew")
    world.look_for_mixtures()
    world.start_from_nothing()


def partitions_added(world):
    """Keys now belong elsewhere: a breach of the contract, and nobody's letter is dead for it."""
    world.broker.add_partitions(TOPIC, world.partitions + 2)
    world.live_work(1)
    world.wait_until_noticed("partitions were added")
    letters = world.dead_letters()
    assert "wrong_partition" not in letters, f"dead letters because partitions were added: {letters}"
    world.look_for_mixtures()
    world.daemon.kill()
    world.make_topic_anew(2)
    world.start_from_nothing()


def dead_letters_deleted(world):
    """Good events count all the same, and the daemon says what is missing."""
    world.broker.delete_topic(f"{TOPIC}.dead-letters")
    council = world.dice.choice(world.councils)
    council.send([], [dict(event, occurredOn="02/11/2026") for event in council.assessment("North", 30)])
    world.live_work(1)
    wait_until(lambda: not world.differences(), "good events count without a topic for dead letters", 30)
    world.wait_until_noticed("the topic of dead letters was deleted")
    world.broker.create_topic(f"{TOPIC}.dead-letters", 1, **{"max.message.bytes": "1052684"})


# The broker.

def broker_restarted(world):
    world.broker.stop()
    world.answers_at_once()
    world.broker.start()
    world.live_work()


def broker_killed(world):
    world.live_work()
    world.broker.kill()
    time.sleep(world.dice.uniform(0, 2))
    world.broker.start()
    world.live_work()


def broker_away(world):
    """Longer than figures without news may be taken for current."""
    world.broker.stop()
    world.wait_until_noticed("the broker is away")
    world.broker.start()
    world.live_work()


# Exports.

def see_it_is_incomplete(world, council, export):
    """The metrics say of how many events how many have come, and how many were refused."""
    def told():
        return tuple(world.metric(f"caseclock_export_events_{word}", authority=council.code, source="nightly")
                     for word in ("declared", "received", "refused"))
    wait_until(lambda: told() == export, f"metrics say {export}: they say {told()}", 20)


def export_whole(world):
    """No fault: what it no longer lists is withdrawn."""
    world.dice.choice(world.councils).export(world.dice)


def export_broken_off(world):
    """Half of it comes, and never the rest; the next one is whole or not."""
    council = world.dice.choice(world.councils)
    council.export(world.dice)
    see_it_is_incomplete(world, council, council.export(world.dice, whole=False))
    time.sleep(world.dice.uniform(0, BATCH_WAIT_S))
    if world.dice.random() < 0.5:
        council.export(world.dice)


def export_with_refused_events(world):
    """Its completion counts events that could not be read: it withdraws nothing."""
    council = world.dice.choice(world.councils)
    council.export(world.dice)
    see_it_is_incomplete(world, council, council.export(world.dice, refused=world.dice.randint(1, 4)))


def export_all_refused(world):
    council = world.dice.choice(world.councils)
    council.export(world.dice)
    see_it_is_incomplete(world, council, council.export(world.dice, refused=16))


def export_claims_too_much(world):
    council = world.dice.choice(world.councils)
    council.export(world.dice)
    see_it_is_incomplete(world, council, council.export(world.dice, claims=world.dice.choice([1, 50, 1000000])))


def export_and_kill(world):
    """Killed between its events and its completion, or just after."""
    council = world.dice.choice(world.councils)
    council.export(world.dice)
    council.export(world.dice, complete=world.dice.random() < 0.7)
    time.sleep(world.dice.uniform(0, 1.5))
    daemon_killed(world)


# Requests.

def flood(world, count):
    """So many connections whose requests become ready in the same instant: the daemon is stopped while they come."""
    port, process = world.daemon.port(), world.daemon.process
    before = open_files(process)
    sockets = []
    try:
        for _ in range(count):
            sockets.append(socket.create_connection(("127.0.0.1", port), timeout=5))
        wait_until_accepted(process, before + count)
        process.send_signal(signal.SIGSTOP)
        for one in sockets:
            one.sendall(REQUEST)
        time.sleep(0.1)
        process.send_signal(signal.SIGCONT)
        silent = count - sum(is_answered(one) for one in sockets)
        assert silent == 0, f"{silent} of {count} requests at once were neither answered nor refused"
        world.answers_at_once()
    finally:
        process.send_signal(signal.SIGCONT)
        for one in sockets:
            one.close()


def open_files(process):
    return len(os.listdir(f"/proc/{process.pid}/fd"))


def wait_until_accepted(process, wanted):
    """All connections, or as many as the daemon takes at a time: no more come."""
    still = 0
    while (now := open_files(process)) < wanted and still < 5:
        time.sleep(0.1)
        still = still + 1 if open_files(process) == now else 0


def is_answered(one):
    """Within 3 seconds, or refused by the end of the connection."""
    one.settimeout(3 * patience())
    try:
        got = one.recv(12)
        return got == b"" or got.startswith(b"HTTP/1.1 ")
    except ConnectionError:
        return True
    except OSError:
        return False


def flood_128(world):
    flood(world, 128)


def flood_256(world):
    flood(world, 256)


def flood_512(world):
    flood(world, 512)


# The daemon and its disk.

def daemon_killed(world):
    world.daemon.kill()
    world.start()


def daemon_killed_often(world):
    """In the midst of events, and of its own start."""
    for _ in range(world.dice.randint(2, 4)):
        world.live_work(1)
        time.sleep(world.dice.uniform(0, 1))
        daemon_killed(world)


def daemon_stopped(world):
    """SIGTERM; it is obeyed within seconds."""
    world.live_work(1)
    world.daemon.wait_until_ready()
    code = world.daemon.stop()
    assert code == 0, f"SIGTERM: ended with {code}"
    world.start()


def checkpoints_unwritable(world):
    """A file stands where the folder of a partition should be: failures are counted, figures go on, and it recovers."""
    partition = world.dice.randrange(world.partitions)
    folder, aside = world.checkpoints / f"{TOPIC}-{partition}", world.checkpoints / "aside"
    wait_until(folder.is_dir, "a checkpoint has been written", 30)
    before = world.metric("caseclock_checkpoint_failures_total")
    folder.rename(aside)
    folder.write_text("not a folder")
    try:
        fail_to_write(world, before)
    finally:
        folder.unlink()
        aside.rename(folder)
    see_written_again(world)


def disk_full(world):
    """Of the checkpoints and of the ledger of alerts."""
    if not world.has_small_disk:
        checkpoints_unwritable(world)
        return
    before = world.metric("caseclock_checkpoint_failures_total")
    filler = world.checkpoints / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    try:
        fail_to_write(world, before)
    finally:
        filler.unlink()
    see_written_again(world)


def fail_to_write(world, before):
    def failed():
        world.live_work(1)
        return world.metric("caseclock_checkpoint_failures_total") > before
    wait_until(failed, "checkpoints that cannot be written are counted", 60, 1)
    wait_until(lambda: not world.differences(), "figures go on without checkpoints", 30)


def see_written_again(world):
    generation = world.metric("caseclock_checkpoint_generation")

    def written():
        world.live_work(1)
        return world.metric("caseclock_checkpoint_generation") > generation
    wait_until(written, "checkpoints are written again", 60, 1)


# How often each is taken.
ALL = {topic_made_anew_fewer: 2, topic_made_anew_equal: 2, topic_made_anew_more: 2, topic_deleted: 1, partitions_added: 2,
       dead_letters_deleted: 1, broker_restarted: 3, broker_killed: 3, broker_away: 1, export_whole: 2,
       export_broken_off: 3, export_with_refused_events: 3, export_all_refused: 1, export_claims_too_much: 3,
       export_and_kill: 3, flood_128: 2, flood_256: 2, flood_512: 2, daemon_killed: 2, daemon_killed_often: 3,
       daemon_stopped: 2, checkpoints_unwritable: 2, disk_full: 2}
# One of each kind, and quick: those of ops/test.
FEW = [topic_made_anew_more, export_with_refused_events, flood_128, broker_killed, daemon_killed_often]


def choose(dice, rounds):
    """So many, every kind as often as the table says and in an order the dice give; few rounds are the quick ones."""
    if rounds <= len(FEW):
        chosen = FEW[:rounds]
    else:
        bag = [fault for fault, times in ALL.items() for _ in range(times)]
        chosen = [fault for _ in range(rounds // len(bag) + 1) for fault in dice.sample(bag, len(bag))][:rounds]
    dice.shuffle(chosen)
    return chosen
