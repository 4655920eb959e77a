// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/column.hpp"

#include <gtest/gtest.h>

#include "hari/core/error.hpp"

namespace hari::core {
namespace {

struct State {
  std::vector<double> mass;
  std::vector<std::uint64_t> id;

  template <class V>
  void columns(V&& visit) {
    visit(ColumnInfo{"mass", "ug", "mass of a fibre"}, mass);
    visit(ColumnInfo{"id", "1", "identity"}, id);
  }
};

TEST(Columns, CarryAStateThereAndBack) {
  const State before{{1.5, 2.5}, {7, 1ULL << 60}};
  const ColumnGroup group = take_columns("fibres", before);
  EXPECT_EQ(group.name, "fibres");
  EXPECT_EQ(find_column(group, "mass").info.unit, "ug");
  State after;
  put_columns(group, after);
  EXPECT_EQ(after.mass, before.mass);
  EXPECT_EQ(after.id, before.id);
}

TEST(Columns, AreFoundByNameWhateverTheirOrder) {
  ColumnGroup group = take_columns("fibres", State{{1.5}, {7}});
  std::swap(group.columns[0], group.columns[1]);
  State after;
  put_columns(group, after);
  EXPECT_EQ(after.id, std::vector<std::uint64_t>{7});
}

TEST(Columns, RefuseWhatIsMissingOrOfAnotherType) {
  State after;
  EXPECT_THROW(put_columns(ColumnGroup{"fibres", {}}, after), IoError);
  ColumnGroup group = take_columns("fibres", State{{1.5}, {7}});
  group.columns[1].values = std::vector<double>{7.0};
  EXPECT_THROW(put_columns(group, after), IoError);
}

}  // namespace
}  // namespace hari::core
