// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <functional>

namespace hari::picture {

/// @brief The frames of a run as VTK files with time: block.pvd with block_0000.vtu, ...; fibres.pvd with .vtp;
/// cells.pvd with .vtp. Time is the age in years; positions are those now, as in the index of the run. Arrays are
/// inline binary (base64, zlib): the one XML flavour that Debian's ParaView reads.
/// @param folder  exists; files are written aside and renamed
/// @param progress  is told the share that is done, 0 to 1
/// @throws IoError if a frame cannot be read or a file not written
void export_vtk(const std::filesystem::path& run, const std::filesystem::path& folder,
                const std::function<void(double)>& progress = {});

}  // namespace hari::picture
