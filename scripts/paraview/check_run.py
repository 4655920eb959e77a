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
import os
import sys
import xml.etree.ElementTree

import numpy
from paraview import simple
from paraview.vtk.util.numpy_support import vtk_to_numpy

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
    """Time of each step of the index, and its parts by name."""
    steps = {}
    for collection in xml.etree.ElementTree.parse(index).getroot().findall("Domain/Grid"):
        for step in collection.findall("Grid"):
            parts = steps.setdefault(float(step.find("Time").get("Value")), {})
            for grid in step.findall("Grid") or [step]:
                parts[grid.get("Name")] = expected_part(grid)
    return sorted(steps.items())


def leaves(data, name=None):
    """(name or None, data set) of all below a composite; a data set alone is its own only leaf."""
    if data is None:
        return
    if data.IsA("vtkMultiBlockDataSet"):
        children = [data.GetBlock(i) for i in range(data.GetNumberOfBlocks())]
    elif data.IsA("vtkMultiPieceDataSet"):
        children = [data.GetPieceAsDataObject(i) for i in range(data.GetNumberOfPieces())]
    else:
        yield name, data
        return
    for i, child in enumerate(children):
        own = data.GetMetaData(i).Get(data.NAME()) if data.HasMetaData(i) else None
        yield from leaves(child, own or name)


def by_part(parts, found):
    """Each part with its data set. Readers name the second and later steps "block[1]"; Xdmf3ReaderS names nothing,
    nor does any reader name a part that is alone: those go by their order."""
    if len(found) == len(parts) and all(name is None for name, _ in found):
        return {part: data for part, (_, data) in zip(parts, found)}
    return {part: data for part in parts for name, data in found if name and name.split("[")[0] == part}


def range_text(array):
    ends = [array.GetRange(c) for c in range(array.GetNumberOfComponents())]
    return ", ".join(f"{low:.9g} .. {high:.9g}" for low, high in ends)


def is_finite(array):
    return bool(numpy.isfinite(vtk_to_numpy(array)).all())  # GetRange passes over nan


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
    seen = source.TimestepValues  # one step is a bare number, none is None
    times = [] if seen is None else [float(t) for t in numpy.atleast_1d(seen)]
    print("  times:", ", ".join(f"{t:.9g}" for t in times))
    wrong = []
    # Some readers show no time step at all if there is only one.
    if len(times) != len(steps) and not (len(steps) == 1 and not times):
        wrong.append(f"{len(times)} time steps, not {len(steps)}")
    elif any(abs(shown - time) > 1e-9 * max(1, abs(time)) for shown, (time, _) in zip(times, steps)):
        wrong.append(f"times {times}, not {[time for time, _ in steps]}")
    for time, parts in steps:
        source.UpdatePipeline(time)
        found = list(leaves(source.GetClientSideObject().GetOutputDataObject(0)))
        last = time == steps[-1][0]
        if last:
            print(f"  time {time:.9g}: {len(found)} parts:", ", ".join(name or "(no name)" for name, _ in found))
        if len(found) != len(parts):
            wrong.append(f"time {time:.9g}: {len(found)} parts, not {len(parts)}")
        data_of = by_part(parts, found)
        for name, want in parts.items():
            missing = [f"no part {name}"] if name not in data_of else []
            wrong += [f"time {time:.9g}: {w}" for w in missing or check_part(name, want, data_of[name], last)]
    simple.Delete(source)
    for sentence in wrong:
        print(f"  WRONG {sentence}")
    print("  as the index says" if not wrong else f"  {len(wrong)} things wrong", flush=True)
    return not wrong


def check_domes(reader, index):
    """The surface under the probe: at the height of the first reading every reading shows its line, and that one its
    height."""
    readings = xml.etree.ElementTree.parse(index).getroot().findall("Domain/Grid")
    places = [[float(x) for x in grid.find("Geometry/DataItem").text.split()] for grid in readings[0].findall("Grid")]
    heights = [max(p[2::3]) for p in places]
    highest = heights.index(max(heights))
    time = float(readings[0].findall("Grid")[highest].find("Time").get("Value"))
    source = getattr(simple, reader)(**{FILE_PROPERTY[reader]: [index]})
    source.UpdatePipeline(time)
    found = [data for _, data in leaves(source.GetClientSideObject().GetOutputDataObject(0))]
    seen = [data.GetBounds()[5] for data in found if data.GetNumberOfPoints() == len(places[highest]) // 3]
    good = len(seen) == len(readings) and any(abs(z - heights[highest]) < 1e-5 for z in seen)
    print(f"{reader}, {os.path.basename(index)}: {len(seen)} of {len(readings)} readings at {time:g} s, heights",
          " ".join(f"{z:.4f}" for z in seen), "as the index says" if good else "WRONG", flush=True)
    simple.Delete(source)
    return good


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
    if os.path.basename(index) == "dome.xdmf":
        return 0 if all([check_domes(reader, index) for reader in options.reader or READERS]) else 1
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
