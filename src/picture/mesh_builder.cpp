// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "mesh_builder.hpp"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkTypeInt32Array.h>
#include <vtkUnsignedCharArray.h>

#include <Eigen/Geometry>
#include <cmath>
#include <numbers>

namespace hari::picture {
namespace {

math::Vec3 any_normal(const math::Vec3& t) {
  const math::Vec3 helper = std::abs(t.z()) < 0.9 ? math::Vec3::UnitZ() : math::Vec3::UnitX();
  return t.cross(helper).normalized();
}

template <class Array, class T>
vtkSmartPointer<Array> copied(const std::vector<T>& values, int components) {
  auto array = vtkSmartPointer<Array>::New();
  array->SetNumberOfComponents(components);
  array->SetNumberOfTuples(static_cast<vtkIdType>(values.size()) / components);
  std::copy(values.begin(), values.end(), array->GetPointer(0));
  return array;
}

}  // namespace

std::int32_t MeshBuilder::vertex(const math::Vec3& p, const math::Vec3& n, const Colour& c) {
  for (int i = 0; i < 3; ++i) {
    point_.push_back(static_cast<float>(p[i]));
    normal_.push_back(static_cast<float>(n[i]));
  }
  for (const double part : {c.r, c.g, c.b, c.a}) colour_.push_back(static_cast<unsigned char>(std::lround(255 * part)));
  return static_cast<std::int32_t>(point_.size() / 3) - 1;
}

void MeshBuilder::triangle(std::int32_t a, std::int32_t b, std::int32_t c) {
  triangle_.insert(triangle_.end(), {a, b, c});
}

void MeshBuilder::quad(const std::array<math::Vec3, 4>& corner, const std::array<Colour, 4>& colour) {
  const math::Vec3 n = (corner[1] - corner[0]).cross(corner[3] - corner[0]).normalized();
  std::array<std::int32_t, 4> v{};
  for (std::size_t i = 0; i < 4; ++i) v[i] = vertex(corner[i], n, colour[i]);
  triangle(v[0], v[1], v[2]);
  triangle(v[0], v[2], v[3]);
}

void MeshBuilder::tube(std::span<const TubePoint> axis, const Colour& colour, int sides) {
  const std::size_t n = axis.size();
  if (n < 2) return;
  math::Vec3 normal = math::Vec3::Zero();
  std::int32_t before = -1;
  for (std::size_t i = 0; i < n; ++i) {
    const math::Vec3 along = axis[std::min(i + 1, n - 1)].centre - axis[i > 0 ? i - 1 : 0].centre;
    const math::Vec3 t = along.normalized();
    // The frame is carried along the axis, so the tube does not twist.
    normal -= normal.dot(t) * t;
    normal = normal.norm() > 1e-6 ? normal.normalized().eval() : any_normal(t);
    const math::Vec3 binormal = t.cross(normal);
    const auto first = static_cast<std::int32_t>(point_.size() / 3);
    for (int s = 0; s < sides; ++s) {
      const double a = 2 * std::numbers::pi * s / sides;
      const math::Vec3 out = std::cos(a) * normal + std::sin(a) * binormal;
      vertex(axis[i].centre + axis[i].radius * out, out, colour);
    }
    for (int s = 0; s < sides && before >= 0; ++s) {
      const int u = (s + 1) % sides;
      triangle(before + s, before + u, first + u);
      triangle(before + s, first + u, first + s);
    }
    if (i == 0 || i + 1 == n) {
      const math::Vec3 outward = i == 0 ? math::Vec3(-t) : t;
      const Colour cut = mix(colour, hex(0x000000), 0.2);  // a section is no broken end: that one shines
      const std::int32_t hub = vertex(axis[i].centre, outward, cut);
      std::int32_t rim = hub + 1;
      for (int s = 0; s < sides; ++s) {
        const auto at = static_cast<std::size_t>(3 * (first + s));
        vertex({point_[at], point_[at + 1], point_[at + 2]}, outward, cut);
      }
      for (int s = 0; s < sides; ++s) triangle(hub, rim + s, rim + (s + 1) % sides);
    }
    before = first;
  }
}

void MeshBuilder::spindle(const math::Vec3& centre, const math::Vec3& axis, double half_length, double half_width,
                          double pointed, const Colour& colour, int rings, int sides) {
  const math::Vec3 u = any_normal(axis), v = axis.cross(u);
  const auto first = static_cast<std::int32_t>(point_.size() / 3);
  for (int i = 0; i <= rings; ++i) {
    const double a = std::numbers::pi * i / rings, c = -std::cos(a), s = std::sin(a);
    const double waist = std::pow(s, 1 + 1.2 * pointed);
    for (int k = 0; k < sides; ++k) {
      const double b = 2 * std::numbers::pi * k / sides;
      const math::Vec3 out = std::cos(b) * u + std::sin(b) * v;
      const math::Vec3 n = (s / half_width * out + c / half_length * axis).normalized();
      vertex(centre + half_length * c * axis + half_width * waist * out, n, colour);
    }
  }
  for (int i = 0; i < rings; ++i)
    for (int k = 0; k < sides; ++k) {
      const std::int32_t p = first + i * sides, q = p + sides;
      const int next = (k + 1) % sides;
      triangle(p + k, p + next, q + next);
      triangle(p + k, q + next, q + k);
    }
}

void MeshBuilder::bend(const std::function<math::Vec3(const math::Vec3&)>& map) {
  constexpr double small = 1e-3;  // [mm]
  for (std::size_t v = 0; v + 2 < point_.size(); v += 3) {
    const math::Vec3 p(point_[v], point_[v + 1], point_[v + 2]), n(normal_[v], normal_[v + 1], normal_[v + 2]);
    const math::Vec3 t = any_normal(n), u = n.cross(t), to = map(p);
    const math::Vec3 turned = (map(p + small * t) - to).cross(map(p + small * u) - to);
    const math::Vec3 normal = turned.norm() > 0 ? turned.normalized().eval() : n;
    for (std::size_t i = 0; i < 3; ++i) {
      point_[v + i] = static_cast<float>(to[static_cast<Eigen::Index>(i)]);
      normal_[v + i] = static_cast<float>(normal[static_cast<Eigen::Index>(i)]);
    }
  }
}

vtkSmartPointer<vtkPolyData> MeshBuilder::mesh() const {
  auto data = vtkSmartPointer<vtkPolyData>::New();
  vtkNew<vtkPoints> points;
  points->SetData(copied<vtkFloatArray>(point_, 3));
  data->SetPoints(points);
  data->GetPointData()->SetNormals(copied<vtkFloatArray>(normal_, 3));
  data->GetPointData()->SetScalars(copied<vtkUnsignedCharArray>(colour_, 4));
  std::vector<std::int32_t> offset(triangle_.size() / 3 + 1);
  for (std::size_t i = 0; i < offset.size(); ++i) offset[i] = static_cast<std::int32_t>(3 * i);
  vtkNew<vtkCellArray> cells;
  cells->SetData(copied<vtkTypeInt32Array>(offset, 1), copied<vtkTypeInt32Array>(triangle_, 1));
  data->SetPolys(cells);
  return data;
}

}  // namespace hari::picture
