// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/picture/film.hpp"

#include <fmt/format.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "canvas.hpp"
#include "film_letters.hpp"
#include "film_plan.hpp"
#include "film_words.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/picture/block_picture.hpp"
#include "scene.hpp"
#include "suction.hpp"

namespace hari::picture {
namespace {

double smooth(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

/// Where the eye stands, and how far the skin is opened.
struct View {
  double azimuth = 0, elevation = 0;  ///< [degree]
  double headroom = 0;                ///< [mm]
  double opened = 0;                  ///< share of the block from which the epidermis is lifted off [-]
};
View blend(const View& a, const View& b, double t) {
  const auto m = [t](double p, double q) { return p + t * (q - p); };
  return {m(a.azimuth, b.azimuth), m(a.elevation, b.elevation), m(a.headroom, b.headroom), m(a.opened, b.opened)};
}

/// A slow drift within each kind of scene.
View view_of(Scene scene, double share) {
  switch (scene) {
    case Scene::title:
      return {40, 22, 0, 0.3};
    case Scene::meet:
      return blend({40, 22, 0, 0.3}, {31, 18, 0, 0.3}, share);
    case Scene::pull:
      return blend({16, 9, 0.95, 0}, {12, 9, 0.95, 0}, share);
    case Scene::years:
    case Scene::end:
      break;
  }
  return blend({34, 19, 0, 0.3}, {25, 16, 0, 0.3}, share);
}

void require(bool good, const std::string& what) {
  if (!good) throw core::ModelError("film: " + what);
}

void check(const FilmOptions& o, std::size_t runs) {
  require(o.width >= 320 && o.width <= 3840 && o.width % 2 == 0, "the width is 320 to 3840 pixels, even");
  require(o.height >= 180 && o.height <= 2160 && o.height % 2 == 0, "the height is 180 to 2160 pixels, even");
  require(o.rate >= 1 && o.rate <= 60, "the rate is 1 to 60 pictures a second");
  require(o.seconds >= 1 && o.seconds <= 600, "it lasts 1 to 600 s");
  require(runs >= 1 && runs <= 2, "one run, or two side by side");
  require(o.story != Story::treatment || runs == 2,
          "a treatment is shown beside its untreated twin, and there is none");
  require(o.story != Story::cutometer || runs == 1, "the suction cycle is that of one run");
  require(o.story != Story::ageing || runs == 1, "ageing is that of one run; two side by side: the story uv");
}

void paste(const Image& from, Image& to, int left) {
  for (int y = 0; y < from.height; ++y)
    std::copy_n(from.rgb.data() + 3 * static_cast<std::size_t>(y) * from.width,
                3 * static_cast<std::size_t>(from.width),
                to.rgb.data() + 3 * (static_cast<std::size_t>(y) * to.width + left));
}

}  // namespace

struct Film::Parts {
  std::vector<FilmRun> given;
  FilmOptions options;
  Runs runs;
  std::vector<Shot> shots;
  Typeface face;
  OffscreenContext context;  // before what draws on it
  std::optional<Stage> stage;
  std::array<std::optional<Sampling>, 2> sampling;
  std::optional<Image> still;  // of the title and the end: it does not move
  Scene still_of = Scene::title;
  std::size_t blocks = 1;
  double highest = 0;

