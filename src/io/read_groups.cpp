// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <variant>

#include "hari/core/error.hpp"
#include "hari/io/column_file.hpp"
#include "hdf5.hpp"
#include "number_type.hpp"
#include "seal.hpp"

namespace hari::io {
namespace {

constexpr int deepest_group = 4;                  // levels; a file of hari has two
constexpr std::uint64_t most_expansion = 1100;    // deflate cannot expand by more than 1032
constexpr std::size_t longest_attribute = 4096;   // bytes
constexpr std::uint64_t longest_text = 1u << 26;  // bytes

template <class T>
std::vector<T> numbers(std::size_t n) {
  return std::vector<T>(n);
}
core::ColumnValues make_values(NumberType type, std::size_t n) {
  switch (type) {
    case NumberType::float64:
      return numbers<double>(n);
    case NumberType::float32:
      return numbers<float>(n);
    case NumberType::int32:
      return numbers<std::int32_t>(n);
    case NumberType::uint8:
      return numbers<std::uint8_t>(n);
    case NumberType::uint32:
      return numbers<std::uint32_t>(n);
    case NumberType::uint64:
      return numbers<std::uint64_t>(n);
  }
  throw core::BugError("a number type without a vector");
}

class Reader {
 public:
  Reader(const std::filesystem::path& path, const FileKind& kind)
      : call_("read", path), body_(check_seal(path)), file_(open(path)) {
    check_kind(kind);
  }

  using WantGroup = std::function<bool(const std::string&)>;
  using SeeColumn = std::function<void(const ColumnShape&, hid_t set)>;
  using SeeText = std::function<void(const std::string& name, std::string text)>;
  void visit(const WantGroup& want, const SeeColumn& column, const SeeText& text) {
    walk(file_.get(), "", 0, want, column, text);
  }

  core::Column read(const ColumnShape& shape, hid_t set) {
    core::Column column{shape.info, make_values(shape.type, shape.rows * static_cast<std::size_t>(shape.info.width))};
    if (shape.rows > 0)
      std::visit(
          [&](auto& v) {
            call_.ok(H5Dread(set, memory_type(shape.type), H5S_ALL, H5S_ALL, H5P_DEFAULT, v.data()), shape.info.name);
          },
          column.values);
    return column;
  }

 private:
  Handle open(const std::filesystem::path& path) {
    const Handle access = call_.own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "access");
    // Files never change once they have their name, and some network disks know no locks.
    call_.ok(H5Pset_file_locking(access.get(), false, true), "locking");
    return call_.own(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose, "open");
  }

  void check_kind(const FileKind& kind) {
    if (H5Aexists(file_.get(), "format") <= 0 || H5Aexists(file_.get(), "format_version") <= 0)
      call_.refuse("it does not say which format it has");
    const std::string name = text_attribute(file_.get(), "format");
    if (name != kind.name) call_.refuse(fmt::format("it is a \"{}\" file; a \"{}\" file is expected", name, kind.name));
    const Handle a = call_.own(H5Aopen(file_.get(), "format_version", H5P_DEFAULT), H5Aclose, "format_version");
    const Handle space = call_.own(H5Aget_space(a.get()), H5Sclose, "format_version");
    const Handle type = call_.own(H5Aget_type(a.get()), H5Tclose, "format_version");
    if (H5Sget_simple_extent_npoints(space.get()) != 2 || H5Tget_class(type.get()) != H5T_INTEGER)
      call_.refuse("its format version is not two whole numbers");
    std::int32_t version[2] = {0, 0};
    call_.ok(H5Aread(a.get(), H5T_NATIVE_INT32, version), "format_version");
    if (version[0] != kind.major)
      call_.refuse(fmt::format("it was written by {} hari (format {}.{}; this reads {}.x)",
                               version[0] > kind.major ? "a newer" : "an older", version[0], version[1], kind.major));
  }

