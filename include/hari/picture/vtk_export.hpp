// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>

namespace hari::picture {

/// @brief The frames of a run as VTK files with time: block.pvd with block_0000.vtu, ...; fibres.pvd with .vtp;
/// cells.pvd with .vtp. Time is the age in years; positions are those now, as in the index of the run. Arrays are
/// inline binary (base64, zlib): the one XML flavour that Debian's ParaView reads.
/// @param folder  exists; files are written aside and renamed
/// @throws IoError if a frame cannot be read or a file not written
void export_vtk(const std::filesystem::path& run, const std::filesystem::path& folder);

}  // namespace hari::picture
