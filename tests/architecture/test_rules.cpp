// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// A rule that finds nothing proves nothing: each is shown a small tree that breaks it once.
#include <gtest/gtest.h>

#include "rules.hpp"

namespace hari::architecture {
namespace {

const std::string licence = "// SPDX-License-Identifier: MIT\n// SPDX-FileCopyrightText: the hari authors\n";

Tree clean() {
  return {
      {"include/hari/core/error.hpp", licence + "#pragma once\n#include <string>\n"},
      {"include/hari/mesh/grid.hpp", licence + "#include <Eigen/Core>\n#include \"hari/core/error.hpp\"\n"},
      {"include/hari/mechanics/law.hpp",
       licence + "#include \"hari/mesh/grid.hpp\"\n// softens with the age of the subject\n"},
      {"src/mechanics/law.cpp", licence + "#include \"hari/mechanics/law.hpp\"\n#include <fmt/format.h>\n"
                                          "double f() { return fibres.age_links[0]; }\nauto s = \"age\";\n"},
      {"src/io/frame.cpp", licence + "#include <hdf5.h>\n#include \"handle.hpp\"\n"},
      {"src/io/handle.hpp", licence},
      {"src/mechanics/CMakeLists.txt",
       "# SPDX-License-Identifier: MIT\n# SPDX-FileCopyrightText: the hari authors\n"
       "hari_module(mechanics DEPENDS hari::tissue)\n"},
  };
}

std::string only(const std::vector<std::string>& breaches) {
  EXPECT_EQ(breaches.size(), 1u) << testing::PrintToString(breaches);
  return breaches.empty() ? "" : breaches.front();
}

TEST(Rules, FindNothingInACleanTree) {
  const Tree tree = clean();
  EXPECT_TRUE(upward_includes(tree).empty()) << testing::PrintToString(upward_includes(tree));
  EXPECT_TRUE(upward_links(tree).empty());
  EXPECT_TRUE(header_circles(tree).empty());
  EXPECT_TRUE(leaking_third_parties(tree).empty()) << testing::PrintToString(leaking_third_parties(tree));
  EXPECT_TRUE(missing_licences(tree).empty());
  EXPECT_TRUE(forbidden_words(tree).empty());
  EXPECT_TRUE(named_products(tree).empty());
  EXPECT_TRUE(laws_that_know_the_age(tree).empty()) << testing::PrintToString(laws_that_know_the_age(tree));
}

TEST(Rules, FindAnIncludeThatPointsUp) {
  Tree tree = clean();
  tree["src/mesh/grid.cpp"] = licence + "#include \"hari/mechanics/law.hpp\"\n";
  EXPECT_NE(only(upward_includes(tree)).find("src/mesh/grid.cpp includes hari/mechanics/law.hpp"), std::string::npos);
}

TEST(Rules, FindAnIncludeThatPointsSideways) {
  Tree tree = clean();
  tree["include/hari/cells/fibroblast.hpp"] = licence + "#include \"hari/mechanics/law.hpp\"\n";
  EXPECT_NE(only(upward_includes(tree)).find("not below cells"), std::string::npos);
}

TEST(Rules, FindAnIncludeOfAnotherModulesPrivateHeader) {
  Tree tree = clean();
  tree["src/cells/act.cpp"] = licence + "#include \"../io/handle.hpp\"\n";
  EXPECT_NE(only(upward_includes(tree)).find("no private header of cells"), std::string::npos);
}

TEST(Rules, FindAPrivateHeaderInAPublicOne) {
  Tree tree = clean();
  tree["include/hari/io/frame.hpp"] = licence + "#include \"handle.hpp\"\n";
  EXPECT_NE(only(upward_includes(tree)).find("is public"), std::string::npos);
}

TEST(Rules, FindAModuleThatNobodyDeclared) {
  Tree tree = clean();
  tree["src/utils/misc.cpp"] = licence;
  EXPECT_NE(only(upward_includes(tree)).find("does not know"), std::string::npos);
}

TEST(Rules, FindALinkThatPointsUp) {
  Tree tree = clean();
  tree["src/mechanics/CMakeLists.txt"] += "target_link_libraries(hari_mechanics PRIVATE hari::probe)\n";
  EXPECT_NE(only(upward_links(tree)).find("hari::probe"), std::string::npos);
}

TEST(Rules, FindHeadersThatIncludeEachOther) {
  Tree tree = clean();
  tree["include/hari/core/error.hpp"] += "#include \"hari/core/units.hpp\"\n";
  tree["include/hari/core/units.hpp"] = licence + "#include \"hari/core/error.hpp\"\n";
  EXPECT_NE(only(header_circles(tree)).find("each other"), std::string::npos);
}

TEST(Rules, FindAThirdPartyInThePublicHeaderOfItsOwnModule) {
  Tree tree = clean();
  tree["include/hari/io/frame.hpp"] = licence + "#include <hdf5.h>\n";
  EXPECT_NE(only(leaking_third_parties(tree)).find("shows HDF5"), std::string::npos);
}

TEST(Rules, FindAThirdPartyInAModuleThatMayNotUseIt) {
  Tree tree = clean();
  tree["src/mesh/grid.cpp"] = licence + "#include <hdf5.h>\n";
  EXPECT_NE(only(leaking_third_parties(tree)).find("not for mesh"), std::string::npos);
}

TEST(Rules, FindEigenBelowMath) {
  Tree tree = clean();
  tree["src/core/error.cpp"] = licence + "#include <Eigen/Core>\n";
  EXPECT_NE(only(leaking_third_parties(tree)).find("not for core"), std::string::npos);
}

TEST(Rules, FindAThirdPartyThatNobodyDeclared) {
  Tree tree = clean();
  tree["src/mesh/grid.cpp"] = licence + "#include <boost/graph/graph.hpp>\n";
  EXPECT_NE(only(leaking_third_parties(tree)).find("boost"), std::string::npos);
}

TEST(Rules, FindAFileWithoutLicence) {
  Tree tree = clean();
  tree["scripts/run"] = "#!/usr/bin/env bash\necho\n";
  EXPECT_NE(only(missing_licences(tree)).find("scripts/run"), std::string::npos);
}

TEST(Rules, FindANoteOfUnfinishedWork) {
  Tree tree = clean();
  tree["docs/page.md"] = std::string("TO") + "DO: write this\n";
  EXPECT_NE(only(forbidden_words(tree)).find("docs/page.md"), std::string::npos);
}

TEST(Rules, FindAPathOfADevelopersMachine) {
  Tree tree = clean();
  tree["scripts/run"] = std::string("cd /wo") + "rk/main\n";
  EXPECT_NE(only(forbidden_words(tree)).find("scripts/run"), std::string::npos);
}

TEST(Rules, FindAProductByItsIdAndItsNamesHoweverWritten) {
  for (const char* said : {"my_gel_2", "MY_GEL_2", "Wonder Gel", "wonder gel", "ゲル"}) {
    Tree tree = clean();
    tree["data/products/my_gel_2.toml"] =
        licence + "id = \"my_gel_2\"\nname = { en = \"Wonder Gel\", ja = \"ゲル\" }\n";
    EXPECT_TRUE(named_products(tree).empty());
    tree["src/mesh/grid.cpp"] = licence + "// as " + said + " does\n";
    EXPECT_NE(only(named_products(tree)).find("src/mesh/grid.cpp names the product"), std::string::npos) << said;
  }
  // A word of biology is free.
  Tree tree = clean();
  tree["data/products/exosome.toml"] = licence + "name = { en = \"Exosome\", ja = \"何か\" }\n";
  tree["src/mesh/grid.cpp"] = licence + "// exosome\n";
  EXPECT_TRUE(named_products(tree).empty()) << testing::PrintToString(named_products(tree));
}

TEST(Rules, FindALawThatReadsTheAgeOfTheSubject) {
  Tree tree = clean();
  tree["src/mechanics/law.cpp"] += "double g(const Tissue& tissue) { return 1 / tissue.age.count(); }\n";
  EXPECT_NE(only(laws_that_know_the_age(tree)).find("uses age"), std::string::npos);
}

TEST(Rules, LookPastACommentAndAString) {
  Tree tree = clean();
  tree["src/probe/suction.cpp"] = licence + "auto a = \"a \\\" // age\"; /* age\n age */ auto b = tissue.age; // age\n";
  EXPECT_NE(only(laws_that_know_the_age(tree)).find("src/probe/suction.cpp"), std::string::npos);
  tree["src/probe/suction.cpp"] =
      licence + "auto a = \"a \\\" // age\"; /* age\n age */ auto b = tissue.grid; // age\n";
  EXPECT_TRUE(laws_that_know_the_age(tree).empty());
}

}  // namespace
}  // namespace hari::architecture
