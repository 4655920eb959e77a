// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "hari/core/error.hpp"
#include "hari/tissue/cells.hpp"

namespace hari::report {
namespace {

template <class T>
const std::vector<T>& column(const io::Stored& frame, const std::string& group, const std::string& name) {
  for (const core::ColumnGroup& g : frame.groups)
    if (g.name == group) {
      if (const auto* v = std::get_if<std::vector<T>>(&core::find_column(g, name).values)) return *v;
      core::column_type_differs(g, name);
    }
  throw core::IoError(fmt::format("the frame holds no group \"{}\"", group));
}

/// Spreads identities evenly over 0 to 1 (the finaliser of SplitMix64): a choice for the eye, no draw of the model.
double place_of(std::uint64_t id) {
  std::uint64_t z = id + 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

/// Rows to draw, thinned by identity so that about `most` of `there` remain.
template <class Keep>
std::vector<std::size_t> chosen(const std::vector<std::uint64_t>& id, std::size_t most, const Keep& keep) {
  const double share = id.empty() ? 1 : static_cast<double>(most) / static_cast<double>(id.size());
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < id.size() && rows.size() < most; ++i)
    if (place_of(id[i]) < share && keep(i)) rows.push_back(i);
  return rows;
}

class Bytes {
 public:
  template <class T>
  void put(T value) {
    static_assert(std::endian::native == std::endian::little);
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    text_.append(raw, sizeof value);
  }
  void share(double zero_to_one) {
    put(static_cast<std::uint8_t>(std::lround(255 * std::clamp(zero_to_one, 0.0, 1.0))));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

struct Box {
  std::array<float, 3> low{};
  float extent = 1;
  explicit Box(const std::vector<float>& nodes) {
    std::array<float, 3> high{};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const std::size_t k = i % 3;
      low[k] = i < 3 ? nodes[i] : std::min(low[k], nodes[i]);
      high[k] = i < 3 ? nodes[i] : std::max(high[k], nodes[i]);
    }
    extent = std::max({high[0] - low[0], high[1] - low[1], high[2] - low[2]});
  }
  std::int16_t at(float value, std::size_t k) const {
    constexpr float most = 32767;
    return static_cast<std::int16_t>(std::lround(std::clamp(2 * (value - low[k]) / extent - 1, -1.0f, 1.0f) * most));
  }
};

/// 0 fibroblast, 1 senescent, 2 stem cell.
std::uint8_t looks_of(std::uint8_t kind, std::uint8_t state) {
  if (state == static_cast<std::uint8_t>(tissue::CellState::senescent)) return 1;
  return kind == static_cast<std::uint8_t>(tissue::CellKind::stem_cell) ? 2 : 0;
}

}  // namespace

Scene scene_of(const io::Stored& frame, std::size_t most_fibres, std::size_t most_cells) {
  const auto& id = column<std::uint64_t>(frame, "fibres", "id");
  const auto& alive = column<std::uint8_t>(frame, "fibres", "alive");
  const auto& kind = column<std::uint8_t>(frame, "fibres", "kind");
  const auto& first = column<std::uint32_t>(frame, "fibres", "first_vertex");
  const auto& mature = column<double>(frame, "fibres", "mature");
  const auto& calibre = column<double>(frame, "fibres", "calibre");
  const auto& length = column<double>(frame, "fibres", "length");
  const auto& slack = column<double>(frame, "fibres", "slack");
  const auto& points = column<float>(frame, "view", "fibre_point");
  const auto& cell_id = column<std::uint64_t>(frame, "cells", "id");
  const auto& cell_kind = column<std::uint8_t>(frame, "cells", "kind");
  const auto& state = column<std::uint8_t>(frame, "cells", "state");
  const auto& spread = column<double>(frame, "cells", "spread");
  const auto& cell_points = column<float>(frame, "view", "cell_point");
  const Box box(column<float>(frame, "view", "node"));

  constexpr std::uint32_t most_points = 255;
  constexpr double most_crimp = 0.25;
  const auto fibres = chosen(id, most_fibres, [&](std::size_t f) {
    const std::uint32_t n = first[f + 1] - first[f];
    return alive[f] != 0 && n >= 2 && n <= most_points;
  });
  const auto cells = chosen(cell_id, most_cells, [](std::size_t) { return true; });

  double thickest = 0;  // native mass per length; of the drawn fibres, so that one giant does not thin all others
  for (const std::size_t f : fibres) thickest = std::max(thickest, calibre[f] / length[f]);

  Bytes out;
  out.put(static_cast<std::uint32_t>(fibres.size()));
  out.put(static_cast<std::uint32_t>(cells.size()));
  for (const float low : box.low) out.put(low);
  out.put(box.extent);
  for (const std::size_t f : fibres) {
    out.put(static_cast<std::uint8_t>(first[f + 1] - first[f]));
    const double crimp = std::clamp((slack[f] - 1) / most_crimp, 0.0, 1.0);
    out.put(static_cast<std::uint8_t>(kind[f] + 4 * std::lround(63 * crimp)));
    out.share(calibre[f] > 0 ? 1 - mature[f] / calibre[f] : 1);
    out.share(thickest > 0 ? std::sqrt(calibre[f] / length[f] / thickest) : 1);
  }
  for (const std::size_t f : fibres)
    for (std::size_t i = 3 * std::size_t{first[f]}; i < 3 * std::size_t{first[f + 1]}; ++i)
      out.put(box.at(points.at(i), i % 3));
  for (const std::size_t c : cells) {
    for (std::size_t k = 0; k < 3; ++k) out.put(box.at(cell_points.at(3 * c + k), k));
    out.put(looks_of(cell_kind[c], state[c]));
    out.share(spread[c]);
  }
  return {fibres.size(), cells.size(), out.take()};
}

}  // namespace hari::report
