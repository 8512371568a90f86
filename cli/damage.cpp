#include "damage.hpp"

#include <iostream>

namespace slalom::cli {

void note_damage(const store::Store& store, const std::filesystem::path& folder) {
  if (const auto text = store::to_text(store.damage(), folder); !text.empty()) std::cerr << "slalom: " << text << "\n";
}

void note_damage(const std::vector<std::filesystem::path>& folders) {
  for (const auto& folder : folders)
    if (exists(folder / "results.sqlite")) note_damage(store::Store(folder, store::Store::Mode::read), folder);
}

}  // namespace slalom::cli
