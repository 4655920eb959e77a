// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "html.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace hari::report {
namespace {

TEST(Html, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(escaped("<script>alert('x' & \"y\")</script>"),
            "&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;");
}

TEST(Html, KeepsLettersOfAllLanguagesAndNoBrokenBytes) {
  EXPECT_EQ(escaped("肌のハリ µ 😀"), "肌のハリ µ 😀");
  EXPECT_EQ(escaped("a\xff\x01z\xe3\x81"), "a??z??");
}

TEST(Html, EncodesBytesAsTheStandardDoes) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64(std::string("\xff\xfe\x00", 3)), "//4A");
}

TEST(Html, WritesNumbersForPeople) {
  EXPECT_EQ(number(-0.0001, 2), "0.00");
  EXPECT_EQ(number(-1.25, 1), "−1.2");
  EXPECT_EQ(number(NAN, 1), "–");
}

TEST(Html, ShowsOneLanguageOrBoth) {
  const Phrase p{"skin", "肌"};
  EXPECT_EQ(Ink(Language::english).html(p), "skin");
  EXPECT_EQ(Ink(Language::japanese).html(p), "肌");
  EXPECT_EQ(Ink(Language::both).svg(p),
            "<tspan class=\"en\" lang=\"en\">skin</tspan><tspan class=\"ja\" lang=\"ja\">肌</tspan>");
  EXPECT_EQ(Ink(Language::both).html("R7"), "R7");
}

}  // namespace
}  // namespace hari::report
