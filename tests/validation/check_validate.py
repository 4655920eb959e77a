# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""Checks scripts/validate on series made up here: what a target comes to, how it is judged, that every page can be written
and every reading that a target asks for is one that its scenario takes.

usage: check_validate.py HARI FOLDER
"""
import importlib.machinery
import importlib.util
import math
import os
import random
import re
import shutil
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True  # leave nothing beside the script
loader = importlib.machinery.SourceFileLoader("validate", os.path.join(ROOT, "scripts", "validate"))
validate = importlib.util.module_from_spec(importlib.util.spec_from_loader("validate", loader))
loader.exec_module(validate)

COLUMNS = ("R0_mm R2 R4_mm R5 R6 R7 R9_mm thickness_mm collagen_mg_per_cm2 elastin_mg_per_cm2 hyaluronan_ug_per_cm2 fibroblasts_per_mm3 "
           "senescent_fraction spread resting_tension_kPa intact_fraction age_links collagenase gelatinase "
           "collagen_synthesis_ug_per_day horny_water redness roughness cuts").split()


def same(found, due, what):
    if not math.isclose(found, due, rel_tol=1e-9):
        sys.exit(f"{what}: {found}, should be {due}")


def write_run(folder, ages, value):
    """A series whose every column is value(age)."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "series.csv"), "w") as file:
        file.write(",".join(["age_years", *COLUMNS]) + "\n")
        for age in ages:
            file.write(",".join([f"{age:.9g}", *[repr(value(age)) for _ in COLUMNS]]) + "\n")


def clock(name):
    """Ages at which a scenario is read."""
    scenario = validate.load(validate.scenario_file(name))
    cutometer = scenario["probe"]["cutometer"]
    years = lambda text: float(text.split()[0]) / (12 if "month" in text else 1)
    begin, end, every = years(scenario["span"]["from"]), years(scenario["span"]["to"]), years(cutometer["every"])
    ages = {begin, end, *map(years, cutometer.get("at", []))}
    return sorted(ages | {begin + k * every for k in range(int((end - begin) / every + 1e-9) + 1)})


def arm_of(folder, name, seeds, level, twin):
    """Seeds of a run: the k-th stands at level(k, age), its untreated twin at twin(k)."""
    for k in seeds:
        write_run(os.path.join(folder, name, f"seed_{k}"), [50, 51], lambda age: level(k, age))
        if twin:
            write_run(os.path.join(folder, name, f"seed_{k}", "twin"), [50, 51], lambda age: twin(k))
    found = validate.seed_folders(os.path.join(folder, name), 1)
    return validate.Arm(name, {k: validate.Run(f) for k, f in sorted(found.items())}, {"size": "quick", "by": "here"})


def check_measures(folder):
    rise = lambda k, age: 2.0 * k * (1 + 0.1 * k * (age - 50))
    arms = {"a": arm_of(folder, "a", (1, 2, 3), rise, lambda k: 2.0 * k),
            "b": arm_of(folder, "b", (2, 3), lambda k, age: 4.0 * k, lambda k: 2.0 * k),
            "a@sham": arm_of(folder, "a@sham", (1, 2, 3), lambda k, age: 2.02 * k, None)}

    def of(measure, **more):
        return validate.measured({"scenario": "a", "column": "R2", "measure": measure, "age": 51, **more}, arms)

    # One seed after another 1.1, 1.2, 1.3 of its beginning and of its twin; their scatter is 0.1.
    for value in (of("ratio", before=50), of("twin")):
        same(value.mean, 1.2, "mean over seeds")
        same(value.error, 0.1 / math.sqrt(3), "standard error")
    same(of("rate", before=50).mean, 20, "rate in per cent a year")
    same(of("sham").mean, 1.2 * 2 / 2.02, "over the sham arm")
    same(of("gain_sham").mean, 0.2 / 0.01, "gain over that of the sham arm")
    same(of("made_sham").mean, 10, "surplus over the twin, k^2 / 10, over the sham arm's, k / 50")
    pair = of("twin_with", **{"with": "b"})
    same(pair.mean, (0.6 + 0.65) / 2, "twin over twin, of the seeds that both have")
    same(pair.seeds, 2, "seeds that both have")
    same(of("gain_with", **{"with": ["b", "b"]}).mean, (0.1 + 0.15) / 2, "gain over the sum of gains")
    if of("twin", age=50.5) is not None:
        sys.exit("a reading that was not taken is given a value")
    same(validate.mean_of([4.0]).mean, 4, "one seed")
    if validate.mean_of([4.0]).error is not None:
        sys.exit("one seed has a standard error")
    point = validate.evidence_point({"scenario": "a", "column": "R2", "measure": "twin", "age": 51, "low": 1.5, "value": 2}, arms)
    same(point[1], 1.5 * 4, "point in units of the column")


