// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/picture/film.hpp"

#include <fmt/format.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <list>
#include <optional>
#include <tuple>

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

/// A slow drift while the skin is met; the eye rests where the skin itself moves or changes.
View view_of(Scene scene, double share) {
  switch (scene) {
    case Scene::title:
      return {40, 22, 0, 0.3};
    case Scene::meet:
      return blend({40, 22, 0, 0.3}, {31, 18, 0, 0.3}, share);
    case Scene::pull:
      return {14, 9, 0.95, 0};
    case Scene::years:
    case Scene::compare:
    case Scene::end:
      break;
  }
  return {30, 18, 0, 0.3};
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

/// Between two that were drawn: the mean of what was drawn before and after.
Image mean(const Image& a, const Image& b, double t) {
  Image m{a.width, a.height, a.rgb};
  const int of_b = static_cast<int>(std::lround(256 * t));
  for (std::size_t i = 0; i < m.rgb.size(); ++i)
    m.rgb[i] = static_cast<std::uint8_t>((a.rgb[i] * (256 - of_b) + b.rgb[i] * of_b + 128) >> 8);
  return m;
}

Canvas::Point mean(const Canvas::Point& a, const Canvas::Point& b, double t) {
  return {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])};
}

/// Where on the picture the letters of one block go.
struct Places {
  std::vector<Canvas::Point> layers;
  Canvas::Point bar{}, cup{};
};

/// The skin at one moment, before letters.
struct Drawn {
  std::size_t frame = 0;
  Image image;
  std::vector<Places> places;
};

}  // namespace

struct Film::Parts {
  std::vector<FilmRun> given;
  FilmOptions options;
  Runs runs;
  std::vector<Shot> shots;
  Typeface face;
  OffscreenContext context;  // before what draws on it
  std::optional<Stage> stage;
  vtkNew<vtkRenderer> renderer;
  std::array<std::optional<Sampling>, 2> sampling;
  std::list<Drawn> kept;  // the two that were asked for last
  std::size_t blocks = 1;
  double highest = 0;     ///< of the curves [mm]
  double most_water = 0;  ///< hyaluronan of any block that is shown [ug/cm2]

  /// @name Where a picture of the film stands
  ///@{
  std::size_t pictures() const { return static_cast<std::size_t>(std::lround(options.seconds * options.rate)); }
  double time_of(std::size_t frame) const {
    return (static_cast<double>(frame) + 0.5) / static_cast<double>(pictures());
  }
  std::size_t shot_at(std::size_t frame) const;
  double share_of(std::size_t frame, const Shot& shot) const {
    return (time_of(frame) - shot.begin) / (shot.end - shot.begin);
  }
  /// The pictures that are drawn before and after this one, and how far it is from the first to the second.
  std::tuple<std::size_t, std::size_t, double> drawn_about(std::size_t frame) const;
  /// Whether a skin swells or sinks so fast that a blend of two pictures of a shot would show its surface twice.
  bool rises(const Shot& shot, std::size_t before, std::size_t after) const;
  ///@}
  BlockPicture picture() const;
  double age(const Part& part, const Shot& shot, double share) const;
  View view(std::size_t shot, double share) const;
  Image block(std::size_t place, const Shot& shot, double share, const View& view, Places& places);
  const Drawn& drawn(std::size_t frame);
  Image skin(std::size_t frame, FilmLetters& letters);
  BlockLetters letters_of(std::size_t place, const Shot& shot, double share) const;
  FilmLetters letters_of(const Shot& shot, double share) const;
};

std::size_t Film::Parts::shot_at(std::size_t frame) const {
  std::size_t k = 0;
  while (k + 1 < shots.size() && time_of(frame) >= shots[k].end) ++k;
  return k;
}

std::tuple<std::size_t, std::size_t, double> Film::Parts::drawn_about(std::size_t frame) const {
  const std::size_t k = shot_at(frame);
  const Scene scene = shots[k].scene;
  const auto quiet = [&](std::size_t f) { return shot_at(f) == k && is_quiet(scene, share_of(f, shots[k])); };
  if (scene == Scene::title || scene == Scene::end || scene == Scene::compare) {
    // The title lies on what comes, the disclaimer on what was seen last; two blocks that are compared rest.
    while (frame > 0 && shot_at(frame - 1) == k) --frame;
    return {frame, frame, 0};
  }
  if (!quiet(frame)) return {frame, frame, 0};
  std::size_t first = frame, last = frame;
  while (first > 0 && quiet(first - 1)) --first;
  while (last + 1 < pictures() && quiet(last + 1)) ++last;
  // The shorter the film, the farther things move from picture to picture, and a blend would show them twice.
  constexpr std::size_t most = 4, of_a_short_film = 120;
  const std::size_t beat = std::clamp<std::size_t>(pictures() / of_a_short_film, 1, most);
  const std::size_t before = first + (frame - first) / beat * beat, after = std::min(before + beat, last);
  if (rises(shots[k], before, after)) return {frame, frame, 0};
  return {before, after,
          after > before ? static_cast<double>(frame - before) / static_cast<double>(after - before) : 0};
}

