// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <vector>

#include "hari/picture/image.hpp"

class vtkRenderer;

namespace hari::picture {

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

/// @brief A window nobody sees, kept for pictures of one size: its shaders are compiled once. Lives within a context.
class Stage {
 public:
  Stage(int width, int height, int oversampling);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// @brief A renderer that stays: what it keeps on the graphics side is not made anew for each picture.
  void hold(vtkRenderer* layer);

  /// @brief The renderers, back to front, drawn together `oversampling` times larger than asked and averaged down.
  /// @throws IoError if OpenGL fails, with its own words
  Image shoot(const std::vector<vtkRenderer*>& layers);

 private:
  struct Window;
  std::unique_ptr<Window> window_;
  int width_, height_, oversampling_;
};

}  // namespace hari::picture
