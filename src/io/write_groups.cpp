// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <set>
#include <string>
#include <variant>

#include "finite.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/io/column_file.hpp"
#include "hdf5.hpp"
#include "number_type.hpp"
#include "seal.hpp"

namespace hari::io {
namespace {

constexpr std::size_t smallest_compressed = 4096;  // bytes; below it the chunk index outweighs the gain
constexpr std::size_t chunk_bytes = std::size_t{1} << 18;

/// One HDF5 file under construction, in memory: the disk sees it only when it is whole.
class Image {
 public:
  Image(const std::filesystem::path& path, std::size_t expected_bytes)
      : call_("write", path), file_(make_file(expected_bytes)) {}

  void attribute(hid_t at, const char* name, std::string_view text) {
    const Handle type = text_type(text.size());
    const Handle space = call_.own(H5Screate(H5S_SCALAR), H5Sclose, name);
    const Handle a = call_.own(H5Acreate2(at, name, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
    call_.ok(H5Awrite(a.get(), type.get(), padded(text).data()), name);
  }

  void head(const FileKind& kind) {
    attribute(file_.get(), "format", kind.name);
    const hsize_t two = 2;
    const std::int32_t version[2] = {kind.major, kind.minor};
    const Handle space = call_.own(H5Screate_simple(1, &two, nullptr), H5Sclose, "format_version");
    const Handle a =
        call_.own(H5Acreate2(file_.get(), "format_version", H5T_STD_I32LE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                  H5Aclose, "format_version");
    call_.ok(H5Awrite(a.get(), H5T_NATIVE_INT32, version), "format_version");
    attribute(file_.get(), "hari_version", core::version());
  }

  void column(const std::string& group, const core::Column& column, Compression compression) {
    make_group(group);
    const std::string name = group + "/" + column.info.name;
    const ColumnShape shape = shape_of(group, column);
    const hsize_t dims[2] = {shape.rows, static_cast<hsize_t>(shape.info.width)};
    const Handle space = call_.own(H5Screate_simple(shape.info.width > 1 ? 2 : 1, dims, nullptr), H5Sclose, name);
    const Handle layout = layout_of(shape, compression, name);
    const Handle set = call_.own(H5Dcreate2(file_.get(), name.c_str(), file_type(shape.type), space.get(), H5P_DEFAULT,
                                            layout.get(), H5P_DEFAULT),
                                 H5Dclose, name);
    if (shape.rows > 0) {
      const void* from = std::visit([](const auto& v) { return static_cast<const void*>(v.data()); }, column.values);
      call_.ok(H5Dwrite(set.get(), memory_type(shape.type), H5S_ALL, H5S_ALL, H5P_DEFAULT, from), name);
    }
    attribute(set.get(), "unit", column.info.unit);
    attribute(set.get(), "long_name", column.info.doc);
  }

  void text(const std::string& name, const std::string& text) {
    make_parents(name);
    const Handle type = text_type(text.size());
    const Handle space = call_.own(H5Screate(H5S_SCALAR), H5Sclose, name);
    const Handle layout = untimed(H5P_DATASET_CREATE);
    const Handle set = call_.own(
        H5Dcreate2(file_.get(), name.c_str(), type.get(), space.get(), H5P_DEFAULT, layout.get(), H5P_DEFAULT),
        H5Dclose, name);
    call_.ok(H5Dwrite(set.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, padded(text).data()), name);
  }

  void link(const ExternalLink& l) {
    make_parents(l.path);
    call_.ok(
        H5Lcreate_external(l.file.c_str(), l.object.c_str(), file_.get(), l.path.c_str(), H5P_DEFAULT, H5P_DEFAULT),
        l.path);
  }

  void make_group(const std::string& name) {
    if (!made_.insert(name).second) return;
    make_parents(name);
    const Handle order = untimed(H5P_GROUP_CREATE);
    keep_order(order);
    call_.own(H5Gcreate2(file_.get(), name.c_str(), H5P_DEFAULT, order.get(), H5P_DEFAULT), H5Gclose, name);
  }

  std::string bytes() {
    call_.ok(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "flush");
    std::string image(static_cast<std::size_t>(call_.ok(H5Fget_file_image(file_.get(), nullptr, 0), "size")), '\0');
    call_.ok(H5Fget_file_image(file_.get(), image.data(), image.size()), "image");
    return image;
  }

 private:
  Handle make_file(std::size_t expected_bytes) {
    const Handle access = call_.own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "access");
    call_.ok(H5Pset_fapl_core(access.get(), std::max<std::size_t>(expected_bytes / 4, 65536), false), "core driver");
    // Lower bound no later: with V18, images of HDF5 1.10.8 have a superblock that fails its own checksum.
    call_.ok(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "version bounds");
    const Handle create = call_.own(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "creation");
    call_.ok(H5Pset_obj_track_times(create.get(), false), "times");
    keep_order(create);
    return call_.own(H5Fcreate("hari", H5F_ACC_TRUNC, create.get(), access.get()), H5Fclose, "file in memory");
  }
  void keep_order(const Handle& creation) {
    call_.ok(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "order");
  }
  Handle untimed(hid_t property_class) {
    Handle list = call_.own(H5Pcreate(property_class), H5Pclose, "creation");
    call_.ok(H5Pset_obj_track_times(list.get(), false), "times");
    return list;
  }
  Handle layout_of(const ColumnShape& shape, Compression compression, const std::string& name) {
    Handle list = untimed(H5P_DATASET_CREATE);
    const std::size_t row = size_of(shape.type) * static_cast<std::size_t>(shape.info.width);
    if (compression == Compression::gzip && shape.rows * row >= smallest_compressed) {
      const hsize_t chunk[2] = {std::clamp<hsize_t>(chunk_bytes / row, 1, shape.rows),
                                static_cast<hsize_t>(shape.info.width)};
      call_.ok(H5Pset_chunk(list.get(), shape.info.width > 1 ? 2 : 1, chunk), name);
      call_.ok(H5Pset_shuffle(list.get()), name);
      call_.ok(H5Pset_deflate(list.get(), 1), name);
    }
    return list;
  }
  Handle text_type(std::size_t size) {
    Handle type = call_.own(H5Tcopy(H5T_C_S1), H5Tclose, "text");
    call_.ok(H5Tset_size(type.get(), std::max<std::size_t>(size, 1)), "text");
    call_.ok(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), "text");
    call_.ok(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text");
    return type;
  }
  /// HDF5 has no texts of no bytes.
  static std::string padded(std::string_view text) { return text.empty() ? std::string(1, '\0') : std::string(text); }
  void make_parents(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    if (slash != std::string::npos) make_group(name.substr(0, slash));
  }

  Caller call_;
  Handle file_;
  std::set<std::string> made_;
};

}  // namespace

ColumnShape shape_of(const std::string& group, const core::Column& column) {
  const std::size_t numbers = std::visit([](const auto& v) { return v.size(); }, column.values);
  const auto width = static_cast<std::size_t>(column.info.width);
  core::expect(width >= 1 && numbers % width == 0, "the values of a column fill its rows: " + column.info.name);
  return {group, column.info, static_cast<NumberType>(column.values.index()), numbers / width};
}

void write_groups(const std::filesystem::path& path, const FileKind& kind, std::span<const core::ColumnGroup> groups,
                  Compression compression, const Texts& texts, std::span<const ExternalLink> links) {
  refuse_unless_finite(path, groups);
  const Turn turn;
  std::size_t expected = 0;
  for (const core::ColumnGroup& g : groups)
    for (const core::Column& c : g.columns) {
      const ColumnShape s = shape_of(g.name, c);
      expected += s.rows * static_cast<std::size_t>(s.info.width) * size_of(s.type);
    }
  std::string body;
  {
    Image image(path, expected);
    image.head(kind);
    for (const core::ColumnGroup& g : groups) {
      image.make_group(g.name);
      for (const core::Column& c : g.columns) image.column(g.name, c, compression);
    }
    for (const auto& [name, text] : texts) image.text(name, text);
    for (const ExternalLink& l : links) image.link(l);
    body = image.bytes();
  }
  const std::string seal = seal_of(body);
  const std::string_view pieces[] = {body, seal};
  write_whole(path, pieces);
}

}  // namespace hari::io
