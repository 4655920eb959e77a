# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
# hari_embed(target NAMESPACE hari::x HEADER resources.hpp FILES a.css b.js ...): text files become part of the program.
# Each is a function of the header, std::string_view a_css(), that the header has to declare.
function(hari_embed target)
  cmake_parse_arguments(E "" "NAMESPACE;HEADER" "FILES" ${ARGN})
  list(TRANSFORM E_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}_resources.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAMESPACE=${E_NAMESPACE} -DHEADER=${E_HEADER} "-DFILES=${E_FILES}" -P ${script}
    DEPENDS ${E_FILES} ${script} VERBATIM)
  target_sources(${target} PRIVATE ${out})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
endfunction()
