// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "png_file.hpp"

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPNGWriter.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>

#include "hari/io/atomic_file.hpp"

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
  io::write_text(path, {reinterpret_cast<const char*>(bytes->GetPointer(0)),
                        static_cast<std::size_t>(bytes->GetNumberOfValues())});
}

}  // namespace hari::picture
