// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "stored_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "hari/core/error.hpp"
#include "hari/core/time.hpp"
#include "hari/io/run_folder.hpp"

namespace hari::picture {
namespace {

template <class T>
const std::vector<T>& numbers(const core::ColumnGroup& group, const std::string& name) {
  const core::Column& column = core::find_column(group, name);
  if (const auto* v = std::get_if<std::vector<T>>(&column.values)) return *v;
  core::column_type_differs(group, name);
}

}  // namespace

std::size_t SuctionReading::at(double t) const {
  const auto after = std::ranges::upper_bound(time, t);
  return after == time.begin() ? 0 : static_cast<std::size_t>(after - time.begin()) - 1;
}

double SuctionReading::height_at(double t) const {
  const std::size_t i = at(t), next = std::min(i + 1, time.size() - 1);
  const double length = time[next] - time[i];
  return height[i] + (length > 0 ? std::clamp((t - time[i]) / length, 0.0, 1.0) : 0) * (height[next] - height[i]);
}

double SuctionReading::let_go() const {
  for (std::size_t i = 1; i < time.size(); ++i)
    if (pressure[i] < pressure[i - 1]) return time[i - 1];
  return time.back();
}

double SuctionReading::cycle_end() const {
  bool down = false;
  for (std::size_t i = 1; i < time.size(); ++i) {
    down = down || pressure[i] < pressure[i - 1];
    if (down && pressure[i] > pressure[i - 1]) return time[i - 1];
  }
  return time.back();
}

StoredRun::StoredRun(std::filesystem::path folder) : folder_(std::move(folder)) {
  const io::Stored run = io::read_run(folder_);
  std::map<std::string, const core::ColumnGroup*> curves, domes;
  for (const core::ColumnGroup& g : run.groups) {
    if (g.name == "index")
      for (double days : numbers<double>(g, "age")) ages_.push_back(core::in_years(core::Days{days}));
    if (g.name == "run") seed_ = numbers<std::uint64_t>(g, "seed").at(0);
    if (g.name == "series") series_ = g;
    if (g.name.starts_with("curves/")) curves[g.name.substr(7)] = &g;
    if (g.name.starts_with("domes/")) domes[g.name.substr(6)] = &g;
  }
  if (ages_.empty()) throw core::IoError(fmt::format("{} holds no frames", folder_.string()));
  const std::vector<double>& read_at = numbers<double>(series_, "age_years");
  for (const auto& [name, curve] : curves) {
    if (readings_.size() >= read_at.size()) break;
    SuctionReading r{.age = read_at[readings_.size()],
                     .time = numbers<double>(*curve, "time_s"),
                     .pressure = numbers<double>(*curve, "pressure_kpa"),
                     .height = numbers<double>(*curve, "height_mm"),
                     .points = 0,
                     .surface = {}};
    if (const auto dome = domes.find(name); dome != domes.end() && !r.time.empty()) {
      r.surface = numbers<float>(*dome->second, "position");
      r.points = r.surface.size() / 3 / r.time.size();
    }
    readings_.push_back(std::move(r));
  }
  if (readings_.empty() || readings_.front().time.empty())
    throw core::IoError(fmt::format("{} holds no readings", folder_.string()));
}

std::shared_ptr<const tissue::Tissue> StoredRun::frame(std::size_t i) const {
  for (const auto& [row, tissue] : kept_)
    if (row == i) return tissue;
  auto tissue = std::make_shared<const tissue::Tissue>(tissue::restore(io::read_frame(folder_, i).groups));
  kept_.emplace_back(i, tissue);
  constexpr std::size_t most = 3;
  if (kept_.size() > most) kept_.erase(kept_.begin());
  return tissue;
}

Moment StoredRun::at(double age) const {
  age = std::clamp(age, ages_.front(), ages_.back());
  std::size_t i = static_cast<std::size_t>(std::ranges::upper_bound(ages_, age) - ages_.begin());
  i = std::min(i > 0 ? i - 1 : 0, ages_.size() > 1 ? ages_.size() - 2 : 0);
  const std::size_t next = std::min(i + 1, ages_.size() - 1);
  if (!passage_ || passage_at_ != i) {
    passage_.reset();
    passage_ = std::make_unique<Passage>(frame(i), frame(next));
    passage_at_ = i;
  }
  const double length = ages_[next] - ages_[i];
  return passage_->at(length > 0 ? (age - ages_[i]) / length : 0);
}

double StoredRun::value(const std::string& column, double age) const {
  const std::vector<double>&x = numbers<double>(series_, "age_years"), &y = numbers<double>(series_, column);
  if (x.empty() || y.size() != x.size()) throw core::IoError(fmt::format("{} holds no readings", folder_.string()));
  const auto after = std::ranges::lower_bound(x, age);
  if (after == x.begin()) return y.front();
  if (after == x.end()) return y.back();
  const auto i = static_cast<std::size_t>(after - x.begin());
  return y[i - 1] + (y[i] - y[i - 1]) * (age - x[i - 1]) / (x[i] - x[i - 1]);
}

std::vector<double> StoredRun::read_at() const {
  std::vector<double> ages;
  for (const SuctionReading& r : readings_) ages.push_back(r.age);
  return ages;
}

std::vector<double> StoredRun::seen_at() const {
  constexpr double half_a_day = 0.5 / core::days_per_year.count();
  std::vector<double> ages = read_at();
  std::erase_if(ages, [&](double age) {
    return std::ranges::none_of(ages_, [&](double frame) { return std::abs(frame - age) <= half_a_day; });
  });
  return ages;
}

const SuctionReading& StoredRun::reading(double age) const {
  return *std::ranges::min_element(readings_, {}, [&](const SuctionReading& r) { return std::abs(r.age - age); });
}

}  // namespace hari::picture
