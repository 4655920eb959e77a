// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string_view>

namespace hari::report {

// Files of src/report/page, made part of the program by hari_embed.
std::string_view page_html();
std::string_view style_css();
std::string_view language_js();
std::string_view viewer_js();
std::string_view words_toml();

}  // namespace hari::report
