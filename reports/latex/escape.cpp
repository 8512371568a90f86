#include "latex/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace slalom::latex {

namespace {

std::size_t length_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::uint32_t code_point(std::string_view character) {
  if (character.size() == 1) return static_cast<unsigned char>(character[0]);
  std::uint32_t code = static_cast<unsigned char>(character[0]) & (0xFFU >> (character.size() + 1));
  for (const char c : character.substr(1)) code = (code << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  return code;
}

const std::map<std::string_view, std::string_view>& commands() {
  static const std::map<std::string_view, std::string_view> all{
      {"\\", "\\textbackslash{}"},
      {"{", "\\textbraceleft{}"},  // \{ would not be counted as a pair by BibTeX
      {"}", "\\textbraceright{}"},
      {"_", "\\_"},
      {"%", "\\%"},
      {"&", "\\&"},
      {"#", "\\#"},
      {"$", "\\$"},
      {"~", "\\textasciitilde{}"},
      {"^", "\\textasciicircum{}"},
      {"`", "\\textasciigrave{}"},
      {"\"", "\\ensuremath{''}"},
      {"<", "\\textless{}"},
      {">", "\\textgreater{}"},
      {"|", "\\textbar{}"},
      {"[", "{[}"},  // behind \\ it would begin an argument, and so would a star
      {"]", "{]}"},
      {"*", "{*}"},
      {"\n", " "},
      {"–", "--"},
      {"—", "---"},
      {"−", "\\ensuremath{-}"},
      {"…", "\\dots{}"},
      {"‘", "`{}"},
      {"’", "'{}"},
      {"“", "``{}"},
      {"”", "''{}"},
      {"\u00A0", "~"},
      {"α", "\\ensuremath{\\alpha}"},
      {"β", "\\ensuremath{\\beta}"},
      {"γ", "\\ensuremath{\\gamma}"},
      {"δ", "\\ensuremath{\\delta}"},
      {"ε", "\\ensuremath{\\varepsilon}"},
      {"ζ", "\\ensuremath{\\zeta}"},
      {"η", "\\ensuremath{\\eta}"},
      {"θ", "\\ensuremath{\\theta}"},
      {"κ", "\\ensuremath{\\kappa}"},
      {"λ", "\\ensuremath{\\lambda}"},
      {"μ", "\\ensuremath{\\mu}"},
      {"µ", "\\ensuremath{\\mu}"},
      {"ν", "\\ensuremath{\\nu}"},
      {"ξ", "\\ensuremath{\\xi}"},
      {"π", "\\ensuremath{\\pi}"},
      {"ρ", "\\ensuremath{\\rho}"},
      {"σ", "\\ensuremath{\\sigma}"},
      {"τ", "\\ensuremath{\\tau}"},
      {"φ", "\\ensuremath{\\varphi}"},
      {"χ", "\\ensuremath{\\chi}"},
      {"ψ", "\\ensuremath{\\psi}"},
      {"ω", "\\ensuremath{\\omega}"},
      {"Γ", "\\ensuremath{\\Gamma}"},
      {"Δ", "\\ensuremath{\\Delta}"},
      {"Θ", "\\ensuremath{\\Theta}"},
      {"Λ", "\\ensuremath{\\Lambda}"},
      {"Σ", "\\ensuremath{\\Sigma}"},
      {"Φ", "\\ensuremath{\\Phi}"},
      {"Ω", "\\ensuremath{\\Omega}"},
      {"∇", "\\ensuremath{\\nabla}"},
      {"∞", "\\ensuremath{\\infty}"},
      {"≤", "\\ensuremath{\\leq}"},
      {"≥", "\\ensuremath{\\geq}"},
      {"≈", "\\ensuremath{\\approx}"},
      {"≠", "\\ensuremath{\\neq}"},
      {"∈", "\\ensuremath{\\in}"},
      {"→", "\\ensuremath{\\rightarrow}"},
      {"←", "\\ensuremath{\\leftarrow}"},
      {"×", "\\ensuremath{\\times}"},
      {"·", "\\ensuremath{\\cdot}"},
      {"±", "\\ensuremath{\\pm}"},
      {"²", "\\ensuremath{^2}"},
      {"³", "\\ensuremath{^3}"},
      {"¹", "\\ensuremath{^1}"},
      {"°", "\\ensuremath{^\\circ}"},
      {"½", "\\ensuremath{\\frac{1}{2}}"},
      {"√", "\\ensuremath{\\surd}"},
      {"‖", "\\ensuremath{\\|}"},
      {"₁", "\\ensuremath{_1}"},
      {"₂", "\\ensuremath{_2}"}};
  return all;
}

/// Letters with accents that LaTeX can put together in any encoding of its fonts.
bool is_letter(std::uint32_t code) {
  constexpr std::uint32_t lacking[] = {0xD0,  0xDE,  0xF0,  0xFE,  0x104, 0x105, 0x110, 0x111, 0x118,
                                       0x119, 0x126, 0x127, 0x12E, 0x12F, 0x138, 0x13F, 0x140, 0x149,
                                       0x14A, 0x14B, 0x166, 0x167, 0x172, 0x173, 0x17F};
  return code >= 0xC0 && code < 0x180 && std::ranges::find(lacking, code) == std::end(lacking);
}

}  // namespace

std::string latex(std::string_view text) {
  constexpr std::string_view joins = "-,'";  // two of them in a row become one sign
  std::string result;
  while (!text.empty()) {
    const auto character = text.substr(0, length_of(text.front()));
    text.remove_prefix(character.size());
    const auto code = code_point(character);
    if (const auto found = commands().find(character); found != commands().end())
      result += found->second;
    else if (code < 0x80 || is_letter(code))
      result += character;
    else
      result += fmt::format("{{[}}U+{:04X}{{]}}", code);
    if (joins.find(character) != std::string_view::npos && text.starts_with(character)) result += "{}";
  }
  return result;
}

}  // namespace slalom::latex
