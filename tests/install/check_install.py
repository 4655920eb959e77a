#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""An installed hari finds its data, also after its folder was moved, and with nothing of the source tree named.

usage: check_install.py CMAKE BUILD_FOLDER FOLDER
"""
import os
import shutil
import subprocess
import sys


def main():
    cmake, build, folder = sys.argv[1:4]
    shutil.rmtree(folder, ignore_errors=True)
    first, moved = os.path.join(folder, "first"), os.path.join(folder, "moved")
    subprocess.run([cmake, "--install", build, "--prefix", first], check=True, stdout=subprocess.DEVNULL)
    os.rename(first, moved)
    # A parameter of the copy is changed: the answer tells which data were read.
    data = os.path.join(moved, "share", "hari", "data", "turnover.toml")
    with open(data, encoding="utf-8") as file:
        text = file.read()
    with open(data, "w", encoding="utf-8") as file:
        file.write(text + '\n[installed.mark]\nvalue = 1\nunit = "1"\nrange = [0, 2]\nstatus = "assumed"\n'
                   'source = "test"\ndoc = "Stands in the moved copy alone."\n')
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HARI_")}
    hari = os.path.join(moved, "bin", "hari")
    for command, wanted in ((["describe", "installed.mark"], "moved copy alone"),
                            (["check", os.path.join(moved, "share", "hari", "scenarios", "ageing_cheek.toml")], "MiB")):
        done = subprocess.run([hari, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=environment, cwd="/", check=False)
        if done.returncode != 0 or wanted not in done.stdout:
            sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
    print("the installed program reads the data beside it, wherever it is moved")


if __name__ == "__main__":
    main()
