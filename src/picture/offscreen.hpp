// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

class vtkRenderer;

namespace hari::picture {

/// Rows from the top, 3 bytes a pixel.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
};

/// @brief OpenGL without any display: an EGL context of our own, current on this thread while it lives.
class OffscreenContext {
 public:
  /// @throws IoError with what to install
  OffscreenContext();
  ~OffscreenContext();
  OffscreenContext(const OffscreenContext&) = delete;
  OffscreenContext& operator=(const OffscreenContext&) = delete;

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

/// @brief The renderers, back to front, drawn together `oversampling` times larger than asked and averaged down.
/// @throws IoError if OpenGL fails, with its own words
Image render(const std::vector<vtkRenderer*>& layers, int width, int height, int oversampling);

}  // namespace hari::picture
