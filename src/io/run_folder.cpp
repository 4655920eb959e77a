// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/run_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "finite.hpp"
#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/io/csv.hpp"
#include "hari/io/view.hpp"
#include "same_run.hpp"

namespace hari::io {
namespace fs = std::filesystem;
namespace {

std::string frame_name(std::size_t index) {
  return fmt::format("{:04}", index);
}

/// @return a name that a run without a checkpoint would not have left there; empty if there is none
std::string stranger_in(const fs::path& folder) {
  constexpr std::array<std::string_view, 5> own{"lock", "frames", "checkpoint.h5.part", "timing.h5", "twin"};
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    std::string name = entry.path().filename().string();
    if (std::find(own.begin(), own.end(), name) == own.end()) return name;
  }
  return {};
}

void check_may_create(const fs::path& folder) {
  for (const char* file : {"checkpoint.h5", "run.h5"})
    if (fs::exists(folder / file))
      throw core::IoError(
          fmt::format("{} holds a run already: resume it with \"hari resume {}\", or name another folder",
                      folder.string(), folder.string()));
  if (fs::is_empty(folder)) return;
  const std::string stranger = fs::exists(folder / "lock") ? stranger_in(folder) : "no lock file of a run";
  if (!stranger.empty())
    throw core::IoError(fmt::format("{} is not empty and not a run of hari ({}): name a new folder", folder.string(),
                                    fs::exists(folder / "lock") ? fmt::format("it holds \"{}\"", stranger) : stranger));
}

/// @return descriptor that holds the lock
int take_lock(const fs::path& folder) {
  const fs::path path = folder / "lock";
  const int fd = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    throw core::IoError(fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(errno)));
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  const int cause = errno;
  ::close(fd);
  if (cause == EWOULDBLOCK) throw core::IoError(fmt::format("another hari is writing to {}", folder.string()));
  throw core::IoError(fmt::format("cannot lock {}: {}", path.string(), std::generic_category().message(cause)));
}

/// What the standard library says of the file system becomes an IoError.
template <class Work>
void guarded(const Work& work) {
  try {
    work();
  } catch (const fs::filesystem_error& e) {
    throw core::IoError(fmt::format("cannot use {}: {}", e.path1().string(), e.code().message()));
  }
}

/// @throws BugError if domes, curves and series do not belong together
std::vector<DomeEntry> domes_of(const RunRecord& record) {
  const auto numbers = [](const core::ColumnGroup& g, const std::string& name) {
    return std::get<std::vector<double>>(core::find_column(g, name).values);
  };
  const std::vector<double> ages = numbers(record.series, "age_years");
  core::expect(record.domes.size() == record.curves.size() && ages.size() == record.domes.size(),
               "every reading has a curve and a dome");
  std::vector<DomeEntry> domes;
  for (std::size_t i = 0; i < ages.size(); ++i) {
    const auto* position = std::get_if<std::vector<float>>(&core::find_column(record.domes[i], "position").values);
    if (position == nullptr) core::column_type_differs(record.domes[i], "position");
    domes.push_back({.age_years = ages[i], .time_s = numbers(record.curves[i], "time_s"), .position = *position});
  }
  return domes;
}

}  // namespace

RunFolder RunFolder::create(const fs::path& folder) {
  guarded([&] {
    fs::create_directories(folder);
    check_may_create(folder);
  });
  RunFolder run(folder, take_lock(folder));
  guarded([&] {
    check_may_create(folder);  // again: another process may have come between
    fs::create_directories(folder / "frames");
  });
  return run;
}

RunFolder RunFolder::resume(const fs::path& folder) {
  guarded([&] {
    if (!fs::exists(folder / "checkpoint.h5"))
      throw core::IoError(fmt::format("{} holds no run that can be resumed (no checkpoint.h5)", folder.string()));
  });
  RunFolder run(folder, take_lock(folder));
  guarded([&] { fs::create_directories(folder / "frames"); });
  return run;
}

RunFolder::RunFolder(RunFolder&& other) noexcept
    : folder_(std::move(other.folder_)), lock_(std::exchange(other.lock_, -1)), frames_(std::move(other.frames_)) {}

RunFolder::~RunFolder() {
  if (lock_ >= 0) ::close(lock_);
}

