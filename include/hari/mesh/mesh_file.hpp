// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>

#include "hari/mesh/hex_mesh.hpp"

namespace hari::mesh {

/// @file
/// Plain-text meshes of the suction benchmark (docs/benchmark.md), by which other people's solvers can be laid beside
/// hari's. White space separates words, a line that starts with # says nothing, ids count from 0:
///
///   nodes N              then N times x y z [mm], z upward
///   hexes M 8            then M times hypo|derm|epi and eight nodes, as Hexahedron
///   nset NAME N          then N nodes ascending; bottom, xfix, yfix, probe, profile (from the aperture's centre to the
///                        probe's outer rim) and axis (under the centre, upward)
///   aperture_quads N     then N times four nodes, counter-clockwise seen from outside

/// @brief Reads a mesh; it is moved so that its surface is z = 0, and `derm` becomes the reticular layer.
/// @throws IoError if the file cannot be read; ScenarioError with file, line, what was read and what is allowed if it
/// is no such mesh: unknown words, numbers out of range, nodes without element, elements turned inside out, aperture
/// quads that are no face of an element
HexMesh read_mesh(const std::filesystem::path& file);

/// @brief The same from text; `name` stands for the file in messages.
HexMesh parse_mesh(std::string_view text, const std::string& name);

/// @brief Writes the mesh with z measured from its lowest node; numbers keep every bit.
/// @throws ModelError if a layer has no name in this format
void write_mesh(const HexMesh& mesh, std::ostream& out);

}  // namespace hari::mesh
