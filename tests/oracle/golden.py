"""Runs the binary on every ready-made scheme, on the boundary cases and on a small national population, and holds all of it
to the oracles.

Usage: golden.py PINGXING [--write]
Without --write the golden results must also be what the binary says now. With it, schemes/*/result.json are written anew,
and only those in which no figure differs from the oracle.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import boundary
import compare
import oracle_national

ROOT = Path(__file__).resolve().parents[2]


def rated(binary, scheme, facts, history=()):
    """The result as text, and what the binary said beside it."""
    command = [binary, "--lang", "zh", "rate", str(scheme), str(facts), "--format", "json"]
    for path in history:
        command += ["--history", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
    if done.returncode != 0:
        raise ValueError(f"{scheme}: ends with {done.returncode}\n{done.stderr}")
    return done.stdout


def differences(binary, name, folder, scheme=None, oracle=None):
    text = rated(binary, scheme or folder / "scheme.md", folder / "facts.csv", sorted(folder.glob("history-*.json")))
    made = compare.compare(folder, json.loads(text), oracle)
    for one in made.differences[:20]:
        print(f"  {one}")
    print(f"{name}: {made.compared} figures compared, {len(made.differences)} differ")
    if not made.compared:
        raise ValueError(f"{name}: nothing was compared")
    return len(made.differences), text


def main():
    arguments = [one for one in sys.argv[1:] if one != "--write"]
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    binary, writes, wrong = str(Path(arguments[0]).resolve()), "--write" in sys.argv, 0
    for folder in sorted(path for path in (ROOT / "schemes").iterdir() if (path / "facts.csv").exists()):
        count, text = differences(binary, folder.name, folder)
        wrong += count
        golden = folder / "result.json"
        if writes and not count:
            golden.write_text(text, encoding="utf-8")
        elif not writes and (not golden.exists() or golden.read_text(encoding="utf-8") != text):
            print(f"  {golden.relative_to(ROOT)} is not what the binary says now")
            wrong += 1
    with tempfile.TemporaryDirectory() as made:
        made = Path(made)
        for case in boundary.cases():
            case.write(made)
            wrong += differences(binary, case.name, made / case.name)[0]
        national = made / "national"
        national.mkdir()
        oracle_national.run(10_000, national / "facts.csv")
        wrong += differences(binary, "national", national, ROOT / "benchmarks" / "national" / "scheme.md", "oracle_national")[0]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
