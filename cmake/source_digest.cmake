# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
# cmake -DROOT=<source tree> -DOUT=<source file> -P source_digest.cmake
# Writes one number that stands for every source file, so that a run can tell by which program it was made. Comments
# count: what does not change the results cannot be told from what does.
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/src/*.cpp ${ROOT}/src/*.hpp ${ROOT}/include/*.hpp)
list(SORT files)
set(all "")
foreach(name IN LISTS files)
  file(SHA256 ${ROOT}/${name} digest)
  string(APPEND all "${name} ${digest}\n")
endforeach()
string(SHA256 digest "${all}")
string(SUBSTRING ${digest} 0 16 digest)
file(WRITE ${OUT} "#include \"build_identity.hpp\"\nstd::string_view hari::cli::source_digest() {\n  return \"${digest}\";\n}\n")
