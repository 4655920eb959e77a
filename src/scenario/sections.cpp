// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "sections.hpp"

#include "hari/probe/cutometer.hpp"

namespace hari::scenario {

using core::Key;
using core::Schema;
using enum core::ValueKind;

namespace {

// Bounds of sense, not of biology: ages of adults, and the largest whole number that a double holds exactly.
constexpr double youngest = 18, oldest = 110, largest_seed = 9007199254740991.0;

Key age(std::string name, std::string doc) {
  return {.name = std::move(name),
          .kind = quantity,
          .unit = "year",
          .low = youngest,
          .high = oldest,
          .doc = std::move(doc)};
}

Key interval(std::string name, double low_days, double high_days, std::string fallback, std::string doc) {
  return {.name = std::move(name),
          .kind = quantity,
          .unit = "day",
          .low = low_days,
          .high = high_days,
          .fallback = std::move(fallback),
          .doc = std::move(doc)};
}

constexpr double century = 36524.25;  // days

}  // namespace

Schema header_schema() {
  return {.name = "scenario",
          .doc = "What the file is about; these keys stand above the first section.",
          .keys = {{.name = "title", .kind = text, .doc = "One line that names the scenario in tables and pictures."},
                   {.name = "title_ja",
                    .kind = text,
                    .fallback = "\"\"",
                    .doc = "The same in Japanese, for the Japanese page; empty: as in title."},
                   {.name = "story", .kind = text, .fallback = "\"\"", .doc = "What the scenario asks, in sentences."},
                   {.name = "arm",
                    .kind = word,
                    .fallback = "treated",
                    .choices = {"treated", "sham", "untreated"},
                    .doc = "Arm of a trial, all with one clock: every [[treatment]] as said; its device alone, without "
                           "what it delivers; or none. A treated run brings its untreated twin along."}}};
}

Schema subject_schema() {
  return {.name = "subject",
          .doc = "Whose skin it is, and where on the body.",
          .keys = {{.name = "sex", .kind = word, .choices = {"female", "male"}, .doc = "Sex of the subject."},
                   {.name = "site", .kind = word, .doc = "Place on the body; layers and densities follow from it."},
                   {.name = "phototype",
                    .kind = integer,
                    .low = 1,
                    .high = 6,
                    .fallback = "2",
                    .doc = "Fitzpatrick phototype, from 1 (always burns) to 6 (never burns)."},
                   {.name = "start_month",
                    .kind = integer,
                    .low = 1,
                    .high = 12,
                    .fallback = "1",
                    .doc = "Month of the year in which the span begins, for seasons."}}};
}

Schema block_schema() {
  return {.name = "block",
          .doc = "The block of skin that is built: how large, how fine, and from which random numbers.",
          .keys = {
              {.name = "preset",
               .kind = word,
               .fallback = "default",
               .choices = {"default", "quick"},
               .doc = "Set of defaults: \"quick\" is coarse and takes a minute. Numbers given in the file win over it; "
                      "--quick on the command line wins over the file."},
              {.name = "width",
               .kind = quantity,
               .unit = "mm",
               .low = 1,
               .high = 20,
               .fallback = "4 mm",
               .doc = "Width of the square block."},
              {.name = "subcutis",
               .kind = quantity,
               .unit = "mm",
               .low = 0.1,
               .high = 5,
               .fallback = "0.75 mm",
               .doc = "Depth of the hypodermis that is kept below the dermis."},
              {.name = "fibres",
               .kind = integer,
               .low = 100,
               .high = 1e7,
               .fallback = "100000",
               .doc = "Simulated fibres; each stands for many."},
              {.name = "cells",
               .kind = integer,
               .low = 100,
               .high = 1e7,
               .fallback = "50000",
               .doc = "Simulated cells; each stands for many."},
              {.name = "elements_across",
               .kind = integer,
               .low = 2,
               .high = 200,
               .fallback = "20",
               .doc = "Elements of the grid along one side of the block."},
              {.name = "seed",
               .kind = integer,
               .low = 0,
               .high = largest_seed,
               .fallback = "1",
               .doc = "Seed of every random number: another seed is another person's block of the same skin."}}};
}

Schema span_schema() {
  return {.name = "span",
          .doc = "From which age to which the skin is followed.",
          .keys = {age("from", "Age at the beginning."), age("to", "Age at the end; later than the beginning.")}};
}

Schema start_schema() {
  return {
      .name = "start",
      .doc =
          "Begin from the state of another run; without this section young skin is built and aged to the beginning of "
          "the span.",
      .keys = {
          {.name = "run", .kind = text, .doc = "Name of a scenario file beside this one, or path of a run folder."},
          age("age", "Age in that run to begin from; it must be the beginning of the span.")}};
}

Schema cutometer_section() {
  Schema s = probe::cutometer_schema();
  s.doc += " The first and the last age of the span are always read.";
  s.keys.push_back(
      interval("every", 1, century, "10 years", "Time between readings, counted from the beginning of the span."));
  s.keys.push_back({.name = "at",
                    .kind = quantities,
                    .unit = "year",
                    .low = youngest,
                    .high = oldest,
                    .fallback = "[]",
                    .doc = "Extra ages at which to read."});
  return s;
}

Schema store_schema() {
  return {
      .name = "store",
      .doc = "What is written while the run goes on. The first and the last age always get a frame.",
      .keys = {
          interval("frames_every", 1, century, "10 years", "Time between frames, the full state for pictures."),
          interval("checkpoint_every", 1, century, "1 year", "Time between checkpoints, from which a run resumes.")}};
}

Schema clock_schema() {
  return {.name = "clock",
          .doc = "Steps of biological time: fine after something happens, coarse in quiet years.",
          .keys = {interval("finest", 0.01, 365, "1 day", "Step right after an event."),
                   interval("coarsest", 0.01, 365, "30 days", "Longest step; not shorter than the finest."),
                   {.name = "growth",
                    .kind = quantity,
                    .unit = "1",
                    .low = 1.01,
                    .high = 10,
                    .fallback = "1.5",
                    .doc = "Ratio of one step to the one before it."}}};
}

Schema parameters_schema() {
  return {
      .name = "parameters",
      .doc =
          "Numbers of biology and mechanics that differ in this scenario, by name, each inside its documented range: "
          "\"collagen.half_life\" = \"12 years\". `hari list` names them, `hari describe NAME` explains one.",
      .keys = {}};
}

std::span<const QuickValue> quick_values() {
  static constexpr QuickValue values[] = {
      {"block", "fibres", "10000"},
      {"block", "cells", "5000"},
      {"block", "elements_across", "10"},
      {"cutometer", "mesh", "coarse"},
  };
  return values;
}

}  // namespace hari::scenario
