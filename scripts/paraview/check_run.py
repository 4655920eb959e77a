#!/usr/bin/env pvpython
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""Opens the index of a run in ParaView, without a window, and checks that all it names arrives.

    pvpython scripts/paraview/check_run.py RUN [--index run_fibres.xdmf] [--reader Xdmf3ReaderS]

Prints the time steps, and per part of the tissue its points, elements and arrays with their ranges at the last
step. The index itself says what to expect at each step: the parts, their sizes and their arrays. Exit code 1 if a
reader shows anything less or a number that is not finite, 2 if there is no such index.
"""
import argparse
import math
import os
import sys
import xml.etree.ElementTree

from paraview import simple

READERS = ("Xdmf3ReaderS", "Xdmf3ReaderT", "XDMFReader")  # ParaView opens a double-clicked index with the first
FILE_PROPERTY = {"XDMFReader": "FileNames", "Xdmf3ReaderS": "FileName", "Xdmf3ReaderT": "FileName"}


def first_dimension(item):
    return int(item.get("Dimensions").split()[0])


def expected_part(grid):
    """Size of one part and its arrays: name -> (on "Cell" or "Node", numbers per row)."""
    arrays = {}
    for attribute in grid.findall("Attribute"):
        width = 3 if attribute.get("AttributeType") == "Vector" else 1
        arrays[attribute.get("Name")] = (attribute.get("Center"), width)
    return {
        "elements": int(grid.find("Topology").get("NumberOfElements")),
        "points": first_dimension(grid.find("Geometry/DataItem")),
        "arrays": arrays,
    }


def expected_steps(index):
    """Per step of the index: its time and its parts by name."""
    steps = []
    for step in xml.etree.ElementTree.parse(index).getroot().find("Domain/Grid").findall("Grid"):
        grids = step.findall("Grid") or [step]
        parts = {grid.get("Name"): expected_part(grid) for grid in grids}
        steps.append((float(step.find("Time").get("Value")), parts))
    return steps


def leaves(data, name=""):
    """(name, data set) of everything below a multi-block; a data set alone is its own only leaf."""
    if data is None:
        return
    if not data.IsA("vtkMultiBlockDataSet"):
        yield name, data
        return
    for i in range(data.GetNumberOfBlocks()):
        key = data.NAME()
        below = data.GetMetaData(i).Get(key) if data.HasMetaData(i) and data.GetMetaData(i).Has(key) else name
        yield from leaves(data.GetBlock(i), below)


def part_of(part, found, alone):
    """Readers name parts each in their own way ("block", "block[0]"); one that is alone may have any name."""
    if alone and len(found) == 1:
        return found[0][1]
    same = [data for name, data in found if name == part or (name or "").startswith(part + "[")]
    return same[0] if len(same) == 1 else None


def range_text(array):
    ends = [array.GetRange(c) for c in range(array.GetNumberOfComponents())]
    return " ".join(f"{low:.9g} .. {high:.9g}" for low, high in ends)


def is_finite(array):
    # GetRange passes over nan, so a missing range means that nothing is finite; GetFiniteRange passes over inf too.
    for c in range(array.GetNumberOfComponents()):
        low, high = array.GetRange(c)
        if not (math.isfinite(low) and math.isfinite(high)) or low > high:
            return False
    return True


def check_part(name, want, data, show):
    """What is wrong with one part, as a list of sentences."""
    wrong = []
    if show:
        print(f"    {name}: {data.GetNumberOfPoints()} points, {data.GetNumberOfCells()} elements")
    if data.GetNumberOfPoints() != want["points"]:
        wrong.append(f"{name} has {data.GetNumberOfPoints()} points, not {want['points']}")
    if data.GetNumberOfCells() != want["elements"]:
        wrong.append(f"{name} has {data.GetNumberOfCells()} elements, not {want['elements']}")
    if data.GetNumberOfPoints() > 0 and not is_finite(data.GetPoints().GetData()):
        wrong.append(f"{name} has points that are not finite")
    if show and data.GetNumberOfPoints() > 0:
        print(f"      points [{data.GetPoints().GetData().GetDataTypeAsString()}]: "
              f"{range_text(data.GetPoints().GetData())}")
    for array_name, (centre, width) in want["arrays"].items():
        at = data.GetCellData() if centre == "Cell" else data.GetPointData()
        array = at.GetArray(array_name)
        if array is None:
            wrong.append(f"{name} has no array {array_name} on each {centre}")
            continue
        rows = want["elements"] if centre == "Cell" else want["points"]
        if (array.GetNumberOfTuples(), array.GetNumberOfComponents()) != (rows, width):
            wrong.append(f"{name}: {array_name} has {array.GetNumberOfTuples()} rows of "
                         f"{array.GetNumberOfComponents()}, not {rows} of {width}")
        if array.GetNumberOfTuples() > 0 and not is_finite(array):
            wrong.append(f"{name}: {array_name} is not finite")
        if show:
            print(f"      {array_name} [{array.GetDataTypeAsString()} per {centre}]: {range_text(array)}")
    return wrong


def check_reader(reader, index, steps):
    print(f"{reader}, {os.path.basename(index)}")
    source = getattr(simple, reader)(**{FILE_PROPERTY[reader]: [index]})
    source.UpdatePipelineInformation()
    times = list(source.TimestepValues) if source.TimestepValues is not None else []
    print("  times:", ", ".join(f"{t:.9g}" for t in times))
    wrong = []
    # Some readers show no time step at all if there is only one.
    if len(times) != len(steps) and not (len(steps) == 1 and not times):
        wrong.append(f"{len(times)} time steps, not {len(steps)}")
    elif any(abs(seen - time) > 1e-9 * max(1, abs(time)) for seen, (time, _) in zip(times, steps)):
        wrong.append(f"times {times}, not {[time for time, _ in steps]}")
    for time, parts in steps:
        source.UpdatePipeline(time)
        found = list(leaves(source.GetClientSideObject().GetOutputDataObject(0)))
        last = time == steps[-1][0]
        if last:
            print(f"  time {time:.9g}: {len(found)} parts", [name for name, _ in found])
        if len(found) != len(parts):
            wrong.append(f"time {time:.9g}: {len(found)} parts, not {len(parts)}")
        for name, want in parts.items():
            data = part_of(name, found, len(parts) == 1)
            if data is None:
                wrong.append(f"time {time:.9g}: no part {name}")
            else:
                wrong += [f"time {time:.9g}: {w}" for w in check_part(name, want, data, last)]
    simple.Delete(source)
    for sentence in wrong:
        print(f"  WRONG {sentence}")
    print("  as the index says" if not wrong else f"  {len(wrong)} things wrong", flush=True)
    return not wrong


def main():
    words = argparse.ArgumentParser(description="Checks that ParaView shows all that the index of a run names.")
    words.add_argument("run", help="folder of the run")
    words.add_argument("--index", default="run.xdmf", help="default: run.xdmf, the one with all parts")
    words.add_argument("--reader", choices=READERS, action="append", help="default: each of them in turn")
    options = words.parse_args()
    index = os.path.abspath(os.path.join(options.run, options.index))
    if not os.path.isfile(index):
        print(f"check_run: there is no {index}", file=sys.stderr)
        return 2
    steps = expected_steps(index)
    version = simple.GetParaViewVersion()
    print(f"ParaView {version.major}.{version.minor}, {len(steps)} steps in the index")
    if not steps:
        print("check_run: the index names no step", file=sys.stderr)
        return 1
    good = [check_reader(reader, index, steps) for reader in options.reader or READERS]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
