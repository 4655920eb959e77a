// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <hdf5.h>

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace hari::io {

/// @brief Owns one HDF5 identifier.
class Handle {
 public:
  using Closer = herr_t (*)(hid_t);
  Handle(hid_t id, Closer close) : id_(id), close_(close) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Handle& operator=(Handle&&) = delete;
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  hid_t get() const { return id_; }

 private:
  hid_t id_;
  Closer close_;
};

/// @brief The one caller of HDF5 while it lives, since the library may be built for one thread only (Debian's is);
/// others wait. HDF5 prints nothing meanwhile: what it would print goes into the IoError instead.
class Turn {
 public:
  Turn() : held_(one_at_a_time()) {
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }

 private:
  static std::mutex& one_at_a_time();
  std::lock_guard<std::mutex> held_;
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

/// @brief Names what every call is about, so that a refusal of HDF5 becomes "cannot <act> <path>: <cause> (<what>)".
class Caller {
 public:
  Caller(std::string act, std::filesystem::path path) : act_(std::move(act)), path_(std::move(path)) {}
  /// @throws IoError if `result` is negative, as every HDF5 call says failure
  template <class Result>
  Result ok(Result result, std::string_view what) const {
    if (result < 0) refuse_with_stack(what);
    return result;
  }
  Handle own(hid_t id, Handle::Closer close, std::string_view what) const { return Handle(ok(id, what), close); }
  [[noreturn]] void refuse(std::string_view cause) const;

 private:
  [[noreturn]] void refuse_with_stack(std::string_view what) const;
  std::string act_;
  std::filesystem::path path_;
};

}  // namespace hari::io
