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
        print(f"{world.checkpoints_read} checkpoints and {world.mails_seen} emails were read")
        if not world.checkpoints_read or not world.mails_seen:  # then nothing was proved of them
            failed["nothing to read"] += 1
    for name, times in failed.most_common():
        print(f"failed: {name}, {times} of {sum(fault.__name__ == name for fault in chosen)} rounds")
    wrong = failed.total()
    print(f"{len(chosen)} rounds in {time.monotonic() - begun:.0f} s")
    print(f"cases: {len(chosen) - wrong} passed, {wrong} failed, 0 skipped")
    print(f"{len(chosen) - wrong} passed, {wrong} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