bool Film::Parts::rises(const Shot& shot, std::size_t before, std::size_t after) const {
  constexpr double seen = 0.015;  // mm, one or two pixels
  if (shot.scene != Scene::years) return false;
  return std::ranges::any_of(shot.parts, [&](const Part& part) {
    const auto height = [&](std::size_t frame) {
      return runs[part.run]->value("thickness_mm", age(part, shot, share_of(frame, shot)));
    };
    return std::abs(height(after) - height(before)) > seen;
  });
}

BlockPicture Film::Parts::picture() const {
  BlockPicture p;
  p.width = options.width / static_cast<int>(blocks);
  p.height = options.height;
  p.oversampling = 1;
  p.links_full = 6;
  p.collagen = 2600;  // fewer than in a still, so that cut ends, springs and water are seen between them
  p.cells = 1000;
  if (blocks == 2) {
    p.shown_width = 2.9;
    p.shown_depth = 1.5;
    p.collagen = 2400;
    p.elastic = 1050;
    p.cells = 520;
  }
  return p;
}

double Film::Parts::age(const Part& part, const Shot& shot, double share) const {
  const double t = shot.scene == Scene::years ? 0.6 * share + 0.4 * smooth(share) : 0;
  return part.from + (part.to - part.from) * t;
}

View Film::Parts::view(std::size_t shot, double share) const {
  const View here = view_of(shots[shot].scene, share);
  if (shot == 0) return here;
  return blend(view_of(shots[shot - 1].scene, 1), here, shots[shot].scene == Scene::end ? 0 : smooth(share / turning));
}

Image Film::Parts::block(std::size_t place, const Shot& shot, double share, const View& view, Places& places) {
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
  staging.detail = 0.7;
  staging.peels = 2;
  if (blocks == 1)
    staging.field = {0.11, 0.68, 0.21, 0.88};
  else
    staging.field = {0.08, 0.93, 0.31, 0.8};

  MeshBuilder cup, outline;
  if (shot.scene == Scene::pull) {
    const SuctionReading& reading = run.reading(now);
    const double aperture = given[part.run].aperture_mm, leaving = smooth((share - cup_up) / (1 - cup_up));
    const double lift = 0.8 * (1 - smooth(share / (0.9 * cup_down))) + 0.8 * leaving;
    staging.bend = Suction(reading, suction_time(reading, share), 1 - leaving, aperture, warp);
    draw_cup(warp, aperture, lift, std::min(smooth(share / (0.5 * cup_down)), 1 - leaving), cup);
    staging.props.push_back(&cup);
    if (shot.again) {
      const SuctionReading& first = run.reading(run.first_age());
      draw_outline_of(Suction(first, first.let_go(), 1, aperture, warp), warp, 0.5 * aperture, ink, outline);
      staging.props.push_back(&outline);
    }
  }

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
      places.layers.push_back(
          at({warp.x0, z > warp.bottom_now[3] ? warp.y0 + view.opened * (warp.y1 - warp.y0) : warp.y0, z}));
  places.bar = at({warp.x0 + 0.5, warp.y0 - scale_bar_gap, warp.floor});
  places.cup = at({0.5 * (warp.x0 + warp.x1), warp.y0, warp.surface() + 1.0});
  return stage->shoot({renderer});
}

const Drawn& Film::Parts::drawn(std::size_t frame) {
  if (const auto at = std::ranges::find(kept, frame, &Drawn::frame); at != kept.end()) {
    kept.splice(kept.end(), kept, at);
    return kept.back();
  }
  const std::size_t k = shot_at(frame);
  const bool end = shots[k].scene == Scene::end, title = shots[k].scene == Scene::title;
  const Shot& shot = end ? shots[k - 1] : shots[k];
  const double share = end ? 1 : title ? 0 : share_of(frame, shot);
  Drawn d{frame, {options.width, options.height, {}}, {}};
  d.image.rgb.resize(3 * static_cast<std::size_t>(options.width) * options.height);
  for (std::size_t i = 0; i < shot.parts.size(); ++i) {
    d.places.emplace_back();
    const Image part = block(i, shot, share, view(k, end ? 1 : share), d.places.back());
    paste(part, d.image, part.width * static_cast<int>(i));
  }
  constexpr std::size_t most = 2;
  if (kept.size() >= most) kept.pop_front();
  kept.push_back(std::move(d));
  return kept.back();
}

Image Film::Parts::skin(std::size_t frame, FilmLetters& letters) {
  const auto [before, after, t] = drawn_about(frame);
  const Drawn& a = drawn(before);
  const Drawn& b = t > 0 ? drawn(after) : a;
  for (std::size_t i = 0; i < letters.blocks.size(); ++i) {
    BlockLetters& l = letters.blocks[i];
    for (std::size_t k = 0; k < a.places[i].layers.size(); ++k)
      l.layers.push_back(mean(a.places[i].layers[k], b.places[i].layers[k], t));
    l.bar = mean(a.places[i].bar, b.places[i].bar, t);
    l.cup = mean(a.places[i].cup, b.places[i].cup, t);
  }
  return t > 0 ? mean(a.image, b.image, t) : a.image;
}

