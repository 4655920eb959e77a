// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace hari::tissue {

/// @brief What is dissolved or suspended in the tissue, one field each. Names are part of the file format: append,
/// never rename.
enum class Substance : std::size_t {
  hyaluronan_high,    ///< as made, above 500 kDa
  hyaluronan_middle,  ///< 50 to 500 kDa: signals through CD44
  hyaluronan_low,     ///< below 50 kDa, on its way out
  collagenase,        ///< active MMP-1 beyond TIMP
  gelatinase,         ///< active gelatinases and elastases (MMP-9, MMP-12 class)
  tgf_beta,           ///< active
  oxidant,            ///< reactive oxygen beyond what healthy tissue holds
  inflammation,       ///< cytokines (IL-1, IL-6, TNF class) beyond healthy tissue
  retinoid,
  steroid,      ///< glucocorticoid
  amino_acids,  ///< free proline, glycine, lysine, leucine beyond those of plasma
  peptide,      ///< matrix-signalling peptides
  polynucleotide,
  exosome,         ///< vesicles and their cargo
  hydroxyapatite,  ///< calcium hydroxyapatite particles
  mannitol,
  crosslinked_hyaluronan,  ///< filler gel: it stays where it is and frees hyaluronan as it breaks down
  proteoglycan,            ///< sulphated glycosaminoglycan on its core proteins, made along with hyaluronan
  gel_hyaluronan,          ///< injected solution of long chains, held by entanglement; frees them
  hybrid_hyaluronan,       ///< injected long and middle chains that hold each other; frees both
};
inline constexpr std::size_t n_substances = 20;

/// What a reader must know of a substance.
struct SubstanceTraits {
  std::string_view name;  ///< of its column, and of its lines in data/transport.toml
  std::string_view unit;  ///< of its amount per reference volume
  bool endogenous;        ///< healthy young tissue holds it; else it is 0 there
  std::string_view doc;
};

inline constexpr std::array<SubstanceTraits, n_substances> substance_traits{{
    {"hyaluronan_high", "ug/mm3", true, "hyaluronan above 500 kDa"},
    {"hyaluronan_middle", "ug/mm3", true, "hyaluronan of 50 to 500 kDa"},
    {"hyaluronan_low", "ug/mm3", true, "hyaluronan below 50 kDa"},
    {"collagenase", "1", true, "active collagenase relative to young dermis"},
    {"gelatinase", "1", true, "active gelatinase and elastase relative to young dermis"},
    {"tgf_beta", "1", true, "active TGF-beta relative to young dermis"},
    {"oxidant", "1", false, "reactive oxygen beyond healthy tissue; 1 after 2 MED at its peak"},
    {"inflammation", "1", false, "inflammatory cytokines beyond healthy tissue; 1 after 2 MED at their peak"},
    {"retinoid", "1", false, "retinoid, relative to the steady level of nightly tretinoin 0.05 %"},
    {"steroid", "1", false, "glucocorticoid activity, relative to the steady level of daily clobetasol 0.05 %"},
    {"amino_acids", "ug/mm3", false, "injected free amino acids"},
    {"peptide", "ug/mm3", false, "matrix-signalling peptides"},
    {"polynucleotide", "ug/mm3", false, "polynucleotide"},
    {"exosome", "1", false, "vesicles, 1e9 per mL"},
    {"hydroxyapatite", "ug/mm3", false, "calcium hydroxyapatite particles"},
    {"mannitol", "ug/mm3", false, "mannitol"},
    {"crosslinked_hyaluronan", "ug/mm3", false, "cross-linked hyaluronan of a filler"},
    {"proteoglycan", "ug/mm3", true, "sulphated glycosaminoglycan of proteoglycans"},
    {"gel_hyaluronan", "ug/mm3", false, "injected long hyaluronan, entangled"},
    {"hybrid_hyaluronan", "ug/mm3", false, "injected hyaluronan of long and middle chains that hold each other"},
}};

constexpr std::size_t index(Substance s) {
  return static_cast<std::size_t>(s);
}
constexpr const SubstanceTraits& traits(Substance s) {
  return substance_traits[index(s)];
}

inline constexpr std::array<Substance, 3> hyaluronan_classes{Substance::hyaluronan_high, Substance::hyaluronan_middle,
                                                             Substance::hyaluronan_low};

/// Injected gels, which stay where they are put and free hyaluronan, the firmest first.
inline constexpr std::array<Substance, 3> hyaluronan_gels{Substance::crosslinked_hyaluronan,
                                                          Substance::hybrid_hyaluronan, Substance::gel_hyaluronan};
constexpr bool is_gel(Substance s) {
  return s == hyaluronan_gels[0] || s == hyaluronan_gels[1] || s == hyaluronan_gels[2];
}

/// Injected or applied matter does not change what is native: this is hyaluronan as the ledger counts it.
constexpr bool is_hyaluronan(Substance s) {
  return is_gel(s) || s <= Substance::hyaluronan_low;
}

/// @brief What the body as a whole sends to its skin, relative to a healthy young adult: 1 unless an exposure says
/// otherwise.
enum class Level : std::size_t {
  oestradiol,  ///< in blood
  blood_flow,  ///< of the skin
  // what treatments do to all of the block's cells at once
  stretch,                 ///< by tissue pushed aside
  horny_water,             ///< water of the horny layer
  epidermal_renewal,       ///< of keratinocytes, by their own age; no treatment moves it
  hypothetical_synthesis,  ///< of collagen: only if a scenario switches a claim without evidence on
};
inline constexpr std::size_t n_levels = 6;
inline constexpr std::array<std::string_view, n_levels> level_names{
    "oestradiol", "blood_flow", "stretch", "horny_water", "epidermal_renewal", "hypothetical_synthesis"};

}  // namespace hari::tissue
