# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
# One folder, one namespace, one target. Link edges point down; tests/architecture reads the #include lines as well.
add_library(hari_options INTERFACE)
target_compile_options(hari_options INTERFACE -Wall -Wextra)
if(HARI_WERROR)
  target_compile_options(hari_options INTERFACE -Werror)
endif()
if(HARI_NATIVE)
  target_compile_options(hari_options INTERFACE -march=native)
endif()

# hari_module(name SOURCES a.cpp ... HEADERS a.hpp ... DEPENDS hari::lower ... PRIVATE third::party ...)
function(hari_module name)
  cmake_parse_arguments(M "" "" "SOURCES;HEADERS;DEPENDS;PRIVATE" ${ARGN})
  add_library(hari_${name} STATIC ${M_SOURCES})
  add_library(hari::${name} ALIAS hari_${name})
  list(TRANSFORM M_HEADERS PREPEND ${PROJECT_SOURCE_DIR}/include/hari/${name}/)
  target_sources(hari_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${M_HEADERS})
  set_target_properties(hari_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON POSITION_INDEPENDENT_CODE ON)
  target_compile_features(hari_${name} PUBLIC cxx_std_20)
  target_link_libraries(hari_${name} PUBLIC ${M_DEPENDS} PRIVATE hari_options ${M_PRIVATE})
endfunction()
