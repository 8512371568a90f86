#include "export/text_file.hpp"

#include "store/store.hpp"

#include <fmt/format.h>

namespace slalom::report {

TextFile::TextFile(std::filesystem::path path) : path_(std::move(path)), out_(path_, std::ios::binary) {
  if (!out_) throw host::StoreError(fmt::format("cannot write {}", path_.string()));
}

void TextFile::close() {
  out_.close();
  if (!out_) throw host::StoreError(fmt::format("cannot write {}: is the disk full?", path_.string()));
}

}  // namespace slalom::report
