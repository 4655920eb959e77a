// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "png_file.hpp"

#include <fmt/format.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPNGWriter.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "hari/core/error.hpp"

namespace hari::picture {

void write_png(const Image& image, const std::filesystem::path& path) {
  vtkNew<vtkImageData> data;
  data->SetDimensions(image.width, image.height, 1);
  data->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
  const std::size_t row = static_cast<std::size_t>(image.width) * 3;
  for (int y = 0; y < image.height; ++y)
    std::copy_n(image.rgb.data() + y * row, row,
                static_cast<std::uint8_t*>(data->GetScalarPointer(0, image.height - 1 - y, 0)));
  vtkNew<vtkPNGWriter> writer;
  writer->SetInputData(data);
  writer->WriteToMemoryOn();
  writer->Write();
  vtkUnsignedCharArray* bytes = writer->GetResult();

  std::filesystem::path part = path;
  part += ".part";
  errno = 0;
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  if (file) file.write(reinterpret_cast<const char*>(bytes->GetPointer(0)), bytes->GetNumberOfValues());
  file.close();
  std::error_code error;
  if (!file) {
    const int cause = errno;
    std::filesystem::remove(part, error);
    throw core::IoError(fmt::format("{}: the picture cannot be written: {}", part.string(),
                                    cause ? std::strerror(cause) : "the stream failed"));
  }
  std::filesystem::rename(part, path, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    throw core::IoError(fmt::format("{}: the picture cannot be put in place: {}", path.string(), error.message()));
  }
}

}  // namespace hari::picture
