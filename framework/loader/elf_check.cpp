#include "loader/elf_check.hpp"

#include "loader/search_paths.hpp"

#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <optional>

namespace slalom::loader {

namespace {

using Header = ElfW(Ehdr);
using Segment = ElfW(Phdr);

template <class T>
bool read(std::istream& in, std::uint64_t offset, T& into) {
  in.seekg(static_cast<std::streamoff>(offset));
  return static_cast<bool>(in.read(reinterpret_cast<char*>(&into), sizeof(T)));
}

/// Of the machine that this program is built for.
Header own_header() {
  Header header{};
  std::ifstream in(running_program, std::ios::binary);
  read(in, 0, header);
  return header;
}

std::string machine_name(unsigned machine) {
  struct Machine {
    unsigned number;
    const char* name;
  };
  constexpr std::array known{Machine{EM_386, "x86"},       Machine{EM_X86_64, "x86-64"}, Machine{EM_ARM, "ARM"},
                             Machine{EM_AARCH64, "ARM64"}, Machine{EM_RISCV, "RISC-V"},  Machine{EM_PPC64, "POWER"},
                             Machine{EM_S390, "S/390"}};
  const auto* const it = std::ranges::find(known, machine, &Machine::number);
  return it == known.end() ? fmt::format("the machine of ELF number {}", machine) : it->name;
}

/// Where the file must at least end, by what its headers say; nothing if they cannot be read.
std::optional<std::uint64_t> least_size(std::istream& in, const Header& header) {
  std::uint64_t size = header.e_shoff + std::uint64_t{header.e_shnum} * header.e_shentsize;
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Segment segment{};
    if (!read(in, header.e_phoff + std::uint64_t{i} * sizeof(Segment), segment)) return std::nullopt;
    if (segment.p_offset > UINT64_MAX - segment.p_filesz) return std::nullopt;
    size = std::max<std::uint64_t>(size, segment.p_offset + segment.p_filesz);
  }
  return size;
}

}  // namespace

std::string elf_mistake(const std::filesystem::path& file) {
  static const Header own = own_header();
  const auto size = std::filesystem::file_size(file);
  std::ifstream in(file, std::ios::binary);
  if (!in) return "it cannot be read";
  if (size == 0) return "it is empty";

  // The first words are the same for all machines.
  std::array<char, SELFMAG> magic{};
  if (!read(in, 0, magic) || std::memcmp(magic.data(), ELFMAG, SELFMAG) != 0) return "it is not a shared library";
  Header header{};
  if (!read(in, 0, header)) return fmt::format("it is truncated: it has {} bytes", size);
  if (header.e_ident[EI_CLASS] != own.e_ident[EI_CLASS] || header.e_ident[EI_DATA] != own.e_ident[EI_DATA] ||
      header.e_machine != own.e_machine)
    return fmt::format("it is built for {}{}, this program for {}", machine_name(header.e_machine),
                       header.e_ident[EI_CLASS] == ELFCLASS32 ? " in 32 bits" : "", machine_name(own.e_machine));
  if (header.e_type != ET_DYN || header.e_phentsize != sizeof(Segment)) return "it is not a shared library";
  const auto least = least_size(in, header);
  if (!least) return fmt::format("it is truncated: it has {} bytes", size);
  if (size < *least) return fmt::format("it is truncated: it has {} bytes of {}", size, *least);
  return "";
}

}  // namespace slalom::loader
