#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""Equal bytes: one thread against two, and runs killed at random moments and resumed against one that was left alone.

usage: check_runs.py HARI SCENARIO FOLDER [KILLS]
"""
import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import time

# What may differ between equal runs: wall time and host facts, the lock, pictures (drawn from the frames), torn writes.
APART = {"timing.h5", "lock", "pictures"}


def contents(folder):
    found = {}
    for base, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if f not in APART]
        for name in files:
            if name not in APART and not name.endswith(".part"):
                path = os.path.join(base, name)
                found[os.path.relpath(path, folder)] = path
    return found


def differences(a, b):
    left, right = contents(a), contents(b)
    out = [f"only in one of the two: {n}" for n in sorted(set(left) ^ set(right))]
    out += [f"differs: {n}" for n in sorted(set(left) & set(right)) if not filecmp.cmp(left[n], right[n], shallow=False)]
    return out


def run(command, **kwargs):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **kwargs)


def must(command):
    done = run(command)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")


def main():
    hari, scenario, folder = sys.argv[1:4]
    kills = int(sys.argv[4]) if len(sys.argv) > 4 else 20
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    one, two = os.path.join(folder, "one"), os.path.join(folder, "two")
    begun = time.time()
    quiet = "--no-pictures"
    must([hari, "run", scenario, "--out", one, "--threads", "1", quiet])
    whole = time.time() - begun
    must([hari, "run", scenario, "--out", two, "--threads", "2", quiet])
    failures = differences(one, two)
    print(f"1 against 2 threads: {len(contents(one))} files, {len(failures)} differ")

    choice = random.Random(20261123)
    killed = trial = 0
    while killed < kills and trial < 3 * kills:  # a run that ended before its kill does not count
        trial += 1
        out = os.path.join(folder, f"killed_{trial:02}")
        process = subprocess.Popen([hari, "run", scenario, "--out", out, "--threads", str(1 + trial % 2), quiet],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(choice.uniform(0, whole))
        alive = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += alive
        if os.path.exists(os.path.join(out, "checkpoint.h5")):
            must([hari, "resume", out, "--threads", str(2 - trial % 2), quiet])
        else:
            must([hari, "run", scenario, "--out", out, quiet])
        different = differences(one, out)
        failures += [f"kill {trial}: {d}" for d in different]
        if not different:
            shutil.rmtree(out)
    print(f"{killed} of {trial} runs were killed alive and finished again")
    for f in failures:
        print(f)
    if killed < kills:
        sys.exit("too few runs were caught alive for this to be a test")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
