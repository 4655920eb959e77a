// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// How fast fields move, against how fast memory does: one implicit step of diffusion and decay of several substances,
// against a triad that moves the bytes the step cannot avoid (amount read and written, source read, and the amplitudes
// there and back).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "effort.hpp"
#include "hari/core/draw.hpp"
#include "hari/core/parallel.hpp"
#include "hari/transport/diffusion_step.hpp"

namespace {

using namespace hari;

struct Cost {
  double wall = std::numeric_limits<double>::infinity(), cpu = std::numeric_limits<double>::infinity();  // [s]
};

/// Least of several repetitions: others may be at work.
template <class Work>
Cost least(int repeats, Work&& work) {
  Cost best;
  for (int i = 0; i < repeats; ++i) {
    const bench::Stopwatch watch;
    work();
    best.wall = std::min(best.wall, watch.wall());
    best.cpu = std::min(best.cpu, watch.cpu());
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Implicit diffusion and decay of several substances on a block's grid"};
  int across = 20, sheets = 18, substances = 8, repeats = 20, inner = 0, threads = 0;
  bool even = false;
  app.add_option("--across", across, "elements along each side of the surface");
  app.add_option("--sheets", sheets, "elements in depth");
  app.add_option("--substances", substances, "fields that take the step together");
  app.add_option("--repeats", repeats, "repetitions, of which the fastest counts");
  app.add_option("--inner", inner, "steps in each (default: as many as 2e7 updates)");
  app.add_option("--threads", threads, "threads (default: all)");
  app.add_flag("--even", even, "sources that are the same everywhere in the plane");
  CLI11_PARSE(app, argc, argv);
  if (threads > 0) core::set_threads(threads);

  const mesh::Grid grid(mesh::graded_planes(0, 4, across, 1), mesh::graded_planes(0, 4, across, 1),
                        mesh::graded_planes(-2, 0, sheets, 0.3),
                        std::vector<mesh::Layer>(static_cast<std::size_t>(sheets), mesh::Layer::reticular));
  transport::LayerCoefficients c;
  c.diffusivity.fill(0.26);
  c.decay.fill(3.3);
  const transport::DiffusionStep step(grid, c);
  const std::size_t n = grid.n_elements(), fields = static_cast<std::size_t>(substances);
  std::vector<double> source(n, 1.0);
  if (!even)
    for (std::size_t e = 0; e < n; ++e) source[e] = core::Draw(1, core::Purpose::test, e, 0).uniform();
  std::vector<std::vector<double>> amount(fields, std::vector<double>(n, 0.0));
  std::vector<transport::Scratch> scratch(fields);
  std::vector<transport::DiffusionStep::Job> jobs;
  for (std::size_t f = 0; f < fields; ++f) jobs.push_back({&step, amount[f], source, &scratch[f]});

  const double updates = double(n) * double(fields);
  if (inner <= 0) inner = std::max(1, static_cast<int>(2e7 / updates));
  const Cost of_step = least(repeats, [&] {
    for (int i = 0; i < inner; ++i) transport::DiffusionStep::advance_all(jobs, core::Days{1});
  });

  // Of each value: amount twice, source once, amplitude written, read and written by the sweep with its ratio, both
  // read on the way back, the amplitude once more: eleven numbers.
  constexpr double numbers = 11;
  std::vector<double> a(n * fields, 1.0), b(n * fields, 2.0), d(n * fields, 3.0);
  const Cost of_triad = least(repeats, [&] {
    for (int i = 0; i < inner; ++i)
      core::for_chunks(
          a.size(),
          [&](std::size_t begin, std::size_t end) {
            for (std::size_t e = begin; e < end; ++e) a[e] = b[e] + 0.5 * d[e];
          },
          16384);
  });
  const double total = updates * inner, at_triad = of_triad.wall / 3 * numbers;
  fmt::print("{} x {} x {} elements, {} substances, {} threads\n", across, across, sheets, substances, core::threads());
  fmt::print("step   {:.1f} million updates/s (wall), {:.1f} million per processor second\n",
             1e-6 * total / of_step.wall, 1e-6 * total / of_step.cpu);
  fmt::print("triad  {:.1f} GB/s; the numbers of a step at this speed take {:.2f} of its time\n",
             1e-9 * 24 * total / of_triad.wall, at_triad / of_step.wall);
}
