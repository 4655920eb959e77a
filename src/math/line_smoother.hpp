// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "lines.hpp"

namespace hari::math {

/// @brief Gauss-Seidel relaxation by lines of nodes, each solved as a whole, colour after colour: the threads share the
/// lines of a colour, and the result does not know how many threads there were.
class LineSmoother {
 public:
  LineSmoother(const BlockView& a, Lines lines);

  /// False if a line's matrix was seen not to be positive definite.
  bool usable() const { return usable_; }
  /// Sweeps from x = 0 through the colours in order, and leaves in `r` what remains of b.
  void forward_from_zero(const std::vector<float>& b, std::vector<float>& x, std::vector<float>& r) const;
  void forward(const std::vector<float>& b, std::vector<float>& x) const;
  void backward(const std::vector<float>& b, std::vector<float>& x) const;
  std::size_t bytes() const;
  std::size_t n_colours() const { return lines_.n_colours(); }
  std::size_t n_lines() const { return lines_.begin.size() - 1; }

 private:
  enum class Sum { earlier, all };
  template <int N>
  void relax(std::size_t colour, Sum which, const float* b, float* x) const;
  template <int N>
  void remainder(const float* x, float* r) const;
  void share_blocks(const BlockView& a);
  template <int N>
  void factorise(const BlockView& a);

  int size_;
  bool usable_ = true;
  std::size_t rows_per_task_ = 1, lines_per_task_ = 1;  ///< of a thread
  Lines lines_;
  // Rows in order of `lines_`, every block column after column.
  BlockRows<float> earlier_, later_;  ///< blocks to lines of earlier and later colours
  std::vector<float> inverse_;        ///< of the diagonal blocks, eliminated along the line
  std::vector<float> before_;         ///< block to the node before in the line
};

}  // namespace hari::math
