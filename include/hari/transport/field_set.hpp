// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/tissue/tissue.hpp"
#include "hari/transport/diffusion_step.hpp"
#include "hari/transport/hyaluronan_law.hpp"

namespace hari::transport {

/// @brief All substances of a block, one step at a time.
///
/// Each spreads and is lost by one backward Euler step (DiffusionStep), sources held over the step. Hyaluronan goes
/// down its classes in the order of flow: what a class loses to fragments, at its new amount, is the source of the next
/// in the same step. That is backward Euler for the whole chain: no splitting, any step, positive, and mass leaves one
/// class as it enters the next. Oxidant and inflammation go first; their new amounts hasten the chain.
///
/// Proteoglycan has no source of its own: cells make it along with hyaluronan, in the proportion that
/// `settle_proteoglycan` left in the homeostasis. Fields that are zero with no source cost nothing.
class FieldSet {
 public:
  FieldSet(const mesh::Grid& grid, const core::ParameterSet& parameters);

  /// @brief One step from `fields.source`; books hyaluronan in the ledger.
  /// @return elements times fields advanced
  /// @throws SolverError if a field did not converge
  std::size_t advance(tissue::Tissue& tissue, core::Days dt);

  /// @brief The amount that stands still under the present source; of native hyaluronan, all its classes.
  void steady(tissue::Tissue& tissue, tissue::Substance substance);

  /// @brief Basal secretion of proteoglycan such that young dermis, as it makes hyaluronan now, holds its content.
  /// Fills its amount.
  void settle_proteoglycan(tissue::Tissue& tissue);

  /// Hyaluronan of young dermis [ug/mm3].
  double hyaluronan_content() const { return hyaluronan_content_; }

 private:
  /// Source and amount of one substance through the solver; dt 0: the steady state.
  StepReport solve(tissue::Tissue& tissue, tissue::Substance substance, const std::vector<double>& source,
                   core::Days dt, std::span<const double> consumption = {});
  std::size_t advance_hyaluronan(tissue::Tissue& tissue, core::Days dt);
  void proteoglycan_source(const tissue::Tissue& tissue);

  std::vector<std::optional<DiffusionStep>> steps_;  // one per Substance; none: it stays as it is
  HyaluronanLaw hyaluronan_;
  double hyaluronan_content_, proteoglycan_content_, proteoglycan_clearance_;
  std::array<Scratch, tissue::n_substances> scratch_;
  std::vector<DiffusionStep::Job> jobs_;
  std::vector<tissue::Substance> advancing_;  // of each job
  std::array<std::vector<double>, 3> fed_;    // source of each class of hyaluronan with what comes from above
  std::vector<double> haste_, consumption_, companion_;
};

}  // namespace hari::transport