BlockLetters Film::Parts::letters_of(std::size_t place, const Shot& shot, double share) const {
  const Part& part = shot.parts[place];
  const StoredRun& run = *runs[part.run];
  BlockLetters l;
  l.age = age(part, shot, share);
  l.label = options.story == Story::cutometer
                ? fmt::format(fmt::runtime(film_words(options.japanese).age), std::lround(std::floor(l.age + 1e-6)))
                : given[part.run].label;
  l.at_once = run.value("R7", l.age);
  l.in_the_end = run.value("R2", l.age);
  l.first_at_once = run.value("R7", run.first_age());
  l.first_in_the_end = run.value("R2", run.first_age());
  l.water = most_water > 0 ? run.value("hyaluronan_ug_per_cm2", l.age) / most_water : 0;
  l.first_water =
      most_water > 0 ? run.value("hyaluronan_ug_per_cm2", shots.front().parts.front().from) / most_water : 0;
  if (shot.scene != Scene::pull) return l;
  l.reading = &run.reading(l.age);
  l.time = suction_time(*l.reading, share);
  l.sucking = l.time < l.reading->let_go();
  if (share > 0.8 * cup_down) l.cup_opacity = 1 - smooth((share - cup_up) / (1 - cup_up));
  if (shot.again) l.first = &run.reading(run.first_age());
  return l;
}

FilmLetters Film::Parts::letters_of(const Shot& shot, double share) const {
  FilmLetters letters;
  letters.first_age =
      std::min_element(shots.begin(), shots.end(),
                       [](const Shot& a, const Shot& b) { return a.parts.front().from < b.parts.front().from; })
          ->parts.front()
          .from;
  letters.last_age = shots.back().parts.back().to;
  letters.months = options.story != Story::cutometer && counts_months(letters.first_age, letters.last_age);
  letters.highest = highest;
  for (std::size_t i = 0; i < shot.parts.size(); ++i) letters.blocks.push_back(letters_of(i, shot, share));
  if (shot.captions.empty()) return letters;
  const double at = share * static_cast<double>(shot.captions.size());
  const auto which = std::min(static_cast<std::size_t>(at), shot.captions.size() - 1);
  const double own = at - static_cast<double>(which);
  letters.caption = shot.captions[which];
  letters.caption_opacity = std::min(smooth(own / 0.1), smooth((1 - own) / 0.06));
  return letters;
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
  for (const Shot& shot : p.shots)
    for (const Part& part : shot.parts)
      for (const double age : p.runs[part.run]->read_at())
        if (age >= part.from && age <= part.to)
          p.most_water = std::max(p.most_water, p.runs[part.run]->value("hyaluronan_ug_per_cm2", age));
  p.highest *= 1.15;
  p.stage.emplace(options.width / static_cast<int>(p.blocks), options.height, 1);
  p.stage->hold(p.renderer);
}

Film::~Film() = default;

std::size_t Film::frames() const {
  return parts_->pictures();
}

const FilmOptions& Film::options() const {
  return parts_->options;
}

Image Film::frame(std::size_t i) {
  Parts& p = *parts_;
  core::expect(i < frames(), "a film has no picture beyond its end");
  const FilmOptions& o = p.options;
  const FilmWords& w = film_words(o.japanese);
  const Shot& shot = p.shots[p.shot_at(i)];
  const double share = p.share_of(i, shot);
  const bool card = shot.scene == Scene::title || shot.scene == Scene::end;
  FilmLetters letters = p.letters_of(shot, share);
  Image image = p.skin(i, letters);
  Canvas canvas(image, p.face);
  constexpr double fade = 0.3;  // of a card
  if (card) {
    // The title lifts off the skin, the disclaimer comes down on it.
    const bool title = shot.scene == Scene::title;
    const double here = title ? smooth((1 - share) / fade) : smooth(share / fade);
    Colour low = sky_below, high = mix(sky_above, sky_below, 0.4);
    low.a = high.a = (title ? 0.84 : 1) * here;
    canvas.wash(low, high);
    if (!o.letters) return image;
    if (title) {
      const std::string& words = o.story == Story::ultraviolet ? (o.sun_alone ? w.title_sun : w.title_pair)
                                 : o.story == Story::treatment ? w.title_treatment
                                 : o.story == Story::cutometer ? w.title_cutometer
                                                               : w.title_ageing;
      letter_title(words, o.subtitle, o.treatment, w, here,
                   canvas);  // from the first: it is what a list of films shows
    } else {
      const std::string made_by = fmt::format(fmt::runtime(w.made_by), core::version(), p.runs.front()->seed());
      letter_end(w, o.story == Story::treatment, o.hypotheses, made_by, here, canvas);
    }
    return image;
  }
  if (!o.letters) return image;
  letter_block(letters, w, o.japanese ? japanese().disclaimer : english().disclaimer, canvas);
  return image;
}

}  // namespace hari::picture
