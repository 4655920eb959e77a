// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/hex_element.hpp"

#include <Eigen/LU>
#include <algorithm>

#include "hex_kinematics.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;

/// Kirchhoff stress F S F'.
LanesVec6 kirchhoff(const LanesMat3& F, const LanesVec6& S) {
  LanesVec6 tau;
  LanesMat3 FS;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      FS(i, j) = F(i, 0) * S[component[0][j]] + F(i, 1) * S[component[1][j]] + F(i, 2) * S[component[2][j]];
  for (std::size_t p = 0; p < 6; ++p) {
    const std::size_t i = row_of[p], j = column_of[p];
    tau[p] = FS(i, 0) * F(j, 0) + FS(i, 1) * F(j, 1) + FS(i, 2) * F(j, 2);
  }
  return tau;
}

/// Tangent of the Kirchhoff stress from that of S: each index of D meets F. Only p <= q of D is read.
void push_forward(const LanesMat3& F, const LanesMat6& D, LanesMat6& c) {
  LanesMat6 R, RD;
  for (std::size_t p = 0; p < 6; ++p)
    for (std::size_t q = 0; q < 6; ++q) {
      const std::size_t i = row_of[p], j = column_of[p], k = row_of[q], l = column_of[q];
      R[p][q] = q < 3 ? F(i, k) * F(j, k) : F(i, k) * F(j, l) + F(i, l) * F(j, k);
    }
  const auto d = [&](std::size_t p, std::size_t q) -> const Lanes& { return p < q ? D[p][q] : D[q][p]; };
  for (std::size_t q = 0; q < 6; ++q)
    for (std::size_t p = 0; p < 6; ++p)
      RD[p][q] = R[p][0] * d(0, q) + R[p][1] * d(1, q) + R[p][2] * d(2, q) + R[p][3] * d(3, q) + R[p][4] * d(4, q) +
                 R[p][5] * d(5, q);
  for (std::size_t p = 0; p < 6; ++p)
    for (std::size_t q = p; q < 6; ++q)
      c[p][q] = c[q][p] = RD[p][0] * R[q][0] + RD[p][1] * R[q][1] + RD[p][2] * R[q][2] + RD[p][3] * R[q][3] +
                          RD[p][4] * R[q][4] + RD[p][5] * R[q][5];
}

/// What the averaged volume puts in place of the points' own.
struct Pressure {
  double mean = 0;             ///< P, of trace/3 over the present element [kPa]
  Halves<Lanes> correction{};  ///< P J - trace/3, added to the diagonal [kPa]

  Pressure(const Kinematics& k, const Halves<LanesVec6>& tau, Formulation formulation) {
    if (formulation == Formulation::displacement) return;
    Halves<Lanes> third;
    Lanes all{};
    for (std::size_t h = 0; h < n_halves; ++h) {
      third[h] = (tau[h][0] + tau[h][1] + tau[h][2]) * (1.0 / 3);
      all += k.volume[h] * third[h];
    }
    mean = sum(all) / k.present_volume;
    for (std::size_t h = 0; h < n_halves; ++h) correction[h] = mean * k.J[h] - third[h];
  }
};

/// Nodal forces of a symmetric stress: sum over points of V s : gradient.
Vec24 nodal_forces(const Kinematics& k, const Halves<LanesVec6>& stress) {
  Halves<LanesMat3> flux;
  for (std::size_t h = 0; h < n_halves; ++h)
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t r = 0; r < 3; ++r)
        flux[h](i, r) = k.volume[h] * (stress[h][component[i][0]] * k.natural[h](r, 0) +
                                       stress[h][component[i][1]] * k.natural[h](r, 1) +
                                       stress[h][component[i][2]] * k.natural[h](r, 2));
  Vec24 force;
  std::array<Lanes, 24> at;
  for (std::size_t a = 0; a < 8; ++a) {
    LanesVec3 d[n_halves];
    for (std::size_t h = 0; h < n_halves; ++h)
      d[h] = {shape_derivative(h, a, 0), shape_derivative(h, a, 1), shape_derivative(h, a, 2)};
    for (std::size_t i = 0; i < 3; ++i)
      at[3 * a + i] = flux[0](i, 0) * d[0][0] + flux[0](i, 1) * d[0][1] + flux[0](i, 2) * d[0][2] +
                      flux[1](i, 0) * d[1][0] + flux[1](i, 1) * d[1][1] + flux[1](i, 2) * d[1][2];
  }
  for (std::size_t n = 0; n < 24; n += n_lanes) {
    const Lanes four = sums(at[n], at[n + 1], at[n + 2], at[n + 3]);
    store(four, &force[static_cast<Eigen::Index>(n)]);
  }
  return force;
}

