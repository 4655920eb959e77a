# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
# Everything hari takes from others; why each is here: docs/dependencies.md.
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(fmt REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(HDF5 REQUIRED COMPONENTS C)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(UDUNITS REQUIRED IMPORTED_TARGET udunits)
find_package(tomlplusplus REQUIRED)
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)

add_library(hari_random123 INTERFACE)
target_include_directories(hari_random123 SYSTEM INTERFACE ${RANDOM123_INCLUDE_DIR})

find_library(METIS_LIBRARY metis REQUIRED)
find_path(METIS_INCLUDE_DIR metis.h REQUIRED)
add_library(hari_metis INTERFACE)
target_include_directories(hari_metis SYSTEM INTERFACE ${METIS_INCLUDE_DIR})
target_link_libraries(hari_metis INTERFACE ${METIS_LIBRARY})

set(HARI_HAVE_VTK OFF)
if(HARI_PICTURE)
  find_package(VTK 9.1 QUIET COMPONENTS CommonCore CommonDataModel CommonColor FiltersCore FiltersSources FiltersGeneral
    IOImage IOXML RenderingCore RenderingOpenGL2 RenderingFreeType RenderingAnnotation)
  find_package(OpenGL QUIET COMPONENTS EGL)
  if(VTK_FOUND AND TARGET OpenGL::EGL)
    set(HARI_HAVE_VTK ON)
  endif()
endif()
add_feature_info(pictures HARI_HAVE_VTK "stills by VTK on an EGL surfaceless context")
