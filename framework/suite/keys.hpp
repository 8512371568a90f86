// The keys of a suite: one table, from which come the parser's checks and its hints.
#pragma once

#include "loader/setting.hpp"

namespace slalom::suite {

/// Where a key may stand.
enum Level : unsigned {
  in_suite = 1,
  in_experiment = 2,
  in_problem = 4,
  in_optimizer = 8,
  everywhere = 15,
  in_inner_problem = 16,
  in_inner_optimizer = 32
};

struct Key {
  std::string name;
  unsigned levels = 0;
  std::string form;                       ///< what its value looks like, in words
  std::vector<loader::Setting> settings;  ///< of the map that it may be; or the one that it is
};

const std::vector<Key>& keys();

/// The key of that name, which must be one.
const Key& key(const std::string& name);

bool is_key(const std::string& name, Level level);

/// "a problem or an optimizer"
std::string in_words(unsigned levels);

}  // namespace slalom::suite