/// What couples every point of an element to its mean volume change: K gains m z' + z m'.
struct MeanCoupling {
  Vec24 mean = Vec24::Zero();  ///< m: divergence over the present element, by its displacements [1/mm]
  Vec24 partner = Vec24::Zero();
};

/// @brief Brings the averaged volume into the moduli of the points, and gives what remains for the whole element.
///
/// With g, h gradients of two displacement fields, div their traces and a = (m - div)/3, the variation of F~ is
/// (g + a I) F~. Differentiating the energy once more gives, per point and volume,
///   (g + aI) : c : (h + bI) + tau : (g h') + 2 a tau:h + 2 b tau:g + 2 a b tr tau + P J div div
///   + (tr tau/3 - P J) g : h'
/// and - P v m m for the element. What holds no m is a modulus and a stress like any other; with
/// w = (c : I + 2 tau)/3 the former becomes
///   c - I x w - w x I + (tr w/3 + P J) I x I - 2 (P J - tr tau/3) Isym,
/// the latter the stress of the forces. What holds one m is m times the forces of the deviator of w.
MeanCoupling average_volume(const Kinematics& k, const Halves<LanesVec6>& tau, const Pressure& pressure,
                            Halves<LanesMat6>& c) {
  Halves<LanesVec6> spread, swelling;
  Lanes twice{};
  for (std::size_t h = 0; h < n_halves; ++h) {
    LanesVec6 w;
    for (std::size_t p = 0; p < 6; ++p) w[p] = (c[h][0][p] + c[h][1][p] + c[h][2][p] + 2 * tau[h][p]) * (1.0 / 3);
    const Lanes third = (w[0] + w[1] + w[2]) * (1.0 / 3);
    const Lanes everywhere = third + pressure.mean * k.J[h];
    for (std::size_t p = 0; p < 3; ++p) {
      for (std::size_t q = 0; q < 3; ++q) c[h][p][q] += everywhere - w[p] - w[q];
      for (std::size_t q = 3; q < 6; ++q) c[h][q][p] = c[h][p][q] -= w[q];
      c[h][p][p] -= 2 * pressure.correction[h];
      c[h][3 + p][3 + p] -= pressure.correction[h];
      spread[h][p] = w[p] - third;
      spread[h][3 + p] = w[3 + p];
      swelling[h][p] = k.J[h];
      swelling[h][3 + p] = Lanes{};
    }
    twice += k.volume[h] * third;
  }
  MeanCoupling m;
  m.mean = nodal_forces(k, swelling) / k.present_volume;
  m.partner = nodal_forces(k, spread) + 0.5 * (sum(twice) - pressure.mean * k.present_volume) * m.mean;
  return m;
}

/// A node's share in MeanCoupling, spread over the first eight entries of a block: by row, and by column.
struct Coupled {
  std::array<Lanes, 2> mean_row, partner_row, mean_column, partner_column;
};
std::array<Lanes, 2> rows(const double* v) {
  return {Lanes{v[0], v[0], v[0], v[1]}, Lanes{v[1], v[1], v[2], v[2]}};
}
std::array<Lanes, 2> columns(const double* v) {
  return {Lanes{v[0], v[1], v[2], v[0]}, Lanes{v[1], v[2], v[0], v[1]}};
}

