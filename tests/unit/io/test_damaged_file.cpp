// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fcntl.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include <functional>

#include "hari/core/error.hpp"
#include "hari/io/column_file.hpp"
#include "scratch.hpp"
#include "seal.hpp"

namespace hari::io {
namespace {

using testing::bytes_of;
using testing::message_of;
using testing::put_bytes;
using testing::Scratch;

const FileKind kind{"hari frame", 1, 0};

class DamagedFile : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<double> values(700);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = 0.5 * static_cast<double>(i);
    write_groups(path, kind, std::vector<core::ColumnGroup>{{"g", {{{"x", "mm", "ramp"}, values}}}}, Compression::gzip,
                 {{"scenario", "text"}});
    whole = bytes_of(path);
  }
  std::string refusal(const FileKind& as = kind) {
    return message_of<core::IoError>([&] { read_groups(path, as); });
  }
  /// Makes an HDF5 file with a true seal, so that only the checks behind the seal can refuse it.
  void forge(const std::function<void(hid_t file)>& fill, std::string_view format = "hari frame",
             std::int32_t major = 1) {
    const hid_t in_file = H5Pcreate(H5P_FILE_CREATE), in_group = H5Pcreate(H5P_GROUP_CREATE);
    for (hid_t order : {in_file, in_group})
      H5Pset_link_creation_order(order, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, in_file, H5P_DEFAULT);
    const hid_t type = H5Tcopy(H5T_C_S1), scalar = H5Screate(H5S_SCALAR);
    H5Tset_size(type, format.size());
    const hid_t name = H5Acreate2(file, "format", type, scalar, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(name, type, format.data());
    const hsize_t two = 2;
    const hid_t pair = H5Screate_simple(1, &two, nullptr);
    const hid_t version = H5Acreate2(file, "format_version", H5T_STD_I32LE, pair, H5P_DEFAULT, H5P_DEFAULT);
    const std::int32_t numbers[2] = {major, 3};
    H5Awrite(version, H5T_NATIVE_INT32, numbers);
    const hid_t group = H5Gcreate2(file, "g", H5P_DEFAULT, in_group, H5P_DEFAULT);
    fill(file);
    for (hid_t attribute : {name, version}) H5Aclose(attribute);
    for (hid_t order : {in_file, in_group}) H5Pclose(order);
    H5Tclose(type);
    for (hid_t space : {scalar, pair}) H5Sclose(space);
    H5Gclose(group);
    H5Fclose(file);
    const std::string body = bytes_of(path);
    put_bytes(path, body + seal_of(body));
  }
  void add_set(hid_t file, const char* name, hid_t type, std::vector<hsize_t> dims, bool chunked = false) {
    const hid_t space = H5Screate_simple(static_cast<int>(dims.size()), dims.data(), nullptr);
    const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
    const std::vector<hsize_t> chunk(dims.size(), 2);
    if (chunked) H5Pset_chunk(layout, static_cast<int>(dims.size()), chunk.data());
    const hid_t set = H5Dcreate2(file, name, type, space, H5P_DEFAULT, layout, H5P_DEFAULT);
    H5Dclose(set);
    H5Pclose(layout);
    H5Sclose(space);
  }
  void expect_refusal(std::string_view words) {
    const std::string said = refusal();
    EXPECT_NE(std::string::npos, said.find(words)) << "said: " << said;
    EXPECT_NE(std::string::npos, said.find(path.string())) << "said: " << said;
  }

  Scratch scratch;
  std::filesystem::path path = scratch / "a.h5";
  std::string whole;
};

TEST_F(DamagedFile, IsReadWhenItIsNot) {
  EXPECT_EQ("", refusal());
}

TEST_F(DamagedFile, IsRefusedWithAnyByteChanged) {
  for (std::size_t at = 0; at < whole.size(); at += 1 + at / 997) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
    put_bytes(path, changed);
    ASSERT_NE("", refusal()) << "byte " << at;
  }
}

