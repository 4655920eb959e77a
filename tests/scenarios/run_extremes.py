#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""Extreme but legal scenarios run to their end, or are refused with a reason; nothing crashes or hangs.

usage: run_extremes.py HARI SCENARIO FOLDER [N]   N of the bounds of parameters (default 6), evenly spread; all: 0
"""
import csv
import glob
import math
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import tomllib

SHORT = ['span.to="25.3 years"', 'probe.cutometer.every="1 year"', 'probe.cutometer.on="0.5 s"',
         'probe.cutometer.off="0.5 s"']
# Each is a list of --set over the small scenario.
SCENARIOS = {
    "18 to 110": ['span.from="18 years"', 'span.to="110 years"', 'probe.cutometer.every="46 years"',
                  'store.frames_every="92 years"', 'store.checkpoint_every="50 years"', 'clock.coarsest="180 days"'],
    "110 to the day after": ['span.from="109.9 years"', 'span.to="110 years"', 'clock.coarsest="365 days"', *SHORT[2:]],
    "smallest block": SHORT + ["block.fibres=100", "block.cells=100", "block.elements_across=2", 'block.width="1 mm"',
                               'block.subcutis="0.1 mm"'],
    "hardly any fibres in a wide block": SHORT + ["block.fibres=100", 'block.width="20 mm"', 'block.subcutis="5 mm"'],
    "a man's forehead": SHORT + ["subject.sex=male", "subject.site=forehead"],
    "strongest suction": SHORT + ['probe.cutometer.suction="500 mbar"', 'probe.cutometer.aperture="8 mm"'],
    "weakest suction": SHORT + ['probe.cutometer.suction="20 mbar"'],
    "skin that sticks, pressed": SHORT + ["probe.cutometer.contact=bonded", 'probe.cutometer.preload="2 kPa"'],
    "skin that slides, pressed hard": SHORT + ['probe.cutometer.preload="10 kPa"'],
    "fastest ageing": SHORT + ["exposure.intrinsic_ageing.speed=3"],
    # The epidermis falls to less than the room that young solids take.
    "fastest ageing for a life": SHORT + ["exposure.intrinsic_ageing.speed=3", 'span.to="90 years"',
                                          'probe.cutometer.every="65 years"', 'store.frames_every="65 years"'],
}
# Of these nothing but a reading is a good end.
MUST_RUN = {"strongest suction", "weakest suction", "skin that sticks, pressed", "skin that slides, pressed hard",
            "fastest ageing for a life"}
LONGEST = 300  # seconds; more is a hang


def parameters(folder):
    def walk(table, path):
        for key, value in table.items():
            if isinstance(value, dict):
                name = f"{path}.{key}" if path else key
                if "value" in value and not isinstance(value["value"], dict):
                    yield name, value
                else:
                    yield from walk(value, name)
    for file in sorted(glob.glob(os.path.join(folder, "*.toml"))):
        with open(file, "rb") as f:
            yield from walk(tomllib.load(f), "")


def bounds(folder):
    for name, p in parameters(folder):
        for end in p["range"]:
            if end != p["value"]:
                unit = "" if p["unit"] == "1" else " " + p["unit"]
                yield f"{name} at {end}{unit}", SHORT + [f'parameters.{name}="{end}{unit}"' if unit else
                                                         f"parameters.{name}={end}"]


def run(command, folder):
    """@return exit code, seconds, peak memory [MiB], what it said of errors; a hang is killed"""
    begun = time.time()
    with open(os.path.join(folder, "said"), "w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said,
                                   env={**os.environ, "XDG_CACHE_HOME": os.path.join(folder, "cache")})
        watch = threading.Timer(LONGEST, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return process.returncode, time.time() - begun, usage.ru_maxrss / 1024, said.read()


def main():
    hari, scenario, folder = sys.argv[1:4]
    wanted = int(sys.argv[4]) if len(sys.argv) > 4 else 6
    ends = list(bounds(os.environ["HARI_DATA"]))
    every = max(1, len(ends) // wanted) if wanted else 1
    trials = list(SCENARIOS.items()) + ends[every // 2::every]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    outcome = {0: 0, 2: 0, 3: 0}
    failures = []
    for what, sets in trials:
        out = os.path.join(folder, "run")
        shutil.rmtree(out, ignore_errors=True)
        replaced = [word for s in sets for word in ("--set", s)]
        code, seconds, peak, error = run([hari, "run", scenario, "--out", out, "--no-pictures", *replaced], folder)
        reason = error.strip().splitlines()
        print(f"{what}: {code}, {seconds:.1f} s, {peak:.0f} MiB" + (f", {reason[-1][:300]}" if reason else ""), flush=True)
        if code not in outcome:
            failures.append(f"{what}: exit code {code} after {seconds:.0f} s: {error}")
            continue
        outcome[code] += 1
        if what in MUST_RUN and code != 0:
            failures.append(f"{what}: has to run, exit code {code}: {error}")
        if code == 0:
            with open(os.path.join(out, "series.csv"), newline="", encoding="ascii") as file:
                rows = list(csv.reader(file))[1:]
            if not rows or not all(math.isfinite(float(v)) for row in rows for v in row):
                failures.append(f"{what}: a reading is missing or none")
        elif not reason or len(reason[-1]) < 20:
            failures.append(f"{what}: refused without a reason")
        if code != 2:
            check = subprocess.run([hari, "check", scenario, *replaced], stdout=subprocess.PIPE, text=True, check=True)
            estimate = float(re.search(r"up to (\d+) MiB", check.stdout)[1])
            if peak > estimate:
                failures.append(f"{what}: took {peak:.0f} MiB, hari check said {estimate:.0f}")
    print(f"extremes: {outcome[0]} ran, {outcome[2]} were refused, {outcome[3]} ended without an equilibrium")
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
