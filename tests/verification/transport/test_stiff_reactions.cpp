// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "hari/scenario/parameters.hpp"
#include "hari/transport/field_set.hpp"

#ifdef HARI_HAVE_CVODE
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#endif

namespace {

using namespace hari;
using core::Days;
using tissue::Substance;

// Sunburnt skin with gels of all three kinds, in one point: rates from 0.003 to 50 a day, hastened by two fast signals.
constexpr std::array species{Substance::oxidant,           Substance::inflammation,   Substance::crosslinked_hyaluronan,
                             Substance::hybrid_hyaluronan, Substance::gel_hyaluronan, Substance::hyaluronan_high,
                             Substance::hyaluronan_middle, Substance::hyaluronan_low};
using State = std::array<double, species.size()>;
constexpr State start{1, 0, 5, 3, 4, 0.34, 0.02, 0.005}, made{0, 0.5, 0, 0, 0, 0.15, 0, 0};

/// Row of a substance in a State.
constexpr std::size_t row(Substance s) {
  return static_cast<std::size_t>(std::ranges::find(species, s) - species.begin());
}

const core::ParameterSet& parameters() {
  static const auto set = scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  return set;
}

State by_steps(double until, int steps, const State& begin = start) {
  tissue::Tissue t;
  t.grid = mesh::Grid({0, 1}, {0, 1}, {-1, 0}, {mesh::Layer::reticular});
  for (auto& column : t.fields.amount) column = {0.0};
  for (auto& column : t.fields.source) column = {0.0};
  t.homeostasis.per_cell.assign(mesh::n_layers * tissue::n_substances, 0.0);
  for (std::size_t i = 0; i < species.size(); ++i) {
    t.fields[species[i]] = {begin[i]};
    t.fields.source[index(species[i])] = {made[i]};
  }
  transport::FieldSet fields(t.grid, parameters());
  for (int i = 0; i < steps; ++i) fields.advance(t, Days{until / steps});
  State now{};
  for (std::size_t i = 0; i < species.size(); ++i) {
    now[i] = t.fields[species[i]][0];
    EXPECT_GE(now[i], 0) << traits(species[i]).name;
  }
  return now;
}

#ifdef HARI_HAVE_CVODE

struct Rates {
  State clearance{};
  transport::HyaluronanLaw law{};
};

int slope(realtype, N_Vector y, N_Vector dy, void* user) {
  const auto& r = *static_cast<const Rates*>(user);
  const double *v = NV_DATA_S(y), haste = r.law.haste(v[0], v[1]);
  double* d = NV_DATA_S(dy);
  for (std::size_t i = 0; i < species.size(); ++i) d[i] = made[i] - r.clearance[i] * v[i];
  for (const auto& stage : r.law.stages) {
    const std::size_t from = row(stage.from);
    const double healthy = stage.fragmentation * v[from], cut = healthy * (1 + haste);
    d[from] -= cut - healthy;
    for (std::size_t c = 0; c < stage.to.size(); ++c) d[row(tissue::hyaluronan_classes[c])] += stage.to[c] * cut;
  }
  return 0;
}

State by_cvode(double until, const State& begin = start) {
  Rates rates;
  for (std::size_t i = 0; i < species.size(); ++i)
    rates.clearance[i] = parameters().value(std::string(traits(species[i]).name) + ".clearance", "1/day");
  rates.law = transport::HyaluronanLaw::from(parameters());
  SUNContext context = nullptr;
  EXPECT_EQ(SUNContext_Create(nullptr, &context), 0);
  constexpr auto n = static_cast<sunindextype>(species.size());
  N_Vector y = N_VNew_Serial(n, context);
  std::copy(begin.begin(), begin.end(), NV_DATA_S(y));
  SUNMatrix a = SUNDenseMatrix(n, n, context);
  SUNLinearSolver solver = SUNLinSol_Dense(y, a, context);
  void* cvode = CVodeCreate(CV_BDF, context);
  EXPECT_EQ(CVodeInit(cvode, slope, 0, y), CV_SUCCESS);
  EXPECT_EQ(CVodeSStolerances(cvode, 1e-10, 1e-14), CV_SUCCESS);
  EXPECT_EQ(CVodeSetUserData(cvode, &rates), CV_SUCCESS);
  EXPECT_EQ(CVodeSetLinearSolver(cvode, solver, a), CV_SUCCESS);
  EXPECT_EQ(CVodeSetMaxNumSteps(cvode, 100000), CV_SUCCESS);
  realtype reached = 0;
  EXPECT_EQ(CVode(cvode, until, y, &reached, CV_NORMAL), CV_SUCCESS);
  State now{};
  std::copy_n(NV_DATA_S(y), now.size(), now.begin());
  CVodeFree(&cvode);
  SUNLinSolFree(solver);
  SUNMatDestroy(a);
  N_VDestroy(y);
  SUNContext_Free(&context);
  return now;
}

#else

State by_cvode(double, const State& = start) {
  return {};
}

#endif

double miss(const State& a, const State& b) {
  double most = 0;
  for (std::size_t i = 1; i < a.size(); ++i)  // oxidant is gone
    if (b[i] != 0 || a[i] != 0) most = std::max(most, std::abs(a[i] / b[i] - 1));
  return most;
}

class Stiff : public testing::Test {
 protected:
  void SetUp() override {
#ifndef HARI_HAVE_CVODE
    GTEST_SKIP() << "SUNDIALS CVODE is not installed (Debian: libsundials-dev)";
#endif
  }
};

TEST_F(Stiff, ReactionsConvergeToThoseOfCvodeAtFirstOrder) {
  const State exact = by_cvode(2);
  const double coarse = miss(by_steps(2, 100), exact), middle = miss(by_steps(2, 200), exact),
               fine = miss(by_steps(2, 400), exact);
  std::printf("relative error %.2e, %.2e, %.2e\n", coarse, middle, fine);
  EXPECT_NEAR(std::log2(coarse / middle), 1, 0.2);
  EXPECT_NEAR(std::log2(middle / fine), 1, 0.1);
  EXPECT_LT(fine, 0.01);
}

TEST_F(Stiff, ReactionsStayPositiveAndNearInStepsFarLongerThanTheyLast) {
  by_steps(60, 2);  // gels that last about a step as well: positive
  // Near is what lasts far shorter or longer than a step: all but those gels.
  State filler = start;
  filler[row(Substance::hybrid_hyaluronan)] = filler[row(Substance::gel_hyaluronan)] = 0;
  const State exact = by_cvode(60, filler), now = by_steps(60, 2, filler);
  EXPECT_LT(miss(now, exact), 0.06);  // the filler, a third of which goes in these two steps
}

}  // namespace
