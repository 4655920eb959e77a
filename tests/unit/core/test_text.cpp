// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/text.hpp"

#include <gtest/gtest.h>

namespace hari::core {
namespace {

TEST(Printable, LeavesEveryLetter) {
  for (const char* text : {"", "ageing cheek.toml", "\u00e9\u017e", "\u30cf\u30ea", "\U0001F9EA", "\u00a0"})
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, PutsAQuestionMarkForWhatATerminalWouldObeyAndWhatIsNoUtf8) {
  EXPECT_EQ(printable("a\nb\tc\x1b[31m\x7f"), "a?b?c?[31m?");
  EXPECT_EQ(printable("\xc2\x9b"), "??") << "the one-byte escape sequence of old terminals";
  EXPECT_EQ(printable("caf\xe9 1"), "caf? 1") << "Latin-1";
  EXPECT_EQ(printable("\xe3\x81"), "??") << "cut short";
  for (const char* wrong : {"\xe0\x80\x80", "\xed\xa0\x80"}) EXPECT_EQ(printable(wrong), "???");
  for (const char* wrong : {"\xf0\x80\x80\x80", "\xf4\x90\x80\x80"}) EXPECT_EQ(printable(wrong), "????");
}

}  // namespace
}  // namespace hari::core