  BlockPicture picture() const;
  double age(const Part& part, const Shot& shot, double share) const;
  Image block(std::size_t place, const Shot& shot, double share, const View& view, BlockLetters& letters);
  Image scene(const Shot& shot, double share, const View& view, FilmLetters& letters);
};

BlockPicture Film::Parts::picture() const {
  BlockPicture p;
  p.width = options.width / static_cast<int>(blocks);
  p.height = options.height;
  p.oversampling = 1;
  p.links_full = 6;
  p.collagen = 3600;
  p.cells = 1000;
  if (blocks == 2) {
    p.shown_width = 2.9;
    p.shown_depth = 1.5;
    p.collagen = 3400;
    p.elastic = 1050;
    p.cells = 520;
  }
  return p;
}

double Film::Parts::age(const Part& part, const Shot& shot, double share) const {
  const double t = shot.scene == Scene::years ? 0.6 * share + 0.4 * smooth(share) : 0;
  return part.from + (part.to - part.from) * t;
}

Image Film::Parts::block(std::size_t place, const Shot& shot, double share, const View& view, BlockLetters& letters) {
  const Part& part = shot.parts[place];
  const StoredRun& run = *runs[part.run];
  BlockPicture p = picture();
  p.azimuth = view.azimuth;
  p.elevation = view.elevation;
  p.epidermis_opened = view.opened;
  const double now = age(part, shot, share);
  Moment moment = run.at(now);
  const Warp warp = make_warp(moment.tissue, p);
  if (!sampling[part.run]) sampling[part.run] = sampling_of(run.at(run.first_age()).tissue, warp, p);
  Staging staging{.sampling = *sampling[part.run], .cells = std::move(moment.cells)};
  staging.headroom = view.headroom;
  if (blocks == 1)
    staging.field = {0.11, 0.7, 0.2, 0.88};
  else
    staging.field = {0.08, 0.93, 0.25, 0.8};

  letters.age = now;
  letters.at_once = run.value("R7", now);
  letters.in_the_end = run.value("R2", now);
  letters.first_at_once = run.value("R7", run.first_age());
  letters.first_in_the_end = run.value("R2", run.first_age());
  MeshBuilder cup, outline;
  if (shot.scene == Scene::pull) {
    const SuctionReading& reading = run.reading(now);
    const double aperture = given[part.run].aperture_mm, leaving = smooth((share - cup_up) / (1 - cup_up));
    const double lift = 0.8 * (1 - smooth(share / (0.9 * cup_down))) + 0.8 * leaving;
    letters.cup_opacity = std::min(smooth(share / (0.5 * cup_down)), 1 - leaving);
    letters.time = suction_time(reading, share);
    letters.reading = &reading;
    letters.sucking = letters.time < reading.let_go() && share > 0.8 * cup_down;
    if (share < 0.8 * cup_down) letters.cup_opacity = 0;
    staging.bend = Suction(reading, letters.time, 1 - leaving, aperture, warp);
    draw_cup(warp, aperture, lift, std::min(smooth(share / (0.5 * cup_down)), 1 - leaving), cup);
    staging.props.push_back(&cup);
    if (shot.again) {
      const SuctionReading& first = run.reading(run.first_age());
      letters.first = &first;
      draw_outline_of(Suction(first, first.let_go(), 1, aperture, warp), warp, 0.5 * aperture, ink, outline);
      staging.props.push_back(&outline);
    }
  }

  vtkNew<vtkRenderer> renderer;
  set_scene(moment.tissue, warp, p, staging, renderer);
  const Projection project = projection(renderer->GetActiveCamera(), static_cast<double>(p.width) / p.height);
  const double wide = 720.0 * p.width / p.height, left = wide * static_cast<double>(place);
  const auto at = [&](const math::Vec3& v) {
    const auto q = project(v);
    return Canvas::Point{left + q[0] * wide, 720 * q[1]};
  };
  if (blocks == 1)
    for (const double z : {0.5 * (warp.bottom_now[3] + warp.top_now[3]), 0.5 * (warp.bottom_now[1] + warp.top_now[2]),
                           0.5 * (warp.floor + warp.dermis_bottom())})
      letters.layers.push_back(
          at({warp.x0, z > warp.bottom_now[3] ? warp.y0 + view.opened * (warp.y1 - warp.y0) : warp.y0, z}));
  letters.bar = at({warp.x0 + 0.5, warp.y0 - scale_bar_gap, warp.floor});
  letters.cup = at({0.5 * (warp.x0 + warp.x1), warp.y0, warp.surface() + 1.0});
  return stage->shoot({renderer});
}

Image Film::Parts::scene(const Shot& shot, double share, const View& view, FilmLetters& letters) {
  letters.first_age =
      std::min_element(shots.begin(), shots.end(),
                       [](const Shot& a, const Shot& b) { return a.parts.front().from < b.parts.front().from; })
          ->parts.front()
          .from;
  letters.last_age = shots.back().parts.back().to;
  constexpr double few_years = 6;
  letters.months = options.story != Story::cutometer && letters.last_age - letters.first_age <= few_years;
  letters.highest = highest;
  Image whole{options.width, options.height, {}};
  whole.rgb.resize(3 * static_cast<std::size_t>(options.width) * options.height);
  for (std::size_t i = 0; i < shot.parts.size(); ++i) {
    BlockLetters b;
    const Image part = block(i, shot, share, view, b);
    b.label = options.story == Story::cutometer
                  ? fmt::format(fmt::runtime(film_words(options.japanese).age), std::lround(std::floor(b.age + 1e-6)))
                  : given[shot.parts[i].run].label;
    letters.blocks.push_back(std::move(b));
    paste(part, whole, part.width * static_cast<int>(i));
  }
  return whole;
}

Film::Film(std::vector<FilmRun> runs, const FilmOptions& options) : parts_(std::make_unique<Parts>()) {
  check(options, runs.size());
  Parts& p = *parts_;
  p.given = std::move(runs);
  p.options = options;
  if (options.letters) p.face = find_typeface(options.japanese);
  std::vector<std::string> labels;
  for (const FilmRun& run : p.given) {
    p.runs.push_back(std::make_unique<StoredRun>(run.folder));
    labels.push_back(run.label);
  }
  p.shots = plan_of(p.runs, labels, options);
  p.blocks = p.shots.front().parts.size();
  for (const Shot& shot : p.shots)
    for (const Part& part : shot.parts)
      for (const double height : p.runs[part.run]->reading(part.to).height) p.highest = std::max(p.highest, height);
  p.highest *= 1.15;
  p.stage.emplace(options.width / static_cast<int>(p.blocks), options.height, 1);
}

Film::~Film() = default;

std::size_t Film::frames() const {
  return static_cast<std::size_t>(std::lround(parts_->options.seconds * parts_->options.rate));
}

const FilmOptions& Film::options() const {
  return parts_->options;
}

Image Film::frame(std::size_t i) {
  Parts& p = *parts_;
  core::expect(i < frames(), "a film has no picture beyond its end");
  const FilmOptions& o = p.options;
  const FilmWords& w = film_words(o.japanese);
  const double t = (static_cast<double>(i) + 0.5) / static_cast<double>(frames());
  std::size_t k = 0;
  while (k + 1 < p.shots.size() && t >= p.shots[k].end) ++k;
  const Shot& shot = p.shots[k];
  const double share = (t - shot.begin) / (shot.end - shot.begin);

  constexpr double turn = 0.22;  // of a shot, over which the eye comes from the one before
  View view = view_of(shot.scene, share);
  if (k > 0) view = blend(view_of(p.shots[k - 1].scene, 1), view, shot.scene == Scene::end ? 0 : smooth(share / turn));

  const bool card = shot.scene == Scene::title || shot.scene == Scene::end;
  FilmLetters letters;
  if (card) {
    if (!p.still || p.still_of != shot.scene) {
      // The end comes down on what was seen last.
      const Shot& under = shot.scene == Scene::end ? p.shots[k - 1] : shot;
      p.still = p.scene(under, shot.scene == Scene::end ? 1 : 0, view, letters);
      p.still_of = shot.scene;
    }
  }
  Image image = card ? *p.still : p.scene(shot, share, view, letters);
  Canvas canvas(image, p.face);
  constexpr double fade = 0.3;  // of a card
  if (card) {
    // The title lifts off the skin, the disclaimer comes down on it.
    const bool title = shot.scene == Scene::title;
    const double here = title ? smooth((1 - share) / fade) : smooth(share / fade);
    Colour low = sky_below, high = mix(sky_above, sky_below, 0.4);
    low.a = high.a = (title ? 0.84 : 0.94) * here;
    canvas.wash(low, high);
    if (!o.letters) return image;
    if (title) {
      const std::string& words = o.story == Story::ultraviolet ? w.title_sun
                                 : o.story == Story::treatment ? w.title_treatment
                                 : o.story == Story::cutometer ? w.title_cutometer
                                                               : w.title_ageing;
      letter_title(words, o.subtitle, w, here * smooth(share / 0.12), canvas);
    } else {
      const std::string made_by = fmt::format(fmt::runtime(w.made_by), core::version(), p.runs.front()->seed());
      letter_end(w, o.story == Story::treatment, made_by, here, canvas);
    }
    return image;
  }
  if (!o.letters) return image;
  if (!shot.captions.empty()) {
    const double at = share * static_cast<double>(shot.captions.size());
    const auto which = std::min(static_cast<std::size_t>(at), shot.captions.size() - 1);
    const double own = at - static_cast<double>(which);
    letters.caption = shot.captions[which];
    letters.caption_opacity = std::min(smooth(own / 0.1), smooth((1 - own) / 0.06));
  }
  letter_block(letters, w, o.japanese ? japanese().disclaimer : english().disclaimer, canvas);
  return image;
}

}  // namespace hari::picture