TEST_F(DamagedFile, IsRefusedAtAnyLengthButItsOwn) {
  for (std::size_t length = 0; length < whole.size(); length += 13) {
    put_bytes(path, whole.substr(0, length));
    ASSERT_NE("", refusal()) << "length " << length;
  }
  put_bytes(path, whole.substr(0, whole.size() - 1));
  EXPECT_NE("", refusal());
  put_bytes(path, whole + '\0');
  EXPECT_NE("", refusal());
}

TEST_F(DamagedFile, SaysWhatIsWrong) {
  put_bytes(path, "");
  expect_refusal("it is empty");
  put_bytes(path, "age_years,R0_mm\n25,0.4\n25,0.4\n25,0.4\n25,0.4\n");
  expect_refusal("it is not an HDF5 file");
  put_bytes(path, whole.substr(0, whole.size() / 2));
  expect_refusal("it was cut short");
  std::filesystem::remove(path);
  expect_refusal("No such file or directory");
  std::filesystem::create_directory(path);
  expect_refusal("it is a folder");
  std::filesystem::remove(path);
  ASSERT_EQ(0, ::mkfifo(path.c_str(), 0600));
  const int held = ::open(path.c_str(), O_RDWR | O_CLOEXEC);  // else a reader that opens it would wait for ever
  expect_refusal("it is no regular file");
  ::close(held);
}

TEST_F(DamagedFile, IsRefusedAsAnotherKindOrMajorVersion) {
  EXPECT_NE(std::string::npos, refusal({"hari run", 1, 0}).find("it is a \"hari frame\" file"));
  EXPECT_NE(std::string::npos, refusal({"hari frame", 2, 0}).find("an older hari (format 1.0; this reads 2.x)"));
  forge([](hid_t) {}, "hari frame", 2);
  expect_refusal("it was written by a newer hari (format 2.3; this reads 1.x)");
}

TEST_F(DamagedFile, IsReadInALaterMinorVersion) {
  forge([&](hid_t f) { add_set(f, "g/x", H5T_IEEE_F64LE, {5}); });
  EXPECT_NE(std::string::npos, refusal().find("claims")) << refusal();  // five numbers that were never written
  forge([](hid_t) {});
  EXPECT_EQ("", refusal());
}

TEST_F(DamagedFile, CannotClaimMoreNumbersThanItHolds) {
  for (const std::vector<hsize_t>& dims : {std::vector<hsize_t>{hsize_t{1} << 40},
                                           {hsize_t{1} << 40, 3},
                                           {3, hsize_t{1} << 40},
                                           {hsize_t{1} << 31, 1u << 20}}) {
    forge([&](hid_t f) { add_set(f, "g/x", H5T_IEEE_F64LE, dims, true); });
    expect_refusal("claims");
  }
}

TEST_F(DamagedFile, MayHoldOnlyTheNumbersOfHari) {
  for (hid_t type : {H5T_STD_I16LE, H5T_STD_I64LE, H5T_IEEE_F64BE, H5T_STD_REF_OBJ, H5T_STD_B8LE}) {
    forge([&](hid_t f) { add_set(f, "g/x", type, {5}); });
    expect_refusal("holds a type of number that hari does not store");
  }
  forge([&](hid_t f) { add_set(f, "g/x", H5T_IEEE_F64LE, {2, 2, 2}); });
  expect_refusal("no table of rows");
}

TEST_F(DamagedFile, CannotLeadIntoACircleOfGroups) {
  forge([](hid_t f) { H5Lcreate_hard(f, "g", f, "g/again", H5P_DEFAULT, H5P_DEFAULT); });
  expect_refusal("deeper");
}

TEST_F(DamagedFile, WithoutAFormatIsForeign) {
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(file);
  const std::string body = bytes_of(path);
  expect_refusal("not written by hari");
  put_bytes(path, body + seal_of(body));
  expect_refusal("does not say which format");
}

}  // namespace
}  // namespace hari::io
