#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""The small run of tests/determinism against the series that is stored beside this file: no number drifts unseen.

usage: compare.py HARI SCENARIO FOLDER [--accept | --loose]

--accept  stores what this build computes as the new reference, after showing what moved (scripts/accept-reference)
--loose   for another machine or build: its rounding leads single cells elsewhere, so numbers may differ by what
          docs/trust.md states, and counts are not compared
"""
import csv
import os
import shutil
import subprocess
import sys

REFERENCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "small_series.csv")
# The same compiler on another machine rounds alike, and Clang nearly so (docs/trust.md).
TIGHT, LOOSE = 1e-6, 5e-3
# Errors of the ledgers are zero but for rounding; steps are a count.
ABSOLUTE = {"collagen_balance": 1e-9, "elastin_balance": 1e-9, "hyaluronan_balance": 1e-9}
COUNTS = {"stem_cells"}


def rows_of(path):
    with open(path, newline="", encoding="ascii") as file:
        rows = list(csv.reader(file))
    return rows[0], [[float(v) for v in row] for row in rows[1:]]


def moved(reference, now, tolerance, loose):
    """@return one line per column that moved: name, age where it moved most, both values, relative change"""
    (old_head, old), (head, new) = reference, now
    lines = [f"  column {n} is new" for n in head if n not in old_head]
    lines += [f"  column {n} is gone" for n in old_head if n not in head]
    if [r[0] for r in old] != [r[0] for r in new]:
        return lines + [f"  the ages differ: {[r[0] for r in old]} became {[r[0] for r in new]}"]
    for name in (n for n in old_head if n in head and not (loose and n in COUNTS)):
        a = [r[old_head.index(name)] for r in old]
        b = [r[head.index(name)] for r in new]
        size = max(map(abs, a))
        worst = max(range(len(a)), key=lambda i: abs(a[i] - b[i]))
        allowed = ABSOLUTE.get(name, tolerance * size)
        if not abs(a[worst] - b[worst]) <= allowed:
            change = 100 * (b[worst] - a[worst]) / size if size else float("inf")
            lines.append(f"  {name} at {old[worst][0]:g} years: {a[worst]:.9g} became {b[worst]:.9g} ({change:+.3g} %)")
    return lines


def apart(reference, now):
    """@return one line per column that differs: its largest difference over its largest value, the largest first"""
    (old_head, old), (head, new) = reference, now
    found = []
    for name in (n for n in old_head if n in head and n not in ABSOLUTE):
        a, b = ([r[names.index(name)] for r in rows] for names, rows in ((old_head, old), (head, new)))
        size = max(map(abs, a))
        found.append((max(abs(x - y) for x, y in zip(a, b)) / size if size else 0.0, name))
    return [f"  {name}: {100 * share:.2g} %" for share, name in sorted(found, reverse=True) if share > 0]


def main():
    hari, scenario, folder = sys.argv[1:4]
    options = sys.argv[4:]
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([hari, "run", scenario, "--out", folder, "--no-pictures"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"hari ended with {done.returncode}:\n{done.stdout}")
    series = os.path.join(folder, "series.csv")
    loose = "--loose" in options
    known = os.path.exists(REFERENCE)
    changes = moved(rows_of(REFERENCE), rows_of(series), LOOSE if loose else TIGHT, loose) if known else ["  all of it"]
    if known:
        print("Largest difference of each column over its size:", *apart(rows_of(REFERENCE), rows_of(series)), sep="\n")
    if changes:
        print("Moved against the reference:", *changes, sep="\n")
    if "--accept" in options:
        shutil.copyfile(series, REFERENCE)
        print("Accepted. Say in CHANGELOG.md which of these numbers moved and why." if changes else "Nothing moved.")
    elif changes:
        sys.exit("If this was meant, run scripts/accept-reference and commit the file; if not, a number has drifted.")
    else:
        print(f"Every column within {LOOSE if loose else TIGHT:g} of the reference.")


if __name__ == "__main__":
    main()