void RunFolder::adopt_frames(std::size_t n) {
  frames_.clear();
  const Head now = head_of(folder_ / "checkpoint.h5", checkpoint_kind);
  const std::vector<double> listed = listed_ages(folder_);
  for (std::size_t i = 0; i < n; ++i) try {
      const fs::path file = frame_path(folder_, i);
      const Head head = head_of(file, frame_kind);
      refuse_strange(file, head, now.seed, i < listed.size() ? std::optional(listed[i]) : std::nullopt);
      if (!(head.age <= now.age) || (i > 0 && head.age <= frames_.back().age))
        throw core::IoError(fmt::format("cannot read {}: it is another frame, or of another run ({:.6g} years)",
                                        file.string(), core::in_years(head.age)));
      frames_.push_back({fmt::format("frames/{}.h5", frame_name(i)), head.age, list_columns(file, frame_kind)});
    } catch (const core::IoError& e) {
      throw core::IoError(
          fmt::format("{}; the checkpoint counts on this frame: put it back from a copy, or run the scenario "
                      "anew into another folder",
                      e.what()));
    }
}

void RunFolder::write_frame(const tissue::Tissue& tissue, std::span<const core::ColumnGroup> more) {
  std::vector<core::ColumnGroup> groups = tissue::snapshot(tissue);
  groups.push_back(view_of(tissue));
  groups.insert(groups.end(), more.begin(), more.end());
  const std::size_t index = frames_.size();
  write_groups(frame_path(folder_, index), frame_kind, groups, Compression::gzip);
  FrameEntry entry{fmt::format("frames/{}.h5", frame_name(index)), tissue.age, {}};
  for (const core::ColumnGroup& g : groups)
    for (const core::Column& c : g.columns) entry.columns.push_back(shape_of(g.name, c));
  frames_.push_back(std::move(entry));
}

void RunFolder::write_checkpoint(std::span<const core::ColumnGroup> groups, const Texts& texts) {
  write_groups(folder_ / "checkpoint.h5", checkpoint_kind, groups, Compression::none, texts);
}

void RunFolder::write_run(const RunRecord& record) {
  std::vector<double> ages;
  std::vector<ExternalLink> links;
  for (std::size_t i = 0; i < frames_.size(); ++i) {
    ages.push_back(frames_[i].age.count());
    links.push_back({"frames/" + frame_name(i), frames_[i].file, "/"});
  }
  links.push_back({"timing", "timing.h5", "/"});

  std::vector<core::ColumnGroup> groups;
  groups.push_back({"run",
                    {{{"seed", "1", "of every draw"}, std::vector<std::uint64_t>{record.seed}},
                     {{"complete", "1", "1 once the run has reached its end"},
                      std::vector<std::uint8_t>{static_cast<std::uint8_t>(record.complete)}}}});
  groups.push_back({"index", {{{"age", "day", "age of the subject at each frame"}, std::move(ages)}}});
  groups.push_back({"series", record.series.columns});
  for (std::size_t i = 0; i < record.curves.size(); ++i)
    groups.push_back({"curves/" + frame_name(i), record.curves[i].columns});
  for (std::size_t i = 0; i < record.domes.size(); ++i)
    groups.push_back({"domes/" + frame_name(i), record.domes[i].columns});
  if (!record.course.columns.empty()) groups.push_back({"course", record.course.columns});
  Texts texts;
  for (const auto& [name, text] : record.provenance) texts["provenance/" + name] = text;
  write_groups(folder_ / "run.h5", run_kind, groups, Compression::gzip, texts, links);
  if (!record.domes.empty()) write_text(folder_ / "dome.xdmf", dome_xdmf_text(domes_of(record)));
}

void RunFolder::write_timing(std::span<const core::ColumnGroup> groups, const Texts& texts) {
  write_groups(folder_ / "timing.h5", timing_kind, groups, Compression::none, texts);
}

void RunFolder::write_table(const std::string& file_name, const core::ColumnGroup& table) {
  refuse_unless_finite(folder_ / file_name, std::span(&table, 1));
  write_csv(folder_ / file_name, table);
}

void RunFolder::write_index() {
  constexpr std::array all{Part::block, Part::fibres, Part::cells};
  constexpr std::array<std::string_view, 3> names{"run_block.xdmf", "run_fibres.xdmf", "run_cells.xdmf"};
  write_text(folder_ / "run.xdmf", xdmf_text(frames_, all));
  for (std::size_t i = 0; i < all.size(); ++i)
    write_text(folder_ / names[i], xdmf_text(frames_, std::span(&all[i], 1)));
}

fs::path frame_path(const fs::path& folder, std::size_t index) {
  return folder / "frames" / (frame_name(index) + ".h5");
}

}  // namespace hari::io
