"""Sources are as clang-format leaves them. Run only where there is a clang-format: the build asks for none."""
import os
import subprocess

import tidy

PROGRAM = os.environ.get("CASECLOCK_CLANG_FORMAT", "clang-format")


class FormatTest(tidy.Case):
    def test_every_source_is_formatted(self):
        paths = [os.path.join(tidy.ROOT, p) for p in tidy.files("processors", "daemon", "tests")]
        done = subprocess.run([PROGRAM, "--dry-run", *paths], cwd=tidy.ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-500:])
        files = sorted({line.split(":")[0] for line in done.stderr.splitlines() if "clang-format-violations" in line})
        self.nothing((os.path.relpath(path, tidy.ROOT) for path in files), "clang-format -i would change these")


if __name__ == "__main__":
    tidy.main()