  std::string text_attribute(hid_t at, const char* name) {
    if (H5Aexists(at, name) <= 0) return {};
    const Handle a = call_.own(H5Aopen(at, name, H5P_DEFAULT), H5Aclose, name);
    const Handle type = call_.own(H5Aget_type(a.get()), H5Tclose, name);
    const Handle space = call_.own(H5Aget_space(a.get()), H5Sclose, name);
    const std::size_t size = H5Tget_size(type.get());
    if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) > 0 || size > longest_attribute ||
        H5Sget_simple_extent_npoints(space.get()) != 1)
      call_.refuse(fmt::format("its attribute \"{}\" is not a short text", name));
    std::string text(size, '\0');
    call_.ok(H5Aread(a.get(), type.get(), text.data()), name);
    return unpadded(std::move(text));
  }
  static std::string unpadded(std::string text) {
    text.erase(text.find_last_not_of('\0') + 1);
    return text;
  }

  void walk(hid_t group, const std::string& path, int depth, const WantGroup& want, const SeeColumn& column,
            const SeeText& text) {
    if (depth > deepest_group) call_.refuse("its groups lie deeper than hari stores them");
    H5G_info_t info;
    call_.ok(H5Gget_info(group, &info), path);
    for (hsize_t i = 0; i < info.nlinks; ++i) {
      const std::string name = link_name(group, i);
      const std::string full = path.empty() ? name : path + "/" + name;
      H5L_info_t link;
      call_.ok(H5Lget_info(group, name.c_str(), &link, H5P_DEFAULT), full);
      if (link.type != H5L_TYPE_HARD) continue;  // what other files hold is read from there
      const Handle object = call_.own(H5Oopen(group, name.c_str(), H5P_DEFAULT), H5Oclose, full);
      const H5I_type_t kind = H5Iget_type(object.get());
      if (kind == H5I_GROUP) {
        walk(object.get(), full, depth + 1, want, column, text);
      } else if (kind == H5I_DATASET) {
        see(object.get(), path, name, want, column, text);
      } else {
        call_.refuse(fmt::format("\"{}\" is neither a group nor a data set", full));
      }
    }
  }

  std::string link_name(hid_t group, hsize_t i) {
    const auto get = [&](char* to, std::size_t size) {
      return call_.ok(H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, to, size, H5P_DEFAULT),
                      "names");
    };
    std::string name(static_cast<std::size_t>(get(nullptr, 0)), '\0');
    get(name.data(), name.size() + 1);
    return name;
  }

  void see(hid_t set, const std::string& group, const std::string& name, const WantGroup& want, const SeeColumn& column,
           const SeeText& text) {
    const std::string full = group + "/" + name;
    const Handle type = call_.own(H5Dget_type(set), H5Tclose, full);
    const Handle space = call_.own(H5Dget_space(set), H5Sclose, full);
    if (H5Tget_class(type.get()) == H5T_STRING) {
      if (H5Tis_variable_str(type.get()) > 0 || H5Sget_simple_extent_npoints(space.get()) != 1 ||
          H5Tget_size(type.get()) > std::min(longest_text, body_))
        call_.refuse(fmt::format("the text \"{}\" is not stored as hari does", full));
      if (!text) return;
      std::string value(H5Tget_size(type.get()), '\0');
      call_.ok(H5Dread(set, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, value.data()), full);
      return text(group.empty() ? name : full, unpadded(std::move(value)));
    }
    if (!want(group)) return;
    const auto number = number_type(type.get());
    if (!number) call_.refuse(fmt::format("\"{}\" holds a type of number that hari does not store", full));
    const int rank = H5Sget_simple_extent_ndims(space.get());
    if (rank != 1 && rank != 2) call_.refuse(fmt::format("\"{}\" is no table of rows", full));
    hsize_t dims[2] = {0, 1};
    call_.ok(H5Sget_simple_extent_dims(space.get(), dims, nullptr), full);
    check_size(set, full, dims, size_of(*number));
    column({group,
            {name, text_attribute(set, "unit"), text_attribute(set, "long_name"), static_cast<int>(dims[1])},
            *number,
            static_cast<std::size_t>(dims[0])},
           set);
  }

  /// A small file can claim a data set of any size.
  void check_size(hid_t set, const std::string& full, const hsize_t (&dims)[2], std::size_t number) {
    const std::uint64_t stored = std::min<std::uint64_t>(H5Dget_storage_size(set), body_);
    const std::uint64_t most = stored * most_expansion / number;
    if (dims[1] < 1 || dims[1] > 1u << 20 || dims[0] > most / dims[1])
      call_.refuse(
          fmt::format("\"{}\" claims {} x {} numbers, more than {} bytes can hold", full, dims[0], dims[1], stored));
  }

  Caller call_;
  std::uint64_t body_;
  Handle file_;
};

}  // namespace

Stored read_groups(const std::filesystem::path& path, const FileKind& kind, std::span<const std::string> only) {
  const Turn turn;
  Reader reader(path, kind);
  Stored stored;
  Reader::SeeText keep_text = [&](const std::string& name, std::string text) { stored.texts[name] = std::move(text); };
  if (!only.empty()) keep_text = nullptr;
  reader.visit(
      [&](const std::string& g) { return only.empty() || std::find(only.begin(), only.end(), g) != only.end(); },
      [&](const ColumnShape& shape, hid_t set) {
        auto at = std::find_if(stored.groups.begin(), stored.groups.end(),
                               [&](const core::ColumnGroup& g) { return g.name == shape.group; });
        if (at == stored.groups.end()) at = stored.groups.insert(at, {shape.group, {}});
        at->columns.push_back(reader.read(shape, set));
      },
      keep_text);
  return stored;
}

std::vector<ColumnShape> list_columns(const std::filesystem::path& path, const FileKind& kind) {
  const Turn turn;
  std::vector<ColumnShape> shapes;
  Reader(path, kind)
      .visit([](const std::string&) { return true; }, [&](const ColumnShape& shape, hid_t) { shapes.push_back(shape); },
             nullptr);
  return shapes;
}

}  // namespace hari::io
