// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/picture/block_picture.hpp"

#include <fmt/format.h>
#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkLight.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "bodies.hpp"
#include "bundles.hpp"
#include "hari/core/error.hpp"
#include "letters.hpp"
#include "offscreen.hpp"
#include "png_file.hpp"
#include "sheets.hpp"

namespace hari::picture {
namespace {

using math::Vec3;

void check(const BlockPicture& o) {
  const auto require = [](bool good, const char* name, double value, const char* allowed) {
    if (!good) throw core::ModelError(fmt::format("picture: {} is {}; allowed is {}", name, value, allowed));
  };
  require(o.width >= 320 && o.width <= 7680, "width", o.width, "320 to 7680 pixels");
  require(o.height >= 180 && o.height <= 4320, "height", o.height, "180 to 4320 pixels");
  require(o.oversampling >= 1 && o.oversampling <= 4, "oversampling", o.oversampling, "1 to 4");
  require(o.collagen >= 0 && o.elastic >= 0 && o.retinacula >= 0 && o.cells >= 0, "a number to draw",
          std::min({o.collagen, o.elastic, o.retinacula, o.cells}), "0 or more");
  require(o.hyaluronan_full > 0, "hyaluronan_full", o.hyaluronan_full, "above 0 ug/mm3");
  require(o.shown_width > 0.1 && o.shown_depth > 0.1, "shown_width or shown_depth",
          std::min(o.shown_width, o.shown_depth), "above 0.1 mm");
  require(o.fat_shown >= 0, "fat_shown", o.fat_shown, "0 mm or more");
  require(o.epidermis_opened >= 0 && o.epidermis_opened <= 0.9, "epidermis_opened", o.epidermis_opened, "0 to 0.9");
  require(std::abs(o.azimuth) <= 80, "azimuth", o.azimuth, "-80 to 80 degrees");
  require(o.elevation >= 0 && o.elevation <= 80, "elevation", o.elevation, "0 to 80 degrees");
}

/// How a surface takes the light; `glow` shows its own colour whatever the light.
enum class Surface { matt, moist, veil, glow };

struct Shading {
  double ambient, diffuse, specular;
};

Shading shading(Surface surface) {
  switch (surface) {
    case Surface::matt:
      return {0.92, 0.18, 0.0};
    case Surface::moist:
      return {0.46, 0.86, 0.3};
    case Surface::veil:
      return {0.9, 0.1, 0.0};
    case Surface::glow:
      break;
  }
  return {1.0, 0.0, 0.0};
}

void add(vtkRenderer* scene, const MeshBuilder& builder, Surface surface, bool translucent) {
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(builder.mesh());
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  vtkProperty* p = actor->GetProperty();
  p->SetInterpolationToPhong();
  const Shading s = shading(surface);
  p->SetAmbient(s.ambient);
  p->SetDiffuse(s.diffuse);
  p->SetSpecular(s.specular);
  p->SetSpecularPower(22);
  if (translucent)
    actor->ForceTranslucentOn();
  else
    actor->ForceOpaqueOn();
  scene->AddActor(actor);
}

void light(vtkRenderer* scene) {
  const auto lamp = [&](double x, double y, double z, double strength, const Colour& c) {
    vtkNew<vtkLight> l;
    l->SetLightTypeToCameraLight();  // the position is relative to an eye at (0, 0, 1)
    l->SetPosition(x, y, z);
    l->SetFocalPoint(0, 0, 0);
    l->SetIntensity(strength);
    l->SetColor(c.r, c.g, c.b);
    scene->AddLight(l);
  };
  lamp(-0.7, 1.0, 0.7, 0.82, hex(0xfff4e6));  // key, warm
  lamp(0.9, 0.15, 0.6, 0.36, hex(0xe3eeff));  // fill, cool
  lamp(0, 0, 1, 0.34, hex(0xffffff));         // headlight
}

Projection projection(vtkCamera* camera, double aspect) {
  return [camera, aspect](const Vec3& p) {
    const double in[4] = {p.x(), p.y(), p.z(), 1};
    double out[4];
    camera->GetCompositeProjectionTransformMatrix(aspect, -1, 1)->MultiplyPoint(in, out);
    return std::array<double, 2>{0.5 + 0.5 * out[0] / out[3], 0.5 + 0.5 * out[1] / out[3]};
  };
}

/// Frames the *reference* block, so that pictures at other ages are taken from the same place.
void aim(vtkCamera* camera, const Warp& w, const BlockPicture& o) {
  const double degree = std::numbers::pi / 180, aspect = static_cast<double>(o.width) / o.height;
  const Vec3 middle(0.5 * (w.x0 + w.x1), 0.5 * (w.y0 + w.y1), 0.5 * (w.floor + w.top[3]));
  const Vec3 towards(std::sin(o.azimuth * degree) * std::cos(o.elevation * degree),
                     -std::cos(o.azimuth * degree) * std::cos(o.elevation * degree), std::sin(o.elevation * degree));
  camera->SetViewUp(0, 0, 1);
  camera->SetViewAngle(20);
  camera->SetFocalPoint(middle.data());
  // The block keeps to a field of the picture that leaves room for the letters [share of the picture].
  const double left = 0.155, right = 0.775, low = 0.125, high = 0.845;
  double distance = 12;
  std::array<double, 4> span{};
  for (int round = 0; round < 12; ++round) {
    const Vec3 eye = middle + distance * towards;
    camera->SetPosition(eye.data());
    camera->SetClippingRange(0.5 * distance, 2 * distance);
    const Projection project = projection(camera, aspect);
    span = {1e9, -1e9, 1e9, -1e9};
    for (const double x : {w.x0, w.x1})
      for (const double y : {w.y0, w.y1})
        for (const double z : {w.floor, w.top[3]}) {
          const auto at = project({x, y, z});
          span = {std::min(span[0], at[0]), std::max(span[1], at[0]), std::min(span[2], at[1]),
                  std::max(span[3], at[1])};
        }
    distance *= std::max((span[1] - span[0]) / (right - left), (span[3] - span[2]) / (high - low));
  }
  camera->SetWindowCenter(span[0] + span[1] - (left + right), span[2] + span[3] - (low + high));
}

/// A lit-from-itself sheet far behind the block. (A gradient background does not survive the occlusion pass.)
void hang_backdrop(vtkRenderer* scene) {
  vtkCamera* camera = scene->GetActiveCamera();
  const Vec3 eye(camera->GetPosition()), middle(camera->GetFocalPoint());
  const Vec3 forward = (middle - eye).normalized(), right = forward.cross(Vec3::UnitZ()).normalized();
  const Vec3 up = right.cross(forward), place = middle + (middle - eye).norm() * forward;
  const double half = 0.75 * (middle - eye).norm();
  MeshBuilder sheet;
  sheet.quad({place - half * right - half * up, place + half * right - half * up, place + half * right + half * up,
              place - half * right + half * up},
             {sky_below, sky_below, sky_above, sky_above});
  add(scene, sheet, Surface::glow, false);
}

}  // namespace

void draw_block(const tissue::Tissue& tissue, const BlockPicture& options, const std::filesystem::path& png) {
  check(options);
  const Warp warp = make_warp(tissue, options);
  OffscreenContext context;
  vtkNew<vtkRenderer> scene;
  scene->SetBackground(sky_below.r, sky_below.g, sky_below.b);
  scene->AutomaticLightCreationOff();
  light(scene);

  Counts counts{0, tissue.network.n_fibres(), 0};
  MeshBuilder fibres, cells, fat, walls, haze, epidermis, outlines;
  counts.fibres_drawn = draw_fibres(tissue, warp, options, fibres);
  counts.cells_drawn = draw_cells(tissue, warp, options, cells);
  draw_fat(warp, fat);
  draw_walls(tissue, warp, options, walls);
  draw_shadow(warp, haze);
  draw_haze(tissue, warp, options, haze);
  draw_epidermis(warp, options, epidermis);
  draw_outlines(warp, options, outlines);
  add(scene, walls, Surface::matt, false);
  add(scene, outlines, Surface::matt, false);
  add(scene, fibres, Surface::moist, false);
  add(scene, cells, Surface::moist, false);
  add(scene, fat, Surface::moist, true);
  add(scene, haze, Surface::veil, true);
  add(scene, epidermis, Surface::moist, true);

  aim(scene->GetActiveCamera(), warp, options);
  hang_backdrop(scene);
  scene->ResetCameraClippingRange();
  scene->UseDepthPeelingOn();
  scene->SetMaximumNumberOfPeels(4);
  scene->SetOcclusionRatio(0.0);
  scene->UseSSAOOn();
  scene->SetSSAORadius(0.13);
  scene->SetSSAOBias(0.01);
  scene->SetSSAOKernelSize(16);
  scene->SSAOBlurOn();

  vtkNew<vtkRenderer> flat;
  const double aspect = static_cast<double>(options.width) / options.height;
  draw_letters(tissue, warp, options, counts, projection(scene->GetActiveCamera(), aspect), flat);
  write_png(render({scene, flat}, options.width, options.height, options.oversampling), png);
}

}  // namespace hari::picture
