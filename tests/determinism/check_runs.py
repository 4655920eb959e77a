#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
"""Whatever happens to a run, what it leaves is right, and once resumed it has the bytes of one that was left alone.

usage: check_runs.py HARI SCENARIO FOLDER [TRIALS] [CHECK...]

Checks (all but the last two where none is named): threads, kills, signals, pipes, disk, twice, extend, seeds, and
unbegun and alone, which take a scenario that treats. TRIALS (10) is the number of kills, and sets how many of the others are tried. Needs nothing but Python; as root it also fills a small tmpfs.
"""
import filecmp
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

# What may differ between equal runs: wall time and host facts, the lock, pictures (drawn from the frames), torn writes.
APART = {"timing.h5", "lock", "pictures"}
QUIET = "--no-pictures"
INTERRUPTED, INPUT_OUTPUT = 130, 4


def contents(folder):
    found = {}
    for base, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if f not in APART]
        for name in files:
            if name not in APART and not name.endswith(".part"):
                path = os.path.join(base, name)
                found[os.path.relpath(path, folder)] = path
    return found


def differences(a, b):
    left, right = contents(a), contents(b)
    out = [f"only in one of the two: {n}" for n in sorted(set(left) ^ set(right))]
    out += [f"differs: {n}" for n in sorted(set(left) & set(right)) if not filecmp.cmp(left[n], right[n], shallow=False)]
    return out


def torn(folder):
    return [n for base, _, files in os.walk(folder) for n in files if n.endswith(".part")]