/// Sum over points of V (gradient a) . c . (gradient b) + V (gradient a) tau (gradient b) I, for all pairs of nodes.
void stiffness(const Kinematics& k, const Halves<LanesVec6>& tau, const Halves<LanesMat6>& moduli,
               const MeanCoupling& mean, ElementStiffness& out) {
  std::array<Coupled, 8> coupled;
  for (std::size_t a = 0; a < 8; ++a) {
    const double *m = &mean.mean[static_cast<Eigen::Index>(3 * a)],
                 *z = &mean.partner[static_cast<Eigen::Index>(3 * a)];
    coupled[a] = {rows(m), rows(z), columns(m), columns(z)};
  }
  std::array<Halves<LanesVec3>, 8> gradient;
  for (std::size_t h = 0; h < n_halves; ++h)
    for (std::size_t a = 0; a < 8; ++a) {
      const Lanes d[3] = {shape_derivative(h, a, 0), shape_derivative(h, a, 1), shape_derivative(h, a, 2)};
      for (std::size_t i = 0; i < 3; ++i)
        gradient[a][h][i] = d[0] * k.natural[h](0, i) + d[1] * k.natural[h](1, i) + d[2] * k.natural[h](2, i);
    }
  for (std::size_t b = 0; b < 8; ++b) {
    Halves<std::array<LanesVec6, 3>> s;  // stress by the displacement of node b, times volume
    Halves<LanesVec3> t;                 // traction, times volume
    for (std::size_t h = 0; h < n_halves; ++h) {
      const LanesMat6& c = moduli[h];
      const Lanes x = k.volume[h] * gradient[b][h][0], y = k.volume[h] * gradient[b][h][1],
                  z = k.volume[h] * gradient[b][h][2];
      for (std::size_t p = 0; p < 6; ++p) {
        s[h][0][p] = c[p][0] * x + c[p][3] * y + c[p][5] * z;
        s[h][1][p] = c[p][3] * x + c[p][1] * y + c[p][4] * z;
        s[h][2][p] = c[p][5] * x + c[p][4] * y + c[p][2] * z;
      }
      for (std::size_t i = 0; i < 3; ++i)
        t[h][i] = tau[h][component[i][0]] * x + tau[h][component[i][1]] * y + tau[h][component[i][2]] * z;
    }
    for (std::size_t a = 0; a <= b; ++a) {
      const LanesVec3 &g = gradient[a][0], &f = gradient[a][1];
      const Lanes geometric =
          g[0] * t[0][0] + g[1] * t[0][1] + g[2] * t[0][2] + f[0] * t[1][0] + f[1] * t[1][1] + f[2] * t[1][2];
      // Written out so that every sum is one chain of fused multiply-adds.
      Lanes block[3][3] = {{geometric, {}, {}}, {{}, geometric, {}}, {{}, {}, geometric}};
      for (std::size_t j = 0; j < 3; ++j) {
        const LanesVec6 &v = s[0][j], &w = s[1][j];
        block[0][j] = block[0][j] + g[0] * v[0] + g[1] * v[3] + g[2] * v[5] + f[0] * w[0] + f[1] * w[3] + f[2] * w[5];
        block[1][j] = block[1][j] + g[0] * v[3] + g[1] * v[1] + g[2] * v[4] + f[0] * w[3] + f[1] * w[1] + f[2] * w[4];
        block[2][j] = block[2][j] + g[0] * v[5] + g[1] * v[4] + g[2] * v[2] + f[0] * w[5] + f[1] * w[4] + f[2] * w[2];
      }
      const Coupled &m = coupled[a], &n = coupled[b];
      double* to = &out.value[9 * ElementStiffness::pair(a, b)];
      store(sums(block[0][0], block[0][1], block[0][2], block[1][0]) + m.mean_row[0] * n.partner_column[0] +
                m.partner_row[0] * n.mean_column[0],
            to);
      store(sums(block[1][1], block[1][2], block[2][0], block[2][1]) + m.mean_row[1] * n.partner_column[1] +
                m.partner_row[1] * n.mean_column[1],
            to + 4);
      to[8] = sum(block[2][2]) + m.mean_row[1][3] * n.partner_column[0][2] + m.partner_row[1][3] * n.mean_column[0][2];
    }
    double* own = &out.value[9 * ElementStiffness::pair(b, b)];
    own[3] = own[1];
    own[6] = own[2];
    own[7] = own[5];
  }
}

/// The mean of the points' strains, and what each has beyond it.
struct MeanStrain {
  Mat3 C;                    ///< right Cauchy-Green tensor
  Halves<LanesVec6> beyond;  ///< Green strain, shears twice

  MeanStrain(const Kinematics& k, const Stretch& stretch) {
    const double volume = sum(k.volume[0] + k.volume[1]);
    math::Vec6 mean;
    for (std::size_t p = 0; p < 6; ++p) {
      const double m = sum(k.volume[0] * stretch.C[0][p] + k.volume[1] * stretch.C[1][p]) / volume;
      mean[static_cast<Eigen::Index>(p)] = m;
      for (std::size_t h = 0; h < n_halves; ++h) beyond[h][p] = (stretch.C[h][p] - m) * (p < 3 ? 0.5 : 1.0);
    }
    C << mean[0], mean[3], mean[5], mean[3], mean[1], mean[4], mean[5], mean[4], mean[2];
  }
};

