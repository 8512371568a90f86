#include "progress.hpp"

#include "duration.hpp"
#include "terminal.hpp"

#include <unistd.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr std::size_t width = 30;  // of the bar
constexpr std::chrono::milliseconds bar_pause{100}, line_pause{5000};

std::string bar(std::size_t done, std::size_t total) {
  const auto full = total == 0 ? width : width * done / total;
  std::string text;
  for (std::size_t i = 0; i < width; ++i) text += i < full ? "█" : "░";
  return text;
}

}  // namespace

Progress::Style Progress::style_for(bool quiet) {
  if (quiet) return Style::none;
  return isatty(STDERR_FILENO) == 1 && may_use_escape_codes() ? Style::bar : Style::lines;
}

Progress::Progress(std::size_t total, Style style) : total_(total), style_(style) {
  if (style_ == Style::bar) show(start_);
}

Progress::~Progress() { clear(); }

void Progress::clear() const {
  if (style_ == Style::bar) std::cerr << "\r\033[K" << std::flush;
}

void Progress::add(bool failed) {
  ++done_;
  if (failed) ++failed_;
  const auto now = Clock::now();
  const auto pause = style_ == Style::bar ? bar_pause : line_pause;
  if (style_ != Style::none && (now - shown_ >= pause || (style_ == Style::bar && done_ == total_))) show(now);
}

void Progress::show(Clock::time_point now) {
  shown_ = now;
  const auto seconds = std::chrono::duration<double>(now - start_).count();
  auto text = fmt::format("{}/{} runs", done_, total_);
  if (done_ > 0 && seconds > 0)
    text += fmt::format("  {:.1f} runs/s  {} left", static_cast<double>(done_) / seconds,
                        in_words(seconds * static_cast<double>(total_ - done_) / static_cast<double>(done_)));
  if (failed_ > 0) text += fmt::format("  {} failed", failed_);
  if (style_ == Style::bar)
    std::cerr << fmt::format("\r{} {}\033[K", bar(done_, total_), text) << std::flush;
  else
    std::cerr << text << std::endl;
}

}  // namespace slalom::cli
