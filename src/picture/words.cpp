// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/build_info.hpp"
#include "hari/picture/block_picture.hpp"

namespace hari::picture {

const Words& english() {
  static const Words words{
      .age = "age {} years",
      .epidermis = "epidermis",
      .papillary = "papillary dermis",
      .reticular = "reticular dermis",
      .fat = "fat",
      .collagen_intact = "collagen, intact",
      .collagen_worn = "collagen, cut or thinned",
      .elastic = "elastic fibres",
      .retinaculum = "retinacula (anchors)",
      .fibroblast = "fibroblast, spread",
      .collapsed = "fibroblast, collapsed",
      .senescent = "senescent cell",
      .stem_cell = "stem cell",
      .hyaluronan = "hyaluronan, less - more",
      .not_to_scale =
          "{} of {} model fibres and {} cells drawn, thicker than life; fat lobules and surface are schematic",
      .scale_bar = "1 mm",
      .disclaimer = std::string(core::disclaimer),
  };
  return words;
}

const Words& japanese() {
  static const Words words{
      .age = "{} 歳",
      .epidermis = "表皮",
      .papillary = "真皮乳頭層",
      .reticular = "真皮網状層",
      .fat = "皮下脂肪",
      .collagen_intact = "コラーゲン線維（健常）",
      .collagen_worn = "コラーゲン線維（断片化）",
      .elastic = "エラスチン線維（バネ）",
      .retinaculum = "皮膚支帯（靭帯）",
      .fibroblast = "線維芽細胞（伸展）",
      .collapsed = "線維芽細胞（萎縮）",
      .senescent = "老化細胞",
      .stem_cell = "皮膚幹細胞",
      .hyaluronan = "ヒアルロン酸（少 → 多）",
      .not_to_scale =
          "モデル線維 {1} 本のうち {0} 本と細胞 {2} 個を、実際より太く描いています。脂肪小葉と表面の凹凸は模式図です。",
      .scale_bar = "1 mm",
      .disclaimer =
          "本シミュレーションは教育・研究を目的とした予測であり、診断や治療効果を保証するものではありません。",
  };
  return words;
}

const std::vector<std::filesystem::path>& usual_fonts() {
  static const std::vector<std::filesystem::path> paths{
      "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
      "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
      "/usr/share/fonts/opentype/ipafont-gothic/ipagp.ttf",
      "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
      "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
      "/usr/share/fonts/ipa-ex-gothic-fonts/ipaexg.ttf",
      "/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc",
  };
  return paths;
}

}  // namespace hari::picture
