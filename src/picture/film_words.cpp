// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "film_words.hpp"

#include "hari/core/build_info.hpp"
#include "hari/picture/block_picture.hpp"

namespace hari::picture {
namespace {

FilmWords english_film() {
  return {
      .title_ageing = "What the years do inside the skin",
      .title_sun = "What the sun does inside the skin",
      .title_treatment = "What a treatment does inside the skin",
      .title_cutometer = "How the spring of skin is measured",
      .simulated = "A computer simulation",
      .age = "age {}",
      .months = "month {}",
      .collagen = "Collagen: the steel frame",
      .elastic = "Elastic fibres: springs",
      .cell = "Cells: the builders",
      .stem_cell = "Stem cells: their source",
      .worn_cell = "Worn-out cells",
      .links = "Sugar links: rust",
      .hyaluronan = "Hyaluronan: water cushion",
      .surface = "surface",
      .dermis = "dermis",
      .fat = "fat",
      .bar = "1 mm",
      .at_once = "springs back at once",
      .in_the_end = "comes back in the end",
      .rises = "rises",
      .suck = "pull",
      .release = "let go",
      .time_axis = "seconds",
      .height_axis = "height of the skin",
      .meet_frame = "Inside the skin: collagen is its steel frame, elastic fibres are its springs.",
      .meet_cells = "Cells hold on to the frame and keep building. A water cushion fills the space.",
      .meet_pair = "The same skin twice, on the same day.",
      .pull = "A small cup pulls the skin up ... and lets go. Does it spring back?",
      .pull_again = "The same cup, the same pull. Dots: how far it rose when young.",
      .pull_both = "The same pull on both.",
      .sprang = "It rose {0:.2f} mm, and {1:.0f} % of that sprang back at once.",
      .sprang_was = "{0:.0f} % springs back at once; at {2:.0f} it was {1:.0f} %.",
      .sprang_against =
          "{0:.0f} % springs back at once ({1:.0f} % at {2:.0f}). In real people it falls: the model is not "
          "right here yet.",
      .sprang_pair = "{0:.1f} % springs back at once on the left, {1:.1f} % on the right.",
      .less_collagen = "The steel frame thins and breaks: {:.0f} % less collagen.",
      .more_collagen = "New steel is laid down: {:.0f} % more collagen.",
      .less_spread = "Cells lose their hold, shrink and build less.",
      .more_spread = "Cells wake up, spread and build.",
      .less_elastin = "Springs are lost: {:.0f} % fewer elastic fibres.",
      .more_links = "Sugar sticks to the frame like rust and makes it brittle.",
      .less_hyaluronan = "The water cushion shrinks: {:.0f} % less hyaluronan.",
      .more_hyaluronan = "The water cushion swells: {:.0f} % more hyaluronan.",
      .thinner = "The skin gets thinner: {:.0f} %.",
      .thicker = "The skin gets thicker: {:.0f} %.",
      .little_change = "Little changes.",
      .sun_breaks = "Sunlight calls up enzymes that tear down the frame.",
      .is_above = "{0}: up to {3:.0f} % more {2} than {1}.",
      .is_below = "{0}: up to {3:.0f} % less {2} than {1}.",
      .is_times = "{0}: up to {3:.0f} times the {2} of {1}.",
      .is_like = "\"{0}\" and \"{1}\" hardly differ.",
      .what_collagen = "steel frame (collagen)",
      .what_spread = "stretch in the cells",
      .what_hyaluronan = "water cushion (hyaluronan)",
      .what_links = "rust (sugar links)",
      .what_elastin = "springs (elastic fibres)",
      .what_thickness = "thickness",
      .please_read = "Please read",
      .disclaimers = {std::string(core::disclaimer), "Effects differ from person to person.",
                      "Not modelled: pores, acne scars, tone and pigment, dark circles, sebum, atopy."},
      .unapproved = "Medicines and devices that are not approved may be included (see the products in the report).",
      .supposed = "This film rests on hypotheses that the evidence does not carry (see the report).",
      .schematic =
          "Drawn to scale: thickness, surface under the cup. By eye: only some fibres and cells are shown, "
          "thicker than life; fat, and how the depth follows the cup, are sketches. Between computed ages the "
          "picture is interpolated. The first tenth of a second of each pull is slowed down.",
      .made_by = "hari {}, seed {}",
  };
}

FilmWords japanese_film() {
  return {
      .title_ageing = "年齢とともに、肌の中で起きること",
      .title_sun = "日光が、肌の中で起こすこと",
      .title_treatment = "治療で、肌の中はどう変わるのか",
      .title_cutometer = "肌のハリは、こうして測ります",
      .simulated = "コンピューターによるシミュレーション",
      .age = "{} 歳",
      .months = "{} か月",
      .collagen = "コラーゲン ＝ 鉄骨",
      .elastic = "エラスチン ＝ バネ",
      .cell = "線維芽細胞 ＝ 作り手",
      .stem_cell = "皮膚幹細胞 ＝ 作り手のもと",
      .worn_cell = "老化した細胞",
      .links = "糖化 ＝ サビ",
      .hyaluronan = "ヒアルロン酸 ＝ 水のクッション",
      .surface = "表面",
      .dermis = "真皮",
      .fat = "皮下脂肪",
      .bar = "1 mm",
      .at_once = "すぐに戻る割合",
      .in_the_end = "最後に戻る割合",
      .rises = "伸び",
      .suck = "吸う",
      .release = "放す",
      .time_axis = "秒",
      .height_axis = "肌の高さ",
      .meet_frame = "肌の中です。コラーゲンは「鉄骨」、エラスチンは「バネ」。",
      .meet_cells = "細胞は鉄骨につかまり、肌を作り続けます。すき間は水のクッション。",
      .meet_pair = "同じ肌が、ふたつ。同じ日から始めます。",
      .pull = "小さなカップで肌を吸って、放します。ぷるんと戻るでしょうか。",
      .pull_again = "同じカップ、同じ力です。点線は、はじめの伸びです。",
      .pull_both = "どちらも同じ力で吸ってみます。",
      .sprang = "{0:.2f} mm 伸びて、その {1:.0f}% がすぐに戻りました。",
      .sprang_was = "すぐに戻るのは {0:.0f}%。{2:.0f}歳では {1:.0f}% でした。",
      .sprang_against = "すぐに戻るのは {0:.0f}%（{2:.0f}歳 {1:.0f}%）。実際の人では下がります。モデルの課題です。",
      .sprang_pair = "すぐに戻る割合: 左 {0:.1f}%、右 {1:.1f}%",
      .less_collagen = "鉄骨（コラーゲン）が細り、切れていきます。量は {:.0f}% 減りました。",
      .more_collagen = "新しい鉄骨（コラーゲン）ができます。量は {:.0f}% 増えました。",
      .less_spread = "つかまる鉄骨を失った細胞は縮み、作る力が落ちます。",
      .more_spread = "細胞が目を覚まし、伸びて、作り始めます。",
      .less_elastin = "バネ（エラスチン）が失われます。{:.0f}% 減りました。",
      .more_links = "糖がこびりつき、鉄骨がサビるようにもろくなります。",
      .less_hyaluronan = "水のクッションがしぼみます。ヒアルロン酸は {:.0f}% 減りました。",
      .more_hyaluronan = "水のクッションがふくらみます。ヒアルロン酸は {:.0f}% 増えました。",
      .thinner = "肌が薄くなります（{:.0f}%）。",
      .thicker = "肌が厚くなります（{:.0f}%）。",
      .little_change = "大きな変化はありません。",
      .sun_breaks = "日光は、鉄骨を壊す酵素（MMP）を呼び出します。",
      .is_above = "「{1}」とくらべて「{0}」は、{2}が最大 {3:.0f}% 上回りました。",
      .is_below = "「{1}」とくらべて「{0}」は、{2}が最大 {3:.0f}% 下回りました。",
      .is_times = "「{0}」では、{2}が最大で「{1}」の {3:.0f} 倍になりました。",
      .is_like = "「{0}」と「{1}」に、ほとんど差はありません。",
      .what_collagen = "鉄骨（コラーゲン）",
      .what_spread = "細胞の伸び",
      .what_hyaluronan = "水のクッション（ヒアルロン酸）",
      .what_links = "サビ（糖化）",
      .what_elastin = "バネ（エラスチン）",
      .what_thickness = "肌の厚み",
      .please_read = "お読みください",
      .disclaimers = {japanese().disclaimer, "効果には個人差があります。",
                      "本モデルで扱わないもの: 毛穴、ニキビ跡、色調・色素沈着、クマ、皮脂、アトピー。"},
      .unapproved = "未承認の医薬品・医療機器を含む場合があります（製品欄を参照）。",
      .supposed = "この動画には、十分な根拠のない仮説が含まれています（レポート参照）。",
      .schematic =
          "厚さとカップの下の表面は計算どおりの縮尺です。線維と細胞は一部だけを太く描き、脂肪と、奥の動きは模式図です。"
          "計算した年齢のあいだは補って描いています。吸った直後・放した直後の0.1秒は、ゆっくり再生しています。",
      .made_by = "hari {}　乱数シード {}",
  };
}

}  // namespace

const FilmWords& film_words(bool japanese_wanted) {
  static const FilmWords en = english_film(), ja = japanese_film();
  return japanese_wanted ? ja : en;
}

}  // namespace hari::picture
