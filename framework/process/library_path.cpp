#include "process/library_path.hpp"

#include <elf.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <vector>

namespace slalom::process {

namespace {

constexpr std::uint64_t max_entries = 10'000;
constexpr std::size_t max_text = 4096;

template <class T>
std::vector<T> read_at(std::ifstream& in, std::uint64_t offset, std::uint64_t count) {
  std::vector<T> values(count <= max_entries ? count : 0);
  in.clear();
  in.seekg(static_cast<std::streamoff>(offset));
  in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
  values.resize(static_cast<std::size_t>(in.gcount()) / sizeof(T));
  return values;
}

std::optional<std::uint64_t> value_of(const std::vector<Elf64_Dyn>& entries, Elf64_Sxword tag) {
  for (const auto& entry : entries)
    if (entry.d_tag == tag) return entry.d_un.d_val;
  return std::nullopt;
}

}  // namespace

std::string library_path(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const auto head = read_at<Elf64_Ehdr>(in, 0, 1);
  if (head.empty() || std::memcmp(head[0].e_ident, ELFMAG, SELFMAG) != 0 || head[0].e_ident[EI_CLASS] != ELFCLASS64)
    return "";
  const auto segments = read_at<Elf64_Phdr>(in, head[0].e_phoff, head[0].e_phnum);
  for (const auto& segment : segments) {
    if (segment.p_type != PT_DYNAMIC) continue;
    const auto entries = read_at<Elf64_Dyn>(in, segment.p_offset, segment.p_filesz / sizeof(Elf64_Dyn));
    const auto runpath = value_of(entries, DT_RUNPATH);
    const auto text = runpath ? runpath : value_of(entries, DT_RPATH);
    const auto strings = value_of(entries, DT_STRTAB);
    if (!text || !strings) return "";
    for (const auto& loaded : segments) {  // an address, where in the file?
      if (loaded.p_type != PT_LOAD || *strings < loaded.p_vaddr || *strings - loaded.p_vaddr >= loaded.p_filesz)
        continue;
      const auto offset = *strings - loaded.p_vaddr + loaded.p_offset;
      const auto characters = read_at<char>(in, offset + *text, max_text);
      return {characters.data(), strnlen(characters.data(), characters.size())};
    }
  }
  return "";
}

}  // namespace slalom::process
