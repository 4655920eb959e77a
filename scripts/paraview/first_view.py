#!/usr/bin/env pvpython
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""A good first view of a run: the block as a faint hull coloured by hyaluronan, collagen by its crimp, cells by spread.

    pvpython scripts/paraview/first_view.py RUN [--age 55] [-o view.png | --state view.pvsm | --check]

Without -o or --state it only builds the view, for use in ParaView's own Python shell. -o draws a picture and needs a
display (xvfb-run -a pvpython ...); --state writes a file that ParaView opens by itself, from any folder; --check builds
everything without drawing and says what is there. Exit code 2 if there is no such run.
"""
import argparse
import os
import sys

from paraview import simple

COLLAGEN = 0
INK = [0.17, 0.16, 0.2]


def open_part(run, part):
    path = os.path.join(os.path.abspath(run), f"run_{part}.xdmf")
    if not os.path.exists(path):
        print(f"first_view: there is no {path}", file=sys.stderr)
        sys.exit(2)
    source = simple.Xdmf3ReaderS(registrationName=part, FileName=[path])
    source.UpdatePipelineInformation()
    return source


def nearest(times, age):
    return times[-1] if age is None else min(times, key=lambda t: abs(t - age))


def lines_of(fibres):
    """Living collagen alone; the others are found in the same source."""
    alive = simple.Threshold(registrationName="alive", Input=fibres, Scalars=["CELLS", "alive"])
    alive.LowerThreshold, alive.UpperThreshold = 1, 1
    collagen = simple.Threshold(registrationName="collagen", Input=alive, Scalars=["CELLS", "kind"])
    collagen.LowerThreshold, collagen.UpperThreshold = COLLAGEN, COLLAGEN
    return collagen


def colour(shown, view, where, name, preset, title, place):
    """Colours by an array, with a bar whose letters stand out from a light ground; `place` is its lower left corner."""
    simple.ColorBy(shown, (where, name))
    table = simple.GetColorTransferFunction(name)
    table.ApplyPreset(preset, True)
    shown.RescaleTransferFunctionToDataRange(True, False)
    shown.SetScalarBarVisibility(view, True)
    bar = simple.GetScalarBar(table, view)
    bar.Title, bar.ComponentTitle = title, ""
    bar.TitleColor = bar.LabelColor = INK
    bar.TitleFontSize, bar.LabelFontSize = 15, 13
    bar.LabelFormat = bar.RangeLabelFormat = "%-#6.2g"
    bar.Orientation, bar.WindowLocation, bar.Position = "Horizontal", "Any Location", place
    bar.ScalarBarLength, bar.ScalarBarThickness = 0.22, 12


def look_at(block, view):
    """From above and beside, as near as the block fills the picture over the bars."""
    block.UpdatePipeline(view.ViewTime)
    x0, x1, y0, y1, z0, z1 = block.GetDataInformation().GetBounds()
    middle, across = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2], max(x1 - x0, y1 - y0)
    view.CameraPosition = [middle[0] + 0.75 * across, middle[1] - 1.75 * across, middle[2] + 1.1 * across]
    view.CameraFocalPoint = [middle[0], middle[1], middle[2] - 0.12 * across]
    view.CameraViewUp = [0, 0, 1]


def build(run, age):
    block, fibres, cells = (open_part(run, part) for part in ("block", "fibres", "cells"))
    times = [float(t) for t in block.TimestepValues] if hasattr(block.TimestepValues, "__iter__") else [block.TimestepValues]
    time = nearest(times, age)
    view = simple.CreateView("RenderView")
    view.ViewSize, view.OrientationAxesVisibility = [1280, 720], 0
    view.UseColorPaletteForBackground = 0  # else ParaView paints its own
    view.Background = [0.98, 0.97, 0.95]
    view.ViewTime = time
    simple.GetAnimationScene().AnimationTime = time

    hull = simple.Show(block, view)
    hull.Representation, hull.Opacity = "Surface", 0.12
    colour(hull, view, "CELLS", "hyaluronan_high", "Blues", "hyaluronan above 500 kDa (ug/mm3)", [0.06, 0.04])
    simple.GetColorTransferFunction("hyaluronan_high").InvertTransferFunction()  # more is darker
    collagen = lines_of(fibres)
    lines = simple.Show(collagen, view)
    lines.LineWidth, lines.RenderLinesAsTubes = 2.5, 1
    colour(lines, view, "CELLS", "crimp", "Viridis (matplotlib)", "crimp of collagen", [0.39, 0.04])
    points = simple.Show(cells, view)
    points.Representation, points.PointSize, points.RenderPointsAsSpheres = "Points", 7, 1
    colour(points, view, "POINTS", "spread", "Plasma (matplotlib)", "spread of cells (1: young)", [0.72, 0.04])

    note = simple.Text(registrationName="age", Text=f"{time:.0f} years")
    shown = simple.Show(note, view)
    shown.Color, shown.FontSize, shown.WindowLocation = INK, 28, "Upper Left Corner"

    look_at(block, view)
    return view, time, {"block": block, "collagen": collagen, "cells": cells}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run")
    parser.add_argument("--age", type=float, help="in years; the nearest frame (default: the last)")
    parser.add_argument("-o", "--out", help="picture to draw")
    parser.add_argument("--state", help="state file to write")
    parser.add_argument("--check", action="store_true", help="draw nothing, print what is there")
    args = parser.parse_args()
    view, time, parts = build(args.run, args.age)
    if args.check:
        for name, source in parts.items():
            source.UpdatePipeline(time)
            info = source.GetDataInformation()
            print(f"{name} at {time:g} years: {info.GetNumberOfPoints()} points, {info.GetNumberOfCells()} elements")
            if info.GetNumberOfPoints() == 0:
                sys.exit(1)
    if args.state:
        simple.SaveState(args.state)
    if args.out:
        simple.SaveScreenshot(args.out, view)


if __name__ == "__main__":
    main()
