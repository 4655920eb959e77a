# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: the hari authors
# Run by hari_embed at build time: writes OUT, which defines one function per file of FILES in NAMESPACE.
set(text "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  string(MAKE_C_IDENTIFIER ${name} name)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND text "namespace {\nconstexpr unsigned char ${name}_bytes[] = {${bytes}};\n}\n"
    "std::string_view ${name}() {\n"
    "  return {reinterpret_cast<const char*>(${name}_bytes), sizeof ${name}_bytes};\n}\n")
endforeach()
file(WRITE ${OUT} "${text}}  // namespace ${NAMESPACE}\n")
