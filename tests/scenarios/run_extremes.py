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
import shutil
import subprocess
import sys
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
    "fastest ageing": SHORT + ["exposure.intrinsic_ageing.speed=3"],
}
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


def main():
    hari, scenario, folder = sys.argv[1:4]
    wanted = int(sys.argv[4]) if len(sys.argv) > 4 else 6
    ends = list(bounds(os.environ["HARI_DATA"]))
    every = max(1, len(ends) // wanted) if wanted else 1
    trials = list(SCENARIOS.items()) + ends[every // 2::every]
    shutil.rmtree(folder, ignore_errors=True)
    outcome = {0: 0, 2: 0, 3: 0}
    failures = []
    for what, sets in trials:
        out = os.path.join(folder, "run")
        shutil.rmtree(out, ignore_errors=True)
        command = [hari, "run", scenario, "--out", out, "--no-pictures"]
        for s in sets:
            command += ["--set", s]
        begun = time.time()
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=LONGEST,
                                  env={**os.environ, "XDG_CACHE_HOME": os.path.join(folder, "cache")}, check=False)
        except subprocess.TimeoutExpired:
            failures.append(f"{what}: not done after {LONGEST} s")
            continue
        reason = done.stderr.strip().splitlines()
        print(f"{what}: {done.returncode}, {time.time() - begun:.1f} s" + (f", {reason[-1][:300]}" if reason else ""),
              flush=True)
        if done.returncode not in outcome:
            failures.append(f"{what}: exit code {done.returncode}: {done.stderr}")
            continue
        outcome[done.returncode] += 1
        if done.returncode == 0:
            with open(os.path.join(out, "series.csv"), newline="", encoding="ascii") as file:
                rows = list(csv.reader(file))[1:]
            if not rows or not all(math.isfinite(float(v)) for row in rows for v in row):
                failures.append(f"{what}: a reading is missing or none")
        elif not reason or len(reason[-1]) < 20:
            failures.append(f"{what}: refused without a reason")
    print(f"extremes: {outcome[0]} ran, {outcome[2]} were refused, {outcome[3]} ended without an equilibrium")
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
