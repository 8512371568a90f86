#include "latex/reference.hpp"

#include "latex/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cctype>
#include <regex>

namespace slalom::latex {

namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator, from)) {
    parts.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

/// Of a plugin that says so: that no other implementation agrees with it, which is no source.
std::vector<std::string> sources(const Reference& r) {
  auto all = split(r.source, "; ");
  std::erase_if(all, [](const auto& part) { return part.empty() || part == "not cross-checked"; });
  return all;
}

/// "Reddi, Kale & Kumar" as BibTeX separates names; "et al." is its "others".
std::string authors(std::string names) {
  std::vector<std::string> all;
  const std::string et_al = " et al.";
  const bool others = names.ends_with(et_al);
  if (others) names.resize(names.size() - et_al.size());
  for (const auto& part : split(names, ", "))
    for (const auto& name : split(part, " & ")) all.push_back(fmt::format("{{{}}}", latex(name)));
  if (others) all.emplace_back("others");
  return fmt::format("{}", fmt::join(all, " and "));
}

std::string entry(const std::string& key, const Reference& r, const std::string& source) {
  static const std::regex dated(R"(^(\D+) \(?(\d{4})\b.*)");
  std::smatch parts;
  std::string text = fmt::format("@misc{{{},\n", key);
  if (std::regex_match(source, parts, dated))
    text += fmt::format("  author = {{{}}},\n  year = {{{}}},\n", authors(parts[1]), parts[2].str());
  return text +
         fmt::format("  key = {{{}}},\n  title = {{{{{}}}}},\n  note = {{The {} {} of Slalom cites: {}}}\n}}\n\n",
                     latex(r.name), latex(r.title), r.kind, latex(r.name), latex(source));
}

}  // namespace

std::vector<std::string> keys(const Reference& r) {
  std::string key = r.kind + ":" + r.name;
  for (char& c : key)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_' && c != ':' && c != '.') c = '-';
  std::vector<std::string> all;
  for (std::size_t i = 0; i < sources(r).size(); ++i) all.push_back(i == 0 ? key : fmt::format("{}-{}", key, i + 1));
  return all;
}

std::string bibliography(const std::vector<Reference>& references, const std::string& version) {
  std::string text =
      "% Authors and years as plugins cite them. Plugins know no titles of papers: complete the titles.\n\n"
      "@misc{slalom,\n  author = {{The Slalom authors}},\n"
      "  title = {{Slalom: a benchmark of optimizers on loss functions}},\n";
  text += fmt::format("  note = {{Version {}}}\n}}\n\n", latex(version));
  for (const auto& r : references) {
    const auto names = keys(r);
    const auto cited = sources(r);
    for (std::size_t i = 0; i < cited.size(); ++i) text += entry(names[i], r, cited[i]);
  }
  return text;
}

}  // namespace slalom::latex
