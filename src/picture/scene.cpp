// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "scene.hpp"

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

#include "bundles.hpp"
#include "sheets.hpp"

namespace hari::picture {
namespace {

using math::Vec3;

constexpr std::uint32_t backdrop_grain = 98;  // purpose of `chance`

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
      return {0.38, 0.96, 0.28};
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

/// Frames the *reference* block, so that pictures at other ages are taken from the same place.
void aim(vtkCamera* camera, const Warp& w, const BlockPicture& o, const Staging& staging) {
  const double degree = std::numbers::pi / 180, aspect = static_cast<double>(o.width) / o.height;
  const double top = w.top[3] + staging.headroom;
  const Vec3 middle(0.5 * (w.x0 + w.x1), 0.5 * (w.y0 + w.y1), 0.5 * (w.floor + top));
  const Vec3 towards(std::sin(o.azimuth * degree) * std::cos(o.elevation * degree),
                     -std::cos(o.azimuth * degree) * std::cos(o.elevation * degree), std::sin(o.elevation * degree));
  camera->SetWindowCenter(0, 0);  // a renderer that is kept still holds that of the picture before
  camera->SetViewUp(0, 0, 1);
  camera->SetViewAngle(20);
  camera->SetFocalPoint(middle.data());
  const auto [left, right, low, high] = staging.field;
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
        for (const double z : {w.floor, top}) {
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
  const double half = 0.9 * (middle - eye).norm();
  // Half a step of grain at every corner, or the few shades of a slow gradient would be seen as bands.
  constexpr int columns = 320, rows = 240;
  MeshBuilder sheet;
  std::uint64_t id = 0;
  for (int j = 0; j <= rows; ++j)
    for (int i = 0; i <= columns; ++i, ++id) {
      const double u = 2.0 * i / columns - 1, v = 2.0 * j / rows - 1, grain = (chance(id, backdrop_grain) - 0.5) / 255;
      Colour c = mix(sky_below, sky_above, static_cast<double>(j) / rows);
      c = {c.r + grain, c.g + grain, c.b + grain, 1};
      sheet.vertex(place + half * u * right + half * v * up, -forward, c);
      if (i == 0 || j == 0) continue;
      const auto at = static_cast<std::int32_t>(id), below = at - columns - 1;
      sheet.triangle(below - 1, below, at);
      sheet.triangle(below - 1, at, at - 1);
    }
  add(scene, sheet, Surface::glow, false);
}

}  // namespace

Projection projection(vtkCamera* camera, double aspect) {
  return [camera, aspect](const Vec3& p) {
    const double in[4] = {p.x(), p.y(), p.z(), 1};
    double out[4];
    camera->GetCompositeProjectionTransformMatrix(aspect, -1, 1)->MultiplyPoint(in, out);
    return std::array<double, 2>{0.5 + 0.5 * out[0] / out[3], 0.5 + 0.5 * out[1] / out[3]};
  };
}

Counts set_scene(const tissue::Tissue& tissue, const Warp& warp, const BlockPicture& options, const Staging& staging,
                 vtkRenderer* scene) {
  scene->RemoveAllViewProps();
  scene->RemoveAllLights();
  scene->SetBackground(sky_below.r, sky_below.g, sky_below.b);
  scene->AutomaticLightCreationOff();
  light(scene);

  Counts counts{0, tissue.network.n_fibres(), 0};
  MeshBuilder fibres, cells, fat, walls, haze, epidermis, outlines;
  counts.fibres_drawn = draw_fibres(tissue, warp, options, staging.sampling, staging.detail, fibres);
  counts.cells_drawn = draw_cells(tissue, warp, staging.sampling, staging.cells, cells);
  draw_fat(warp, fat);
  draw_walls(tissue, warp, options, walls);
  draw_haze(tissue, warp, options, haze);
  draw_epidermis(warp, options, epidermis);
  draw_outlines(warp, options, outlines);
  if (staging.bend)
    for (MeshBuilder* part : {&fibres, &cells, &fat, &walls, &haze, &epidermis, &outlines}) part->bend(staging.bend);
  draw_shadow(warp, haze);
  add(scene, walls, Surface::matt, false);
  add(scene, outlines, Surface::matt, false);
  add(scene, fibres, Surface::moist, false);
  add(scene, cells, Surface::moist, false);
  add(scene, fat, Surface::moist, true);
  add(scene, haze, Surface::veil, true);
  add(scene, epidermis, Surface::moist, true);
  for (const MeshBuilder* prop : staging.props) add(scene, *prop, Surface::moist, true);

  aim(scene->GetActiveCamera(), warp, options, staging);
  hang_backdrop(scene);
  scene->ResetCameraClippingRange();
  scene->UseDepthPeelingOn();
  scene->SetMaximumNumberOfPeels(staging.peels);
  scene->SetOcclusionRatio(0.0);
  scene->UseSSAOOn();
  scene->SetSSAORadius(0.13);
  scene->SetSSAOBias(0.01);
  scene->SetSSAOKernelSize(16);
  scene->SSAOBlurOn();
  if (options.oversampling == 1) scene->UseFXAAOn();
  return counts;
}

}  // namespace hari::picture
