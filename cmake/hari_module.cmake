# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
# One folder, one namespace, one target. Link edges point down; tests/architecture reads the #include lines as well.
add_library(hari_options INTERFACE)
target_compile_options(hari_options INTERFACE -Wall -Wextra)
if(HARI_WERROR)
  target_compile_options(hari_options INTERFACE -Werror)
endif()
# x86-64-v3 (AVX2, FMA) rather than this machine's very own instructions: the same bits on every machine that has it.
if(HARI_AVX2)
  include(CheckCXXSourceRuns)
  check_cxx_source_runs("int main() { return __builtin_cpu_supports(\"avx2\") && __builtin_cpu_supports(\"fma\") ? 0 : 1; }"
    HARI_MACHINE_HAS_AVX2)
  if(HARI_MACHINE_HAS_AVX2)
    target_compile_options(hari_options INTERFACE -march=x86-64-v3)
  endif()
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
