// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/column_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <thread>

#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/io/csv.hpp"
#include "scratch.hpp"

namespace hari::io {
namespace {

using testing::bytes_of;
using testing::message_of;
using testing::Scratch;

const FileKind kind{"hari frame", 1, 0};

template <class T>
core::Column ramp(const std::string& name, std::size_t rows, int width) {
  std::vector<T> values(rows * static_cast<std::size_t>(width));
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<T>(i * 37 % 251);
  if (!values.empty()) values.back() = std::numeric_limits<T>::max();
  if (values.size() > 1) values.front() = std::numeric_limits<T>::lowest();
  return {{name, "ug/mm3", "a ramp of " + name, width}, values};
}

std::vector<core::ColumnGroup> every_type() {
  std::vector<core::ColumnGroup> groups;
  for (std::size_t rows : {0, 1, 7, 3000}) {
    core::ColumnGroup g{"rows_" + std::to_string(rows), {}};
    for (int width : {1, 2, 3, 9}) {
      const std::string w = "_" + std::to_string(width);
      g.columns.push_back(ramp<double>("zeta_double" + w, rows, width));  // not in alphabetical order
      g.columns.push_back(ramp<float>("a_float" + w, rows, width));
      g.columns.push_back(ramp<std::int32_t>("int32" + w, rows, width));
      g.columns.push_back(ramp<std::uint8_t>("uint8" + w, rows, width));
      g.columns.push_back(ramp<std::uint32_t>("uint32" + w, rows, width));
      g.columns.push_back(ramp<std::uint64_t>("uint64" + w, rows, width));
    }
    groups.push_back(g);
  }
  groups.push_back({"curves/0000", {{{"time", "s", ""}, std::vector<double>{0, 1e-300, -0.0}}}});
  return groups;
}

void expect_equal(const std::vector<core::ColumnGroup>& a, const std::vector<core::ColumnGroup>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t g = 0; g < a.size(); ++g) {
    EXPECT_EQ(a[g].name, b[g].name);
    ASSERT_EQ(a[g].columns.size(), b[g].columns.size());
    for (std::size_t c = 0; c < a[g].columns.size(); ++c) {
      const core::Column &x = a[g].columns[c], &y = b[g].columns[c];
      EXPECT_EQ(x.info.name, y.info.name);
      EXPECT_EQ(x.info.unit, y.info.unit);
      EXPECT_EQ(x.info.doc, y.info.doc);
      EXPECT_EQ(x.info.width, y.info.width);
      EXPECT_TRUE(x.values == y.values) << a[g].name << "/" << x.info.name;
    }
  }
}

class ColumnFile : public ::testing::TestWithParam<Compression> {
 protected:
  Scratch scratch;
};
INSTANTIATE_TEST_SUITE_P(, ColumnFile, ::testing::Values(Compression::none, Compression::gzip),
                         [](const auto& p) { return p.param == Compression::none ? "none" : "gzip"; });

TEST_P(ColumnFile, BringsBackEveryTypeAndWidthInTheOrderOfWriting) {
  const auto groups = every_type();
  const Texts texts{{"provenance/scenario", "[subject]\nsex = \"female\"\n"}, {"empty", ""}, {"µ", "peau âgée 皮膚"}};
  write_groups(scratch / "a.h5", kind, groups, GetParam(), texts);
  const Stored stored = read_groups(scratch / "a.h5", kind);
  expect_equal(groups, stored.groups);
  EXPECT_EQ(texts, stored.texts);
}

TEST_P(ColumnFile, HasEqualBytesWhenWrittenLater) {
  write_groups(scratch / "a.h5", kind, every_type(), GetParam(), {{"t", "text"}});
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  write_groups(scratch / "b.h5", kind, every_type(), GetParam(), {{"t", "text"}});
  EXPECT_EQ(bytes_of(scratch / "a.h5"), bytes_of(scratch / "b.h5"));
}

TEST_P(ColumnFile, ListsTheShapesThatItHolds) {
  write_groups(scratch / "a.h5", kind, every_type(), GetParam());
  const auto shapes = list_columns(scratch / "a.h5", kind);
  std::size_t at = 0;
  for (const core::ColumnGroup& g : every_type())
    for (const core::Column& c : g.columns) {
      const ColumnShape due = shape_of(g.name, c);
      ASSERT_LT(at, shapes.size());
      EXPECT_EQ(due.group, shapes[at].group);
      EXPECT_EQ(due.info.name, shapes[at].info.name);
      EXPECT_EQ(due.rows, shapes[at].rows);
      EXPECT_EQ(due.type, shapes[at].type);
      ++at;
    }
  EXPECT_EQ(at, shapes.size());
}

TEST_P(ColumnFile, ReadsOnlyTheGroupsAskedFor) {
  write_groups(scratch / "a.h5", kind, every_type(), GetParam());
  const std::vector<std::string> only{"rows_7", "curves/0000"};
  const Stored stored = read_groups(scratch / "a.h5", kind, only);
  ASSERT_EQ(2u, stored.groups.size());
  EXPECT_EQ("rows_7", stored.groups[0].name);
  EXPECT_EQ("curves/0000", stored.groups[1].name);
}

TEST_P(ColumnFile, OpensInAnyReaderOfHdf5WithUnitsAndNames) {
  write_groups(scratch / "a.h5", kind, every_type(), GetParam());
  const hid_t file = H5Fopen((scratch / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  ASSERT_GE(file, 0);
  const hid_t set = H5Dopen2(file, "/rows_3000/zeta_double_9", H5P_DEFAULT);
  ASSERT_GE(set, 0);
  std::vector<double> values(27000);
  EXPECT_GE(H5Dread(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), 0);
  EXPECT_EQ(37 * 5, values[5]);
  for (const char* name : {"unit", "long_name"}) EXPECT_GT(H5Aexists(set, name), 0);
  for (const char* name : {"format", "format_version", "hari_version"}) EXPECT_GT(H5Aexists(file, name), 0);
  H5Dclose(set);
  H5Fclose(file);
}

TEST(ColumnFileSize, ShrinksOnlyWhenAsked) {
  Scratch scratch;
  const std::vector<core::ColumnGroup> groups{{"g", {{{"n", "1", ""}, std::vector<double>(100000, 3.0)}}}};
  write_groups(scratch / "none.h5", kind, groups, Compression::none);
  write_groups(scratch / "gzip.h5", kind, groups, Compression::gzip);
  EXPECT_GT(std::filesystem::file_size(scratch / "none.h5"), 800000u);
  EXPECT_LT(std::filesystem::file_size(scratch / "gzip.h5"), 20000u);
}

TEST(AtomicFile, NamesPathAndCauseWhenTheFolderIsMissing) {
  Scratch scratch;
  const std::string said = message_of<core::IoError>([&] { write_text(scratch / "no/such/file.csv", "x"); });
  EXPECT_NE(std::string::npos, said.find("no/such/file.csv")) << said;
  EXPECT_NE(std::string::npos, said.find("No such file or directory")) << said;
}

TEST(AtomicFile, KeepsTheOldFileWhenTheDiskRefuses) {
  Scratch scratch;
  const auto path = scratch / "a.h5";
  write_groups(path, kind, every_type(), Compression::none);
  const std::string before = bytes_of(path);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit least{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &least);
    const std::string said =
        message_of<core::IoError>([&] { write_groups(path, kind, every_type(), Compression::gzip); });
    ::_exit(said.find(path.string()) != std::string::npos && said.find("File too large") != std::string::npos ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(0, status);
  EXPECT_EQ(before, bytes_of(path));
  EXPECT_FALSE(std::filesystem::exists(scratch / "a.h5.part"));
}

TEST(AtomicFile, WritesToAPipeWhereItStands) {
  Scratch scratch;
  const auto pipe = scratch / "pipe";
  ASSERT_EQ(0, ::mkfifo(pipe.c_str(), 0600));
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  write_text(pipe, "through");
  std::string got(16, '\0');
  const ssize_t n = ::read(reader, got.data(), got.size());
  ::close(reader);
  EXPECT_EQ("through", got.substr(0, n > 0 ? static_cast<std::size_t>(n) : 0));
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
}

TEST(AtomicFile, WritesToStandardOutputAfterWhatWasPrinted) {
  Scratch scratch;
  const auto out = scratch / "out";  // as /dev/stdout is
  std::filesystem::create_symlink("/proc/self/fd/1", out);
  ::testing::internal::CaptureStdout();
  std::printf("printed ");
  write_text(out, "written");
  EXPECT_EQ("printed written", ::testing::internal::GetCapturedStdout());
  EXPECT_TRUE(std::filesystem::is_symlink(out));
}

TEST(AtomicFile, RefusesAFolder) {
  Scratch scratch;
  EXPECT_NE("", message_of<core::IoError>([&] { only_in_place(scratch.path()); }));
  EXPECT_FALSE(only_in_place(scratch / "nothing yet"));
}

TEST(AtomicFile, WritesOverAStalePart) {
  Scratch scratch;
  testing::put_bytes(scratch / "a.csv.part", std::string(1000, 'x'));
  write_text(scratch / "a.csv", "new");
  EXPECT_EQ("new", bytes_of(scratch / "a.csv"));
}

TEST(Csv, ReadsBackToTheSameBits) {
  const std::vector<double> values{0.1, 1.0 / 3, 1e-310, -0.0, 12345678901234567.0, std::nextafter(1.0, 2.0)};
  const std::string text = csv_text({"series", {{{"age_years", "year", ""}, values}}});
  EXPECT_EQ("age_years\n0.1\n", text.substr(0, 14));
  std::size_t at = text.find('\n') + 1;
  for (double v : values) {
    const double back = std::strtod(text.c_str() + at, nullptr);
    EXPECT_EQ(v, back);
    EXPECT_EQ(std::signbit(v), std::signbit(back));
    at = text.find('\n', at) + 1;
  }
}

TEST(Csv, SpreadsWideColumnsAndPrintsBytesAsNumbers) {
  const std::string text = csv_text({"t",
                                     {{{"p", "mm", "", 2}, std::vector<float>{0.5f, 1, 2, 3}},
                                      {{"kind", "1", ""}, std::vector<std::uint8_t>{65, 7}}}});
  EXPECT_EQ("p_0,p_1,kind\n0.5,1,65\n2,3,7\n", text);
}

TEST(Csv, RefusesColumnsOfUnequalLength) {
  EXPECT_THROW(csv_text({"t", {{{"a", "1", ""}, std::vector<double>{1}}, {{"b", "1", ""}, std::vector<double>{}}}}),
               core::BugError);
}

}  // namespace
}  // namespace hari::io
