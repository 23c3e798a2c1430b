"""Packages of npm at the versions of a package.json, installed while a test runs: nothing of them is built or shipped."""
import json
import shutil
import subprocess

TIMEOUT_S = 240


def install(folder, package, did_not_run):
    """Into the folder, unless they are there. Calls did_not_run with a sentence where they cannot be had."""
    for name, program in (("nodejs", "node"), ("npm", "npm")):
        if shutil.which(program) is None:
            did_not_run(f"no {name} (package {name})")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = json.loads(package.read_text())["dependencies"]
    if installed(folder, wanted) == wanted:
        return
    shutil.copy(package, folder)
    done = subprocess.run(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"],
                          cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_S)
    if installed(folder, wanted) != wanted:
        said = [line for line in done.stderr.splitlines() if "error" in line.lower() and "code" not in line]
        did_not_run(f"npm could not install {', '.join(wanted)}: {(said or ['npm said nothing'])[0]}")


def installed(folder, names):
    """{"axe-core": "4.11.0"}: what is in the folder."""
    found = {}
    for name in names:
        about = folder / "node_modules" / name / "package.json"
        if about.exists():
            found[name] = json.loads(about.read_text())["version"]
    return found
