"""Checkpoints as they lie on the disk, read by other code than the daemon's: from manifest.h and checkpoint.proto alone."""
import importlib
import subprocess
import sys

import harness

MAGIC = b"caseclk1"


def load_protocol(directory):
    """Generates the Python classes of checkpoints into the directory."""
    subprocess.run(["protoc", f"-I{harness.ROOT}/proto", f"--python_out={directory}", "caseclock/v1/checkpoint.proto"],
                   check=True, cwd=harness.ROOT / "proto")
    if str(directory) not in sys.path:
        sys.path.insert(0, str(directory))
    return importlib.import_module("caseclock.v1.checkpoint_pb2")


class Generation:
    """One whole checkpoint of a partition: where reading goes on, and its records as {(authority, id): {fact numbers}}."""

    def __init__(self, protocol, path):
        self.name = f"{path.parent.name}/{path.stem}"
        data = path.read_bytes()
        if data[:8] != MAGIC:
            raise ValueError(f"{self.name}: no manifest")
        self.manifest = protocol.Manifest.FromString(data[16:])
        self.partition, self.next_offset = self.manifest.partition, self.manifest.next_offset
        self.records = {}
        state = path.with_suffix(".state").read_bytes()
        begin = 0
        for entry in self.manifest.chunks:
            chunk = protocol.Chunk.FromString(state[begin:begin + entry.size])
            authority = self.manifest.authorities[entry.authority].decode()
            for record in chunk.records:
                facts = {fact.fact for fact in record.facts if fact.asserted}
                self.records.setdefault((authority, record.id.decode()), set()).update(facts)
            begin += entry.size


class Reader:
    """Reads each generation once; the daemon may take one away while it is read."""

    def __init__(self, protocol, directory, topic):
        self.protocol, self.directory, self.topic = protocol, directory, topic
        self.read = set()

    def new_generations(self):
        found = []
        for path in sorted(self.directory.glob(f"{self.topic}-[0-9]*/*.manifest")):
            try:
                identity = (path, path.stat().st_mtime_ns)
                if identity not in self.read:
                    found.append(Generation(self.protocol, path))
                    self.read.add(identity)
            except FileNotFoundError:
                continue
        return found