def check_words():
    value = lambda x: validate.Value(x, None, 1)
    for x, low, high, start, words in ((1.1, 1.0, 1.2, 1.0, "inside"), (0.9, 1.05, 1.2, 1.0, "in direction"), (1.01, 1.05, 1.2, 1.0, "too small"),
                                       (1.5, 1.05, 1.2, 1.0, "too large"), (0.99, 1.0, None, 1.0, "in direction"), (5.0, None, None, 1.0, "no study")):
        if words not in validate.judge(value(x), low, high, start):
            sys.exit(f"{x} in {low} to {high}: \"{validate.judge(value(x), low, high, start)}\" does not say \"{words}\"")
    band = [validate.Point(25, 0.3, 0.5, 0.7), validate.Point(75, 0.4, 0.6, 0.8)]
    for readings, words in (((0.5, 0.6), "inside"), ((0.6, 0.5), "in direction: falls, should rise"), ((0.5, 0.9), "miss** at 75 (too high)"),
                            ((0.2, 0.6), "miss** at 25 (too low)")):
        if words not in validate.judge_course([value(r) for r in readings], band):
            sys.exit(f"{readings}: \"{validate.judge_course([value(r) for r in readings], band)}\" does not say \"{words}\"")


def check_menopause():
    woman = {"subject": {"sex": "female", "site": "cheek"}, "exposure": [{"kind": "intrinsic_ageing"}]}
    spared = validate.load_bands(woman)["collagen"]
    woman["exposure"].append({"kind": "menopause"})
    if not validate.load_bands(woman)["collagen"][-1].value < spared[-1].value:
        sys.exit("the band of collagen does not follow the menopause of the run")
    if "tension" in validate.load_bands(woman):
        sys.exit("a band of the forearm is asked of a cheek")


def check_targets(targets):
    for t in targets:
        for key in ("age", "before"):
            if key not in t or key == "before" and t["measure"] in ("twin_peak", "twin_low"):
                continue
            for name in [t["scenario"], *(p for p in validate.partners(t) if "@" not in p)]:
                if key == "before" and name != t["scenario"] and t["measure"] != "change":
                    continue
                if min(abs(age - t[key]) for age in clock(name)) > 1e-4:
                    sys.exit(f"a target of {t['scenario']} asks for {t['column']} at {t[key]}, where {name} is not read")
        if not t["source"] or not t["doc"]:
            sys.exit(f"a target of {t['scenario']} lacks its source or its words")
        if re.fullmatch(r"R\d(_mm)?", t["column"]) and "protocol" not in t:
            sys.exit(f"the target \"{t['doc']}\" of {t['scenario']} does not say how the study read it")


def check_pages(hari, folder):
    """Every page of the default set, from made-up series of two seeds that lie there as if they had been run."""
    runs, draw = os.path.join(folder, "runs"), random.Random(1)
    targets = validate.checked_targets()
    for key in {f[:-5] for f in os.listdir(os.path.join(ROOT, "scenarios"))} | {p for t in targets for p in validate.partners(t)}:
        name, _, arm = key.partition("@")
        treated = validate.load(validate.scenario_file(name)).get("treatment") and not arm
        for k in (1, 2):
            for below in ("", "/twin") if treated else ("",):
                write_run(f"{runs}/{key.replace('@', '_')}/seed_{k}{below}", clock(name), lambda age: draw.gauss(1, 0.02))
    out = os.path.join(folder, "out")
    sys.argv = ["validate", "--quick", "--seeds", "2", "--keep", "--hari", hari, "--runs", runs, "--out", out]
    validate.main()
    for t in targets:
        if not os.path.exists(os.path.join(out, t["scenario"] + ".md")):
            sys.exit(f"no page on {t['scenario']}")
    for page in os.listdir(out):
        if page.endswith(".md") and "not read: " in open(os.path.join(out, page)).read():
            sys.exit(f"{page} has a target that could not be read")


def main():
    hari, folder = sys.argv[1:]
    shutil.rmtree(folder, ignore_errors=True)
    check_measures(os.path.join(folder, "measures"))
    check_words()
    check_menopause()
    check_targets(validate.checked_targets())
    check_pages(hari, folder)


if __name__ == "__main__":
    main()
