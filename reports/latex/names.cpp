#include "latex/names.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <utility>

namespace slalom::latex {

std::string plain_name(const std::string& text) {
  constexpr std::size_t longest = 60;
  std::string name;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'), capital = c >= 'A' && c <= 'Z';
    if (letter || capital)
      name += capital ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
    if (name.size() == longest) break;
  }
  if (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "unnamed" : name;
}

std::vector<std::vector<std::string>> problem_names(const statistics::Comparison& comparison) {
  std::vector<std::vector<std::string>> all;
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    std::set<std::string> taken{"all"};  // which the experiment's own files have
    auto& names = all.emplace_back();
    for (const auto& p : comparison.experiments[e].problems) {
      const auto wanted = plain_name(p.label);
      auto name = wanted;
      for (std::size_t i = 2; !taken.insert(name).second; ++i) name = fmt::format("{}-{}", wanted, i);
      names.push_back(fmt::format("e{}-{}", e + 1, name));
    }
  }
  return all;
}

std::string chart_name(const std::string& file, const std::string& prefix,
                       const std::vector<statistics::Metric>& measures) {
  static constexpr std::array<std::pair<const char*, const char*>, 8> telling{{
      {"-steps.", "-vs-steps."},
      {"-epochs.", "-vs-epochs."},
      {"-rates.", "-final-loss-vs-learning-rate."},
      {"-runtimes.", "-targets-reached-vs-cost."},
      {"-performance.", "-performance-profile."},
      {"-data.", "-data-profile."},
      {"-ranks.", "-mean-ranks."},
      {"-attainment.", "-attainment-of-the-best-two."},
  }};
  auto name = file.substr(prefix.size());
  for (std::size_t m = 1; m < measures.size(); ++m) {
    const auto numbered = fmt::format("-metric{}-", m);
    if (name.starts_with(numbered)) name.replace(0, numbered.size(), fmt::format("-{}-", plain_name(measures[m].name)));
  }
  for (const auto& [short_name, long_name] : telling)
    if (const auto at = name.find(short_name); at != std::string::npos)
      name.replace(at, std::string(short_name).size(), long_name);
  return prefix + name;
}

}  // namespace slalom::latex
