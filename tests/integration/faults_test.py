"""Rounds of faults on a real broker, each as soon as the last has settled.

    faults_test.py                five quick ones, as ops/test runs them
    faults_test.py --rounds 200   as ops/prove does; CASECLOCK_SEED=N repeats them
    faults_test.py --only NAME    one of them, by the name of its function in faults.py
"""
import argparse
import collections
import contextlib
import signal
import sys
import time
import traceback

import faults
import harness
from faulty_world import World

QUICK_ROUNDS = 5


def chosen_faults(dice):
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args()
    if given.only:
        return [getattr(faults, name) for _ in range(given.rounds or 1) for name in given.only]
    return faults.choose(dice, QUICK_ROUNDS if given.rounds is None else given.rounds)


def run_round(world, number, fault):
    """Returns "" or what went wrong, in a sentence."""
    begun = time.monotonic()
    problem = ""
    try:
        world.live_work(1)
        fault(world)
        world.settle()
    except Exception as wrong:  # whatever it is, the next round needs a sound world
        where = traceback.extract_tb(wrong.__traceback__)[-1]
        problem = f"{type(wrong).__name__}: {wrong} ({where.name})"
    print(f"{number:>4}  {fault.__name__:<28} {time.monotonic() - begun:>6.1f} s  {problem or 'settled'}", flush=True)
    if problem:
        world.renew()
    return problem


def look_for_last_time(world):
    """Checkpoints and emails do come when nothing is wrong: else nothing was proved of them. Returns "" or what is wrong."""
    try:
        harness.wait_until(lambda: world.look_for_mixtures() or (world.checkpoints_read and world.mails_seen),
                           "a checkpoint and an email have come", 40, 1)
        letters = world.dead_letters()
        assert set(letters) <= {"invalid_date"}, f"dead letters that nobody meant: {letters}"
    except Exception as wrong:
        return f"{type(wrong).__name__}: {wrong}"
    finally:
        print(f"{world.checkpoints_read} checkpoints and {world.mails_seen} emails were read")
    return ""


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # broker, daemon and disk are taken away all the same
    dice = harness.seeded_random()
    chosen = chosen_faults(dice)
    harness.need_broker()
    begun = time.monotonic()
    failed = collections.Counter()
    with contextlib.ExitStack() as stack:
        world = World(stack, dice)
        world.settle()
        for number, fault in enumerate(chosen, 1):
            if run_round(world, number, fault):
                failed[fault.__name__] += 1
        if wrong := look_for_last_time(world):
            print(f"      at the end: {wrong}")
            failed["at the end"] += 1
    for name, times in failed.most_common():
        print(f"failed: {name}, {times} times in {sum(fault.__name__ == name for fault in chosen)} rounds")
    wrong, all_looks = failed.total(), len(chosen) + 1
    print(f"{len(chosen)} rounds in {time.monotonic() - begun:.0f} s")
    print(f"cases: {all_looks - wrong} passed, {wrong} failed, 0 skipped")
    print(f"{all_looks - wrong} passed, {wrong} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
