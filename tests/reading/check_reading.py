#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""Reads a run as docs/run-folder.md says, with h5py and, where it is installed, pandas.

    check_reading.py HARI SCENARIO FOLDER    runs the scenario into FOLDER first
    check_reading.py RUN                     a run that is there

Exit code 1 if a number is not where the page says, 77 (skipped) without h5py.
"""
import pathlib
import shutil
import subprocess
import sys

try:
    import h5py
    import numpy
except ImportError as missing:
    print(f"skipped: {missing} (Debian: python3-h5py)")
    sys.exit(77)
try:
    import pandas
except ImportError:
    pandas = None
    print("pandas is not installed (Debian: python3-pandas): tables are read with numpy alone")

wrong = []


def check(holds, sentence):
    print(f"{'ok   ' if holds else 'WRONG'} {sentence}")
    if not holds:
        wrong.append(sentence)


def texts(group):
    return {name: value[()].decode() for name, value in group.items()}


def table(path):
    if pandas is not None:
        return {name: column.to_numpy() for name, column in pandas.read_csv(path).items()}
    return {name: data for name, data in zip(path.read_text().split("\n", 1)[0].split(","),
                                             numpy.loadtxt(path, delimiter=",", skiprows=1, ndmin=2).T)}


def check_series(folder, run):
    series = table(folder / "series.csv")
    check(set(series) == set(run["series"]), f"series.csv has the {len(series)} columns of /series")
    check(all(numpy.array_equal(series[name], run["series"][name][:]) for name in run["series"]),
          "with equal numbers, digit by digit")
    check(all("unit" in column.attrs and "long_name" in column.attrs for column in run["series"].values()),
          "every column says its unit and what it is")
    readings = len(series["age_years"])
    check(len(run["curves"]) == readings and len(run["domes"]) == readings, f"a curve and a dome for each of {readings} readings")
    highest = [curve["height_mm"][:].max() for curve in run["curves"].values()]
    check(all(h >= r0 - 1e-12 for h, r0 in zip(highest, series["R0_mm"])), "no curve is lower than its R0")
    check("[subject]" in texts(run["provenance"])["resolved_scenario"], "the scenario stands in the run")


def check_frame(frame, age):
    fibres, cells, view, grid = frame["fibres"], frame["cells"], frame["view"], frame["grid"]
    check(abs(frame["tissue/age"][0] - age) < 1e-9, f"the frame is of day {age:.1f}")
    n, points = len(fibres["id"]), len(view["fibre_point"])
    check(fibres["first_vertex"][-1] == points == len(fibres["vertex"]), f"{n} fibres run through {points} points")
    for name in ("radius", "strain", "free_length", "crimp"):
        check(frame["looks"][name].shape == (n,) and numpy.isfinite(frame["looks"][name][:]).all(), f"each fibre has its {name}")
    for name in ("kind", "lox", "age_links", "cuts"):
        check(fibres[name].shape == (n,), f"and its {name}")
    check(len(view["cell_point"]) == len(cells["id"]) == len(cells["spread"]), "cells have a place and a spread")
    if tuple(frame.attrs["format_version"]) < (1, 2):
        return  # an older run: no displacement yet
    x, y, z = (grid[axis][:] for axis in "xyz")
    reference = numpy.stack(numpy.meshgrid(z, y, x, indexing="ij")[::-1], axis=-1).reshape(-1, 3)
    back = view["node"][:].astype(float) - view["displacement"][:]
    check(back.shape == reference.shape and numpy.abs(back - reference).max() < 1e-5,
          "node minus displacement is the node of the reference grid")
    elements = (len(x) - 1) * (len(y) - 1) * (len(z) - 1)
    check(all(field.shape[0] == elements for field in frame["fields"].values()), f"fields have a row for each of {elements} elements")


def main(words):
    if len(words) == 3:
        program, scenario, folder = words
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([program, "run", scenario, "--out", folder, "--no-pictures", "--set", 'span.to="25.5 years"',
                        "--set", 'store.frames_every="0.5 years"'], check=True, stdout=subprocess.DEVNULL)
        words = [folder]
    folder = pathlib.Path(words[0])
    with h5py.File(folder / "run.h5") as run:
        check(run.attrs["format"] in ("hari run", b"hari run"), "run.h5 says what it is")
        check_series(folder, run)
        ages = run["index/age"][:]
        check(len(run["frames"]) == len(ages) > 0, f"{len(ages)} frames are linked")
        for i in {0, len(ages) - 1}:
            check_frame(run[f"frames/{i:04}"], ages[i])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