class Checks:
    def __init__(self, hari, scenario, folder, trials):
        self.hari, self.scenario, self.folder, self.trials = hari, scenario, folder, trials
        self.choice = random.Random(20261123)
        self.failures = []
        self.straight = self.path("straight")
        # The first run also warms the caches of the system; the second one tells how long a run takes.
        self.must(self.run_command(self.path("warm"), 2))
        begun = time.time()
        self.must(self.run_command(self.straight, 1))
        self.whole = time.time() - begun

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_command(self, out, threads, *more):
        return [self.hari, "run", self.scenario, "--out", out, "--threads", str(threads), QUIET, *more]

    def finish_command(self, out, threads):
        if os.path.exists(os.path.join(out, "checkpoint.h5")):
            return [self.hari, "resume", out, "--threads", str(threads), QUIET]
        return self.run_command(out, threads)

    def start(self, command, **more):
        # A harness run in the background may ignore what a terminal sends; its children may not.
        def heed():
            for s in (signal.SIGINT, signal.SIGHUP):
                signal.signal(s, signal.SIG_DFL)
            for what, limit in more.get("limits", {}).items():
                resource.setrlimit(what, (limit, resource.RLIM_INFINITY))
        return subprocess.Popen(command, stdout=more.get("stdout", subprocess.PIPE), stderr=subprocess.STDOUT
                                if "stdout" not in more else subprocess.DEVNULL, preexec_fn=heed, text=True)

    def must(self, command, code=0, **more):
        process = self.start(command, **more)
        text = process.communicate()[0]
        if process.returncode != code:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}, not {code}:\n{text}")
        return text

    def fail(self, what):
        self.failures.append(what)
        print("FAILED:", what)

    def same(self, what, out, straight=None):
        """The folder is that of the run that was left alone."""
        different = differences(straight or self.straight, out)
        for d in different:
            self.fail(f"{what}: {d}")
        if not different:
            shutil.rmtree(out)

    def nothing_wrong(self, what, out):
        """What can be read in an unfinished run is what the run left alone holds, or the beginning of it."""
        for name, path in contents(out).items():
            whole = os.path.join(self.straight, name)
            if name.startswith("frames"):
                if not filecmp.cmp(path, whole, shallow=False):
                    self.fail(f"{what}: {name} is wrong before the run is resumed")
            if name == "series.csv":
                with open(path, encoding="ascii") as part, open(whole, encoding="ascii") as all_rows:
                    if not all_rows.read().startswith(part.read()):
                        self.fail(f"{what}: series.csv is not the beginning of the whole one")

    # --- the checks ---------------------------------------------------------------------------------------------------

    def check_threads(self):
        for threads in (2, 3, 8):
            out = self.path(f"threads_{threads}")
            self.must(self.run_command(out, threads))
            self.same(f"{threads} threads against one", out)
        print("threads: 1, 2, 3 and 8 leave equal bytes")

    def kill(self, command, out, while_writing):
        """@return killed alive, and whether a file was half written"""
        process = self.start(command, stdout=subprocess.DEVNULL)
        time.sleep(self.choice.uniform(0, self.whole))
        deadline = time.time() + self.whole
        while while_writing and process.poll() is None and time.time() < deadline and not torn(out):
            pass
        alive = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        return alive, bool(torn(out))

    def check_kills(self):
        killed = writing = again = trial = 0
        while killed < self.trials and trial < 3 * self.trials:  # a run that ended before its kill does not count
            trial += 1
            out = self.path(f"killed_{trial:03}")
            alive, half = self.kill(self.run_command(out, 1 + trial % 2), out, trial % 2 == 0)
            killed += alive
            writing += half
            self.nothing_wrong(f"kill {trial}", out)
            if trial % 3 == 0 and killed < self.trials:  # the resumed run is killed as well
                alive, half = self.kill(self.finish_command(out, 2), out, trial % 2 == 0)
                again += alive
                killed += alive
                writing += half
                self.nothing_wrong(f"second kill {trial}", out)
            self.must(self.finish_command(out, 2 - trial % 2))
            self.same(f"kill {trial}", out)
        print(f"kills: {killed} survived in {trial} runs, {writing} with a file half written, {again} of a resumed run")
        if killed < self.trials:
            self.fail("too few runs were caught alive for this to be a test")

    def check_signals(self):
        stopped = early = trial = 0
        wanted, whole = max(3, self.trials // 3), self.whole
        while trial < wanted or (stopped == 0 and trial < 5 * wanted):
            out = self.path(f"signal_{trial:03}")
            asked = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[trial % 3]
            process = self.start(self.run_command(out, 2))
            time.sleep(self.choice.uniform(0.2, 0.8) * whole)
            process.send_signal(asked)
            text = process.communicate()[0]
            if process.returncode == 0:  # it was quicker than the run that was timed: the machine had more to do then
                whole *= 0.6
            if process.returncode not in (0, INTERRUPTED, -asked):
                self.fail(f"{asked.name}: exit code {process.returncode}\n{text}")
            if process.returncode == INTERRUPTED:
                stopped += 1
                if os.path.exists(os.path.join(out, "checkpoint.h5")) and f"hari resume {out}" not in text:
                    self.fail(f"{asked.name}: the user is not told how to go on\n{text}")
            early += process.returncode == -asked  # before the program listens
            self.nothing_wrong(asked.name, out)
            self.must(self.finish_command(out, 2))
            self.same(asked.name, out)
            trial += 1
        print(f"signals: {stopped} runs stopped by Ctrl-C, SIGTERM and a closed terminal, then resumed; {early} too early")
        if stopped == 0:
            self.fail("no run was stopped alive by a signal")

    def check_pipes(self):
        reading, written = os.pipe()
        os.close(reading)
        out = self.path("closed_pipe")
        self.must(self.run_command(out, 2), code=INPUT_OUTPUT, stdout=written)
        os.close(written)
        self.same("a reader of the output that went away", out)
        out = self.path("no_streams")
        code = subprocess.call(["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *self.run_command(out, 2)])
        if code not in (0, INPUT_OUTPUT):
            self.fail(f"without any streams the exit code is {code}")
        self.same("no streams at all", out)
        print("pipes: a closed output stops nothing but the message")

    def check_disk(self):
        refused = 0
        for trial in range(max(3, self.trials // 3)):
            out = self.path(f"full_{trial:03}")
            largest = os.path.getsize(os.path.join(self.straight, "checkpoint.h5"))
            limit = {resource.RLIMIT_FSIZE: int(largest * self.choice.uniform(0.02, 1.0))}
            process = self.start(self.run_command(out, 2), limits=limit)
            text = process.communicate()[0]
            refused += process.returncode == INPUT_OUTPUT
            if process.returncode not in (0, INPUT_OUTPUT):
                self.fail(f"a file that may not grow: exit code {process.returncode}\n{text}")
            self.nothing_wrong("limit", out)
            if torn(out):
                self.fail("a file that could not be written was left behind")
            self.must(self.finish_command(out, 2))
            self.same("a file that could not grow", out)
        tmpfs = self.full_tmpfs() if os.geteuid() == 0 else 0
        print(f"disk: {refused} runs met a full quota, {tmpfs} a full tmpfs, then went on")
        if refused == 0:
            self.fail("no run met the limit")

    def full_tmpfs(self):
        used = sum(os.path.getsize(p) for p in contents(self.straight).values())
        full = 0
        for trial in range(max(2, self.trials // 10)):
            disk = self.path(f"disk_{trial}")
            os.makedirs(disk)
            size = int(used * self.choice.uniform(0.2, 0.9))
            if subprocess.call(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], stderr=subprocess.DEVNULL):
                return full  # not every root may mount
            try:
                out = os.path.join(disk, "run")
                process = self.start(self.run_command(out, 2))
                text = process.communicate()[0]
                full += process.returncode == INPUT_OUTPUT
                if process.returncode not in (0, INPUT_OUTPUT):
                    self.fail(f"full disk: exit code {process.returncode}\n{text}")
                self.nothing_wrong("full disk", out)
                subprocess.check_call(["mount", "-o", f"remount,size={8 * used}", disk])
                self.must(self.finish_command(out, 2))
                self.same("full disk", out)
            finally:
                subprocess.call(["umount", "-l", disk])
        return full

    def check_twice(self):
        out = self.path("twice")
        first = self.start(self.run_command(out, 1))
        while not os.path.exists(os.path.join(out, "checkpoint.h5")) and first.poll() is None:
            time.sleep(0.005)
        run_text = self.must(self.run_command(out, 1), code=INPUT_OUTPUT)
        resume = self.start([self.hari, "resume", out, QUIET])
        resume_text = resume.communicate()[0]
        if first.poll() is None and (resume.returncode != INPUT_OUTPUT or "another hari" not in resume_text):
            self.fail(f"a second hari wrote to one folder:\n{run_text}{resume_text}")
        first.communicate()
        self.same("two runs to one folder", out)
        print("twice: the second run to a folder is refused, the first goes on")

    def check_unbegun(self):
        """A pair that was killed before its twin had committed anything."""
        out = self.path("unbegun")
        shutil.copytree(self.straight, out)
        shutil.rmtree(os.path.join(out, "twin"))
        self.must([self.hari, "resume", out, QUIET])
        self.same("a twin that was never begun", out)
        print("unbegun: a twin that was never begun is lived from the start, with the bytes of one begun with its pair")

    def check_alone(self):
        """The untreated arm asked for by itself: no pair is there to wait for."""
        out = self.path("alone")
        self.must(self.run_command(out, 1, "--set", 'arm="untreated"'))
        self.same("an untreated arm by itself", out, os.path.join(self.straight, "twin"))
        print("alone: an untreated arm by itself has the bytes of the twin")

    def number(self, key):
        """The years that the scenario gives for a key."""
        with open(self.scenario, encoding="utf-8") as file:
            return float(re.search(rf'^{key} = "([0-9.]+) years?"', file.read(), re.M)[1])

    def stop(self, command, asked, ready):
        """Stops the command by a signal once `ready()`; it may have ended by itself before. @return what it said"""
        process = self.start(command)
        while process.poll() is None and not ready():
            time.sleep(0.002)
        process.send_signal(asked)
        text = process.communicate()[0]
        if process.returncode not in (0, INTERRUPTED, -asked):
            self.fail(f"{asked.name}: exit code {process.returncode}\n{text}")
        if process.returncode == INTERRUPTED and "hari resume " not in text:
            self.fail(f"{asked.name}: the user is not told how to go on\n{text}")
        return text

    def check_extend(self):
        first, last, step = self.number("from"), self.number("to"), self.number("frames_every")
        middle, longer = (f"{age:g} years" for age in (first + step * ((round((last - first) / step) + 1) // 2), last + step))
        begun = self.path("begun")
        self.must(self.run_command(begun, 2, "--set", f'span.to="{middle}"'))
        self.must([self.hari, "resume", begun, QUIET, "--extend-to", f"{first:g} years"], code=2)
        straight = self.path("longer")
        self.must(self.run_command(straight, 1, "--set", f'span.to="{longer}"'))
        with open(os.path.join(straight, "series.csv"), encoding="ascii") as file:
            whole = file.read()

        def read_to_the_end():
            with open(os.path.join(out, "series.csv"), encoding="ascii") as file:
                return file.read() == whole

        half = time.time()
        moments = {"on the way": lambda: time.time() > half + self.whole / 4}
        if os.path.exists(os.path.join(begun, "twin")):
            moments["in the twin"] = read_to_the_end
        for asked in (signal.SIGKILL, signal.SIGTERM):
            for moment, ready in moments.items():
                out, half = self.path("extended"), time.time()
                shutil.copytree(begun, out)
                extend = [self.hari, "resume", out, QUIET, "--extend-to", longer]
                self.stop(extend, asked, ready)
                if not filecmp.cmp(os.path.join(out, "checkpoint.h5"), os.path.join(begun, "checkpoint.h5"), False):
                    extend = extend[:4]  # it knows its end by itself
                self.must(extend)
                self.same(f"a run prolonged, {asked.name} {moment}, against one begun as long", out, straight)
        if len(moments) > 1:
            out = self.path("twin_first")
            shutil.copytree(begun, out)
            self.must([self.hari, "resume", os.path.join(out, "twin"), QUIET, "--extend-to", longer])
            self.must([self.hari, "resume", out, QUIET, "--extend-to", longer])
            self.same("a run whose twin was prolonged before it", out, straight)
        print("extend: a prolonged run has the bytes of one begun as long, stopped " + ", ".join(moments))

    def check_seeds(self):
        """Several seeds: those begun go on, the others are begun, and the tables of all are written."""
        straight, stopped = self.path("seeds"), 0
        several = ["--seeds", "2"]
        self.must(self.run_command(straight, 2, *several))
        first = sorted(os.listdir(straight))[0]
        for threads, asked in ((1, signal.SIGTERM), (1, signal.SIGKILL), (2, signal.SIGTERM)):
            out = self.path("stopped_seeds")
            self.stop(self.run_command(out, threads, *several), asked,
                      lambda: os.path.exists(os.path.join(out, first, "series.csv")))
            stopped += not os.path.exists(os.path.join(out, "seeds.csv"))
            text = self.must(self.run_command(out, threads, *several), code=INPUT_OUTPUT)
            if f"hari resume {out}\"" not in text:
                self.fail(f"seeds begun twice are not sent to resume\n{text}")
            self.must([self.hari, "resume", out, QUIET, "--threads", "2"])
            self.same(f"seeds stopped by {asked.name}", out, straight)
        print(f"seeds: {stopped} of 3 were stopped, then resumed all together")
        if stopped == 0:
            self.fail("no seeds were stopped alive")


def main():
    hari, scenario, folder = sys.argv[1:4]
    trials = int(sys.argv[4]) if len(sys.argv) > 4 else 10
    names = sys.argv[5:] or ["threads", "kills", "signals", "pipes", "disk", "twice", "extend", "seeds"]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    checks = Checks(hari, scenario, folder, trials)
    for name in names:
        getattr(checks, "check_" + name)()
    sys.exit(1 if checks.failures else 0)


if __name__ == "__main__":
    main()
