"""How much longer than on an idle machine a test waits: deadlines scale with load and sanitizers, expectations never do."""
import os

MOST = 30.0


def patience():
    """1.0 on an idle machine; 4.0 where eight processes want two processors; CASECLOCK_PATIENCE times that."""
    crowded = os.getloadavg()[0] / (os.cpu_count() or 1)
    return min(MOST, max(1.0, crowded) * float(os.environ.get("CASECLOCK_PATIENCE") or 1))


def patient(seconds):
    """So long, and longer on a busy machine: patient(20) is 60 with a load of 6 on two cores."""
    return seconds * patience()
