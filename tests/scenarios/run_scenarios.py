#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""Every shipped scenario runs at small size and leaves what docs/run-folder.md says.

usage: run_scenarios.py HARI SCENARIOS FOLDER odd      every second of them, small
       run_scenarios.py HARI SCENARIOS FOLDER even     the others
       run_scenarios.py HARI SCENARIOS FOLDER frozen   frozen_at_25 at quick size: every reading moves less than 2 %
"""
import csv
import functools
import math
import os
import shutil
import subprocess
import sys

FIRST_COLUMNS = ("age_years,R0_mm,R1_mm,R2,R3_mm,R4_mm,R5,R6,R7,R8_mm,R9_mm,thickness_mm,collagen_mg_per_cm2,"
                 "elastin_mg_per_cm2,hyaluronan_ug_per_cm2,fibroblasts_per_mm3,senescent_fraction,spread").split(",")
SMALL = ["--quick", "--no-pictures", "--set", "block.fibres=1500", "--set", "block.cells=800", "--set",
         "block.elements_across=5", "--set", "probe.cutometer.cycles=1", "--threads", "1"]


def run(hari, scenario, out, arguments, cache):
    command = [hari, "run", scenario, "--out", out, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env={**os.environ, "XDG_CACHE_HOME": cache})
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
    return table(os.path.join(out, "series.csv"))


def table(file_name):
    with open(file_name, newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], [[float(v) for v in row] for row in rows[1:]]


def check(condition, message, failures):
    if not condition:
        failures.append(message)


# Every instrument, small, and a reading that must be a positive number.
INSTRUMENTS = {"cutometer": ([], "R0_mm"), "tension": ([], "linear_modulus_kPa"), "rheometry": ([], "storage_kPa at 1 Hz"),
               "sag": ([], "sag_mm"), "compression": (['wavelengths=["0.4 mm"]'], "amplitude_mm"),
               "indentation": (["mesh=coarse"], "modulus_kPa")}


def measure(hari, run_folder, probe, sets, csv_file, threads):
    command = [hari, "measure", run_folder, "--probe", probe, "--csv", csv_file, "--threads", str(threads)]
    for s in sets:
        command += ["--set", s]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    with open(csv_file, "rb") as file:
        return done.stdout, file.read()


def check_instruments(hari, run_folder, folder, last_r0, failures):
    """Each is put to the last frame: a sensible reading, the same bytes on one and two threads."""
    for probe, (sets, reading) in INSTRUMENTS.items():
        text, curve = measure(hari, run_folder, probe, sets, os.path.join(folder, probe + "_1.csv"), 1)
        _, again = measure(hari, run_folder, probe, sets, os.path.join(folder, probe + "_2.csv"), 2)
        check(curve == again, f"{probe}: another curve on two threads", failures)
        lines = [line for line in text.splitlines() if line.startswith(reading + " ")]
        value = float(lines[0][len(reading):].split()[0]) if lines else math.nan
        check(math.isfinite(value) and value > 0, f"{probe}: {reading} is {value}", failures)
        if probe == "cutometer":
            check(abs(value / last_r0 - 1) < 1e-4, f"cutometer: R0 {value} of the frame, {last_r0} of the run", failures)
        print(f"{probe}: {reading} {value:g}")


def is_treated(scenario):
    with open(scenario, encoding="utf-8") as file:
        return "[[treatment]]" in (line.strip() for line in file)


def check_twin(name, out, head, rows, failures):
    """A treated run leaves its untreated twin, read at the same ages, and the difference of the two."""
    before = len(failures)
    twin, difference = (os.path.join(out, *parts) for parts in (("twin", "series.csv"), ("series_difference.csv",)))
    for file in (twin, difference):
        check(os.path.exists(file), f"{name}: no {os.path.relpath(file, out)}", failures)
        if not os.path.exists(file):
            return
    twin_head, twin_rows = table(twin)
    d_head, d_rows = table(difference)
    check(twin_head == head, f"{name}: the twin has other columns", failures)
    for what, other in (("twin", twin_rows), ("difference", d_rows)):
        check([row[0] for row in other] == [row[0] for row in rows], f"{name}: the {what} is read at other ages", failures)
    if len(failures) > before:
        return
    moved = 0.0
    for column in ("R0_mm", "thickness_mm", "collagen_mg_per_cm2", "horny_water", "oxidant"):
        i, j = head.index(column), d_head.index(column)
        for treated, untreated, d in zip(rows, twin_rows, d_rows):
            moved = max(moved, abs(treated[i] - untreated[i]))
            check(abs(treated[i] - untreated[i] - d[j]) < 1e-6 * max(1, abs(treated[i])),
                  f"{name}: {column} at {treated[0]} is not treated minus untreated", failures)
    check(moved > 0, f"{name}: the treatment did nothing", failures)


def check_half(first, hari, scenarios, folder, cache):
    failures = []
    names = sorted(n for n in os.listdir(scenarios) if n.endswith(".toml"))[first::2]
    for name in names:
        out = os.path.join(folder, name[:-5])
        head, rows = run(hari, os.path.join(scenarios, name), out, SMALL, cache)
        check(head[:len(FIRST_COLUMNS)] == FIRST_COLUMNS, f"{name}: the first columns of series.csv changed", failures)
        check(len(rows) >= 2, f"{name}: fewer than two readings", failures)
        check(all(math.isfinite(v) for row in rows for v in row), f"{name}: a value is not finite", failures)
        column = {h: [row[i] for row in rows] for i, h in enumerate(head)}
        check(column["age_years"] == sorted(set(column["age_years"])), f"{name}: ages do not ascend", failures)
        for r2, r5, r6, r7 in zip(*(column[c] for c in ("R2", "R5", "R6", "R7"))):
            check(0 < r2 <= 1.001, f"{name}: R2 {r2}", failures)
            check(abs(r7 - r5 / (1 + r6)) < 1e-9, f"{name}: R7 is not R5/(1+R6)", failures)
        for account in ("collagen", "elastin", "hyaluronan"):
            check(max(map(abs, column[account + "_balance"])) < 1e-9, f"{name}: {account} does not balance", failures)
        for file in ("run.h5", "run.xdmf", "checkpoint.h5", "timing.h5", "frames/0000.h5"):
            check(os.path.exists(os.path.join(out, file)), f"{name}: no {file}", failures)
        treated = is_treated(os.path.join(scenarios, name))
        check(treated == os.path.exists(os.path.join(out, "twin")), f"{name}: a twin for no treatment, or none", failures)
        if treated:
            check_twin(name, out, head, rows, failures)
        print(f"{name}: {len(rows)} readings{', and a twin' if treated else ''}")
        if name == names[0]:
            check_instruments(hari, out, folder, column["R0_mm"][-1], failures)
    return failures


def check_frozen(hari, scenarios, folder, cache):
    head, rows = run(hari, os.path.join(scenarios, "frozen_at_25.toml"), os.path.join(folder, "frozen"),
                     ["--quick", "--no-pictures"], cache)
    failures = []
    readings = ["R0_mm", "R2", "R5", "R6", "R7", "R8_mm", "thickness_mm", "collagen_mg_per_cm2", "elastin_mg_per_cm2"]
    for name in readings:
        i = head.index(name)
        moved = [100 * (row[i] / rows[0][i] - 1) for row in rows]
        print(f"{name:22} " + " ".join(f"{m:+6.2f} %" for m in moved))
        check(max(map(abs, moved)) < 2, f"{name} moves by {max(moved, key=abs):+.2f} % in frozen skin", failures)
    return failures


def main():
    hari, scenarios, folder = sys.argv[1:4]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    cache = os.path.join(folder, "cache")
    check_them = {"frozen": check_frozen, "even": functools.partial(check_half, 0), "odd": functools.partial(check_half, 1)}
    failures = check_them[sys.argv[4]](hari, scenarios, folder, cache)
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
