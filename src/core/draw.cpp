// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/draw.hpp"

#include <Random123/philox.h>

#include <cmath>
#include <numbers>

namespace hari::core {
namespace {

// splitmix64 finaliser: spreads the seed and purpose over the 64-bit Philox key.
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace

Draw::Draw(std::uint64_t seed, Purpose purpose, std::uint64_t entity, std::uint64_t ordinal) noexcept {
  const std::uint64_t key = mix(seed ^ mix(static_cast<std::uint64_t>(purpose)));
  key_ = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
  // The low 8 bits of the last word count the blocks of this draw; the ordinal keeps 56 bits.
  const std::uint64_t o = ordinal << 8;
  counter_ = {static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32),
              static_cast<std::uint32_t>(o >> 32), static_cast<std::uint32_t>(o)};
}

std::uint64_t Draw::bits() noexcept {
  if (used_ >= 4) {
    const r123::Philox4x32::ctr_type c = {{counter_[0], counter_[1], counter_[2], counter_[3]}};
    const r123::Philox4x32::key_type k = {{key_[0], key_[1]}};
    const auto r = r123::Philox4x32{}(c, k);
    block_ = {r[0], r[1], r[2], r[3]};
    ++counter_[3];
    used_ = 0;
  }
  const std::uint64_t low = block_[used_], high = block_[used_ + 1];
  used_ += 2;
  return high << 32 | low;
}

double Draw::uniform() noexcept {
  return (static_cast<double>(bits() >> 11) + 0.5) * 0x1.0p-53;
}

double Draw::normal() noexcept {
  const double radius = std::sqrt(-2 * std::log(uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

std::array<double, 2> Draw::normal_pair() noexcept {
  const std::uint64_t b = bits();
  const double first = (static_cast<double>(b >> 32) + 0.5) * 0x1.0p-32;
  const double angle = 2 * std::numbers::pi * 0x1.0p-32 * static_cast<double>(b & 0xffffffffULL);
  const double radius = std::sqrt(-2 * std::log(first));
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

double Draw::exponential() noexcept {
  return -std::log(uniform());
}

std::uint64_t child_id(std::uint64_t parent, std::uint64_t ordinal) noexcept {
  return mix(parent ^ mix(ordinal + 1));
}

}  // namespace hari::core