/// Adds what fibres that answer `f` at the mean strain answer at the points. @return their energy if it is wanted
double add_around_mean(const Response& f, const MeanStrain& mean, const Kinematics& k, Wanted wanted,
                       Halves<LanesVec6>& S, Halves<LanesMat6>& D) {
  double energy = 0;
  for (std::size_t h = 0; h < n_halves; ++h) {
    Lanes bent{};
    for (std::size_t p = 0; p < 6; ++p) {
      Lanes more{};
      for (std::size_t c = 0; c < 6; ++c)
        more += mean.beyond[h][c] * f.tangent(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(c));
      S[h][p] += f.stress[static_cast<Eigen::Index>(p)] + more;
      bent += mean.beyond[h][p] * more;
      if (wanted == Wanted::stress) continue;
      for (std::size_t c = p; c < 6; ++c)
        D[h][p][c] += f.tangent(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(c));
    }
    energy += sum(k.volume[h] * (f.energy + 0.5 * bent));
  }
  return wanted == Wanted::energy ? energy : 0;
}

}  // namespace

ElementGeometry::ElementGeometry(const Nodal& corners, const Mat3& growth)
    : corner(growth * corners), ungrown(growth.inverse()) {}

ElementStiffness::operator Mat24() const {
  Mat24 all;
  for (std::size_t b = 0; b < 8; ++b)
    for (std::size_t a = 0; a <= b; ++a) {
      const Eigen::Map<const Eigen::Matrix<double, 3, 3, Eigen::RowMajor>> k(block(a, b));
      const auto row = static_cast<Eigen::Index>(3 * a), column = static_cast<Eigen::Index>(3 * b);
      all.block<3, 3>(row, column) = k;
      all.block<3, 3>(column, row) = k.transpose();
    }
  return all;
}

Vec24 operator*(const ElementStiffness& k, const Vec24& u) {
  return Mat24(k) * u;
}

bool respond(const ElementGeometry& geometry, const Nodal& u, const MaterialStep& material,
             std::span<const double> memory, Formulation formulation, Wanted wanted, ElementResponse& out,
             FibrePoints fibres, KeptAnswers kept) {
  const Kinematics k(geometry, u, formulation);
  if (!k.upright) return false;
  const Stretch stretch(k);
  const std::size_t each = memory.size() / n_points;
  const bool one_for_all = fibres == FibrePoints::mean && material.has_fibres();
  Halves<LanesVec6> S, tau;
  Halves<LanesMat6> D, moduli;
  Response r;
  out.energy = 0;
  for (std::size_t q = 0; q < n_points; ++q) {
    const std::size_t h = q / n_lanes, l = q % n_lanes;
    const std::span<const double> own = memory.subspan(q * each, each);
    const Mat3 C = stretch.at(q);
    material.respond_without_fibres(C, own, wanted, r);
    if (!one_for_all && kept.of_point.empty()) material.add_fibres(C, own, wanted, r);
    if (!one_for_all && !kept.of_point.empty()) r += kept.of_point[q].at(C, material, own, wanted, kept.near);
    for (std::size_t p = 0; p < 6; ++p) S[h][p][l] = r.stress[static_cast<Eigen::Index>(p)];
    if (wanted == Wanted::energy) out.energy += k.volume[h][l] * r.energy;
    if (wanted == Wanted::stress) continue;
    for (std::size_t c = 0; c < 6; ++c)
      for (std::size_t p = 0; p <= c; ++p)
        D[h][p][c][l] = r.tangent(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(c));
  }
  if (one_for_all) {
    const MeanStrain mean(k, stretch);
    FibreAnswer once;
    FibreAnswer& answer = kept.of_point.empty() ? once : kept.of_point.front();
    const Response f = answer.at(mean.C, material, memory.first(each), wanted, kept.near);
    out.energy += add_around_mean(f, mean, k, wanted, S, D);
  }
  for (std::size_t h = 0; h < n_halves; ++h) tau[h] = kirchhoff(k.F[h], S[h]);
  const Pressure pressure(k, tau, formulation);
  MeanCoupling mean;
  if (wanted != Wanted::stress) {
    for (std::size_t h = 0; h < n_halves; ++h) push_forward(k.F[h], D[h], moduli[h]);
    if (formulation == Formulation::mean_dilatation) mean = average_volume(k, tau, pressure, moduli);
  }
  for (std::size_t h = 0; h < n_halves; ++h)
    for (std::size_t i = 0; i < 3; ++i) tau[h][i] += pressure.correction[h];
  out.force = nodal_forces(k, tau);
  if (wanted == Wanted::stress) return true;
  stiffness(k, tau, moduli, mean, out.stiffness);
  out.volume.rest = sum(k.volume[0] + k.volume[1]);
  out.volume.present = k.present_volume;
  out.volume.gradient = k.present_volume * mean.mean;
  return true;
}

