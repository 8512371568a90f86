#include "process/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

namespace slalom::process {

namespace {

namespace fs = std::filesystem;

/// Hidden, in the same folder; no two are the same.
fs::path beside(const fs::path& file) {
  static std::atomic<unsigned> count = 0;
  return file.parent_path() / ("." + file.filename().string().substr(0, 200) + "." + std::to_string(getpid()) + "-" +
                               std::to_string(++count));
}

/// A new file of that name, for `file`, which errors name. What is no file is not replaced by one.
Descriptor open_beside(const fs::path& name, const fs::path& file) try {
  std::error_code missing;
  const auto status = fs::symlink_status(file, missing);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_symlink(status)) {
    errno = fs::is_directory(status) ? EISDIR : EINVAL;
    throw_unwritten(file);
  }
  return open_new(name);
} catch (const FileError&) {
  throw_unwritten(file);  // errno is still that of the first time
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

void throw_unwritten(const fs::path& file) {
  throw FileError("cannot write " + file.string() + ": " + std::strerror(errno));
}

Descriptor open_new(const fs::path& file) {
  if (unlink(file.c_str()) != 0 && errno != ENOENT) throw_unwritten(file);
  Descriptor out(open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (out.get() < 0) throw_unwritten(file);
  return out;
}

FileBuffer::FileBuffer(int file) : file_(file) { setp(buffer_.data(), buffer_.data() + buffer_.size()); }

bool FileBuffer::send(std::string_view text) {
  if (error_ == 0 && !write_all(file_, text)) error_ = errno;
  return error_ == 0;
}

int FileBuffer::sync() {
  const bool sent = send({pbase(), static_cast<std::size_t>(pptr() - pbase())});
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return sent ? 0 : -1;
}

FileBuffer::int_type FileBuffer::overflow(int_type c) {
  if (sync() != 0) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
  return traits_type::not_eof(c);
}

std::streamsize FileBuffer::xsputn(const char* text, std::streamsize size) {
  if (size <= epptr() - pptr()) return std::streambuf::xsputn(text, size);
  return sync() == 0 && send({text, static_cast<std::size_t>(size)}) ? size : 0;
}

OutputFile::OutputFile(fs::path file)
    : std::ostream(nullptr),
      file_(std::move(file)),
      beside_(beside(file_)),
      out_(open_beside(beside_, file_)),
      buffer_(out_.get()) {
  rdbuf(&buffer_);
}

OutputFile::~OutputFile() {
  if (out_.get() >= 0) unlink(beside_.c_str());
}

void OutputFile::close() {
  buffer_.sync();
  int error = buffer_.error();
  // Where a disk is full some systems say so only now.
  if (::close(out_.release()) != 0 && error == 0) error = errno;
  if (error == 0 && rename(beside_.c_str(), file_.c_str()) != 0) error = errno;
  if (error == 0) return;
  unlink(beside_.c_str());
  errno = error;
  throw_unwritten(file_);
}

void write_file(const fs::path& file, std::string_view text) {
  OutputFile out(file);
  out << text;
  out.close();
}

void write_named_file(const fs::path& file, std::string_view text) {
  std::error_code missing;
  const auto status = fs::status(file, missing);
  if (!fs::exists(status))
    return write_file(fs::is_symlink(fs::symlink_status(file, missing)) ? fs::weakly_canonical(file) : file, text);
  if (fs::is_regular_file(status)) return write_file(fs::canonical(file), text);
  const Descriptor out(open(file.c_str(), O_WRONLY | O_CLOEXEC));
  if (out.get() < 0 || !write_all(out.get(), text)) throw_unwritten(file);
}

}  // namespace slalom::process
