// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <bit>
#include <cstring>
#include <variant>

#include "hari/core/error.hpp"
#include "hari/io/view.hpp"
#include "hari/tissue/tissue.hpp"
#include "target.hpp"
#include "tiny_tissue.hpp"

namespace {

/// Takes numbers from the input until it is used up.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
  bool left() const { return at_ < end_; }
  std::uint64_t number(int bytes) {
    std::uint64_t n = 0;
    for (int i = 0; i < bytes && at_ < end_; ++i) n = n << 8 | *at_++;
    return n;
  }

 private:
  const std::uint8_t *at_, *end_;
};

template <class T>
T value_of(std::uint64_t bits) {
  T v{};
  std::memcpy(&v, &bits, sizeof v);
  return v;
}

/// One thing that may be wrong with a file that is whole as a file.
void spoil(std::vector<hari::core::ColumnGroup>& groups, Bytes& bytes) {
  auto& group = groups[bytes.number(1) % groups.size()];
  if (group.columns.empty()) return;
  const std::size_t c = bytes.number(1) % group.columns.size();
  hari::core::Column& column = group.columns[c];
  switch (bytes.number(1) % 5) {
    case 0:
      group.columns.erase(group.columns.begin() + static_cast<std::ptrdiff_t>(c));
      break;
    case 1:  // another type
      if (bytes.number(1) % 2)
        column.values = std::vector<double>(bytes.number(1));
      else
        column.values = std::vector<std::int32_t>(bytes.number(1));
      break;
    case 2:  // another length
      std::visit([&](auto& v) { v.resize(bytes.number(1)); }, column.values);
      break;
    default:  // another number
      std::visit(
          [&](auto& v) {
            using T = typename std::decay_t<decltype(v)>::value_type;
            if (!v.empty()) v[bytes.number(1) % v.size()] = value_of<T>(bytes.number(sizeof(T)));
          },
          column.values);
  }
}

}  // namespace

/// The columns of a frame or checkpoint: refused, or a tissue that can be read without leaving memory.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hari;
  static const std::vector<core::ColumnGroup> whole = tissue::snapshot(io::testing::tiny_tissue());
  Bytes bytes(data, size);
  std::vector<core::ColumnGroup> groups = whole;
  for (int n = 0; n < 8 && bytes.left(); ++n) spoil(groups, bytes);
  try {
    const tissue::Tissue t = tissue::restore(groups);
    fuzz::insist(tissue::snapshot(t).size() == whole.size());
    io::view_of(t);
    tissue::composition(t);
    tissue::ledger_error(t, tissue::Ledger::hyaluronan);
  } catch (const core::IoError&) {
  }
  return 0;
}