Energies remember(const ElementGeometry& geometry, const Nodal& u, const MaterialStep& material,
                  Formulation formulation, std::span<double> memory, Account account, FibrePoints fibres) {
  const Kinematics k(geometry, u, formulation);
  const Stretch stretch(k);
  const std::size_t each = memory.size() / n_points;
  const bool one_for_all = fibres == FibrePoints::mean && material.has_fibres();
  Energies all;
  const auto add = [&](const Energies& e, std::size_t q) {
    const double volume = k.volume[q / n_lanes][q % n_lanes];
    all.stored += volume * e.stored;
    all.dissipated += volume * e.dissipated;
  };
  for (std::size_t q = 0; q < n_points; ++q) {
    const std::span<double> own = memory.subspan(q * each, each);
    const Mat3 C = stretch.at(q);
    add(material.remember_without_fibres(C, own), q);
    if (!one_for_all) add(material.remember_fibres(C, own, account), q);
  }
  if (!one_for_all) return all;
  const std::span<double> common = memory.first(each);
  const auto count = [&](double sign) {  // what fibres give off is what they had less what they have
    if (account == Account::energies)
      for (std::size_t q = 0; q < n_points; ++q) {
        const double stored = material.fibre_energy(stretch.at(q), common);
        add({sign < 0 ? stored : 0, sign * stored}, q);
      }
  };
  count(1);
  material.remember_fibres(MeanStrain(k, stretch).C, common, Account::none);
  count(-1);
  return all;
}

double strain_spread(const ElementGeometry& geometry, const Nodal& u, Formulation formulation) {
  const Kinematics k(geometry, u, formulation);
  const MeanStrain mean(k, Stretch(k));
  Lanes most{};
  for (const LanesVec6& E : mean.beyond)
    for (const Lanes& e : E) most = larger(most, larger(e, -e));
  return std::max(std::max(most[0], most[1]), std::max(most[2], most[3]));
}

void part_fibres(const MaterialStep& material, std::span<double> memory) {
  const std::size_t each = memory.size() / n_points;
  const std::span<const double> common = memory.first(each).subspan(material.before_fibres());
  for (std::size_t q = 1; q < n_points; ++q)
    std::copy(common.begin(), common.end(), memory.subspan(q * each + material.before_fibres()).begin());
}

std::array<Mat3, n_points> cauchy_stress(const ElementGeometry& geometry, const Nodal& u, const MaterialStep& material,
                                         std::span<const double> memory, Formulation formulation, FibrePoints fibres) {
  const Kinematics k(geometry, u, formulation);
  const Stretch stretch(k);
  const std::size_t each = memory.size() / n_points;
  Halves<LanesVec6> tau;
  for (std::size_t q = 0; q < n_points; ++q) {
    Response r;
    const Mat3 C = stretch.at(q);
    material.respond_without_fibres(C, memory.subspan(q * each, each), Wanted::stress, r);
    material.add_fibres(C, memory.subspan(fibres == FibrePoints::mean ? 0 : q * each, each), Wanted::stress, r);
    for (std::size_t p = 0; p < 6; ++p) tau[q / n_lanes][p][q % n_lanes] = r.stress[static_cast<Eigen::Index>(p)];
  }
  for (std::size_t h = 0; h < n_halves; ++h) tau[h] = kirchhoff(k.F[h], tau[h]);
  const Pressure pressure(k, tau, formulation);
  std::array<Mat3, n_points> stress;
  for (std::size_t q = 0; q < n_points; ++q) {
    const std::size_t h = q / n_lanes, l = q % n_lanes;
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j)
        stress[q](static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
            (tau[h][component[i][j]][l] + (i == j ? pressure.correction[h][l] : 0)) / k.J[h][l];
  }
  return stress;
}

}  // namespace hari::mechanics
