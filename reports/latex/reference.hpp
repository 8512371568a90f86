// Where the optimizers, schedules and problems of a suite come from.
#pragma once

#include <string>
#include <vector>

namespace slalom::latex {

struct Reference {
  std::string kind;  ///< "optimizer", "schedule" or "problem"
  std::string name;  ///< as in suites
  std::string title;
  std::string source;  ///< as the plugin says: "Kingma & Ba 2015, algorithm 1; …"
};

/// The keys of its entries, for \cite: one for each of its sources.
std::vector<std::string> keys(const Reference& reference);

/// A BibTeX file with an entry for each source, and one for Slalom, whose key is "slalom". Plugins know authors and
/// years, but no titles of papers: an entry's title is the plugin's, and its note says who cites what.
std::string bibliography(const std::vector<Reference>& references, const std::string& version);

}  // namespace slalom::latex
