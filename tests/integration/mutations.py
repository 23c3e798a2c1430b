"""A thousand ways to spoil a message.

Each takes an event, its bytes and dice, and gives (key, value); the key is the authority unless it
is the key that is spoilt.
"""


def truncated(event, value, dice):
    return event.authority, value[:dice.randrange(len(value))]


def bits_flipped(event, value, dice):
    spoilt = bytearray(value)
    for _ in range(dice.randint(1, 4)):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return event.authority, bytes(spoilt)


def unknown_enum(event, value, dice):
    # Field 1 of an assessment's start, a plan's or a referral's decision is its type or outcome.
    spoilt = type(event).FromString(value)
    spoilt.assessment_started.SetInParent()
    bytes_of = spoilt.SerializeToString()
    payload = b"\x08" + bytes([dice.randint(4, 120)])
    # 21 assessment_started, length-delimited: tag 0xaa 0x01. A later one is merged into the first.
    return event.authority, bytes_of + b"\xaa\x01" + bytes([len(payload)]) + payload


def unknown_event(event, value, dice):
    spoilt = type(event).FromString(value)
    spoilt.ClearField(spoilt.WhichOneof("event"))
    # Field 63, which no version knows yet: tag 0xfa 0x03.
    return event.authority, spoilt.SerializeToString() + b"\xfa\x03\x00"


def year_9999(event, value, dice):
    spoilt = type(event).FromString(value)
    if dice.random() < 0.5:
        spoilt.occurred_on = "9999-12-31"
    else:
        spoilt.recorded_at.seconds = 253402300799
    return event.authority, spoilt.SerializeToString()


def far_future(event, value, dice):
    spoilt = type(event).FromString(value)
    spoilt.recorded_at.seconds = 4000000000  # in 2096
    return event.authority, spoilt.SerializeToString()


def one_mebibyte(event, value, dice):
    # An unknown field's value (100, length-delimited): it could be read, were it not too large.
    return event.authority, value + b"\xa2\x06\x80\x80\x40" + b"\x00" * (1 << 20)


def wrong_key(event, value, dice):
    return dice.choice(["X99000009", "", event.authority.lower()]), value


def wrong_partition(event, value, dice):
    # The message is sound; the sender puts it into the partition after its own.
    return event.authority, value


def unchanged_but_framed(event, value, dice):
    # No fault at all: Schema Registry framing with some schema's id.
    return event.authority, b"\0\0\0\0" + bytes([dice.randrange(256)]) + b"\0" + value


MUTATIONS = [(truncated, 200), (bits_flipped, 350), (unknown_enum, 100), (unknown_event, 50),
             (year_9999, 100), (far_future, 50), (one_mebibyte, 20), (wrong_key, 90),
             (wrong_partition, 20), (unchanged_but_framed, 20)]


def all_in_disorder(dice):
    """A thousand mutations; each as often as the table says."""
    chosen = [mutation for mutation, times in MUTATIONS for _ in range(times)]
    dice.shuffle(chosen)
    return chosen
