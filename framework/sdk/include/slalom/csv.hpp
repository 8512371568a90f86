// Tables of numbers from CSV files. What is beyond doubt is understood, and said in a note; all else is an error.
#pragma once

#include <slalom/detail/class_labels.hpp>
#include <slalom/detail/csv_fields.hpp>

#include <set>

namespace [[gnu::visibility("hidden")]] slalom {

namespace detail {

class CsvReader {
 public:
  CsvReader(const std::string& path, std::uint64_t limit)
      : path_(path), limit_(limit), text_(read_bytes(path, limit)) {}

  DataTable read() {
    auto text = std::string_view(text_);
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);  // byte order mark
    check_is_text(text);
    check_table_size(path_, static_cast<std::size_t>(std::ranges::count(text, csv_line_end(text))), 2, limit_);
    lines_ = csv_lines(text);
    if (lines_.empty()) fail("the file is empty");
    for (std::size_t line = 0; line < 2; ++line)
      if (line < lines_.size()) check_width(line);
    separator_ = csv_separator(lines_[0], lines_[std::min<std::size_t>(1, lines_.size() - 1)]);
    split(0, names_);
    if (names_.size() < 2)
      fail(0,
           "there is one column; values are separated by commas, semicolons or tabs, and the last one of a line is "
           "what is to be predicted");
    check_table_size(path_, lines_.size(), names_.size(), limit_);
    read_rows();
    return finish();
  }

 private:
  using Kind = CsvField::Kind;

  /// Fields of a column that are no numbers.
  struct Odd {
    std::size_t rows = 0, line = 0;  ///< how many; the first one's line
    std::string field;
    void add(std::size_t at, const std::string& text) {
      if (rows++ == 0) line = at, field = text;
    }
  };

  [[noreturn]] void fail(const std::string& what) const { throw std::runtime_error(path_ + ": " + what); }
  [[noreturn]] void fail(std::size_t line, const std::string& what) const {
    throw std::runtime_error(path_ + ":" + std::to_string(line + 1) + ": " + what);
  }

  void check_is_text(std::string_view text) const {
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) fail("it is UTF-16; save it as UTF-8");
    for (std::size_t i = 0; i < text.size(); ++i)
      if (const auto c = static_cast<unsigned char>(text[i]);
          (c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 127)
        fail(static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i), '\n')),
             "this is no text: export the table as CSV");
  }

  /// Fields are texts before they are numbers.
  void check_width(std::size_t line) const {
    if (lines_[line].size() < limit_ / sizeof(std::string)) return;
    const auto fields = std::ranges::count_if(lines_[line], [](char c) { return c == ',' || c == ';' || c == '\t'; });
    check_data_limit(path_, "the " + std::to_string(fields) + " fields of line " + std::to_string(line + 1),
                     static_cast<double>(fields) * sizeof(std::string), limit_);
  }

  void split(std::size_t line, std::vector<std::string>& fields) const {
    check_width(line);
    if (const auto* wrong = split_csv(lines_[line], separator_, fields)) fail(line, wrong);
  }

  std::string column(std::size_t i) const {
    const auto text = "column " + std::to_string(i + 1);
    return has_header_ && !names_[i].empty() ? text + " (" + names_[i] + ")" : text;
  }

  void read_rows() {
    std::vector<std::string> fields;
    std::size_t ragged = 0, first_ragged = 0, fields_there = 0;
    missing_.resize(names_.size());
    text_in_.resize(names_.size());
    for (std::size_t line = 1; line < lines_.size(); ++line) {
      split(line, fields);
      if (fields.size() == 1 && fields[0].empty()) fail(line, "an empty line between the rows: remove it");
      if (fields.size() != names_.size()) {
        if (ragged++ == 0) first_ragged = line, fields_there = fields.size();
      } else {
        take_row(line, fields);
      }
    }
    if (ragged > 0)
      fail(first_ragged, counted(fields_there, "field") + ", but the first line has " + std::to_string(names_.size()) +
                             others(ragged) + ": each line needs as many; text with '" + separator_ +
                             "' in it stands in quotation marks");
    has_header_ = first_line_is_header();
    if (has_header_) return;
    take_row(0, names_);
    std::ranges::rotate(numbers_, numbers_.end() - static_cast<std::ptrdiff_t>(names_.size()));
    std::ranges::rotate(labels_, labels_.end() - 1);
  }

  void take_row(std::size_t line, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto read = read_csv_field(fields[i]);
      if (read.kind == Kind::missing)
        missing_[i].add(line, fields[i]);
      else if (read.kind == Kind::text || !std::isfinite(read.number))
        text_in_[i].add(line, fields[i]);
      numbers_.push_back(read.number);
    }
    labels_.push_back(fields.back());
  }

  /// Names 0, 1, 2, … or 1, 2, 3, …, as programs write them for columns without names.
  bool first_line_counts(std::size_t columns) const {
    const auto first = read_csv_field(names_[0]).number;
    for (std::size_t i = 0; i < columns; ++i)
      if (const auto read = read_csv_field(names_[i]);
          read.kind != Kind::number || read.number != first + static_cast<double>(i))
        return false;
    return columns >= 3 && (first == 0 || first == 1);
  }

  /// Names are no numbers: a first line with both is a header with a mistake, or a row with one.
  void check_first_line() const {
    const auto is_number = [](const std::string& field) { return read_csv_field(field).kind == Kind::number; };
    const auto number = std::ranges::find_if(names_, is_number);
    for (std::size_t i = 0; i + 1 < names_.size() && number != names_.end(); ++i)
      if (read_csv_field(names_[i]).kind == Kind::text && text_in_[i].rows == 0)
        fail(0, "is this a header line? '" + *number + "' is a number, but '" + names_[i] +
                    "' is not: give all columns names that are no numbers, or write a number for '" + names_[i] + "'");
  }

  bool first_line_is_header() const {
    check_first_line();
    const auto features = names_.size() - 1;
    for (std::size_t i = 0; i < features; ++i)
      if (read_csv_field(names_[i]).kind == Kind::text) return true;
    if (first_line_counts(features)) return true;
    if (read_csv_field(names_.back()).kind != Kind::text) return false;
    if (text_in_.back().rows == 0 || std::ranges::count(labels_, names_.back()) == 0) {
      if (text_in_.back().rows == 0 && !labels_.empty()) return true;
      fail(0, "is this a header line? Its last field '" + names_.back() +
                  "' stands nowhere else: give the columns names that are no numbers, or remove the line");
    }
    return false;
  }

  static std::string counted(std::size_t n, const std::string& noun) {
    return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
  }
  static std::string others(std::size_t rows) { return rows == 1 ? "" : ", as in " + counted(rows - 1, "other row"); }

  void check_fields() const {
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (const auto& odd = missing_[i]; odd.rows == labels_.size() && i + 1 == names_.size())
        fail(column(i) + ", the last one, is empty: remove the separator at the end of each line");
      else if (odd.rows > 0)
        fail(odd.line, column(i) + (odd.field.empty() ? " is empty" : " is '" + odd.field + "', a missing value") +
                           others(odd.rows) + ": nothing is filled in; remove " +
                           (odd.rows == 1 ? "the row, or write a number" : "these rows, or write numbers"));
    std::vector<std::size_t> of_text;
    for (std::size_t i = 0; i + 1 < names_.size(); ++i)
      if (text_in_[i].rows > 0) of_text.push_back(i);
    if (of_text.empty()) return;
    const auto i = of_text.front();
    const auto& odd = text_in_[i];
    const auto is = column(i) + " is '" + odd.field + "'";
    if (2 * odd.rows > labels_.size() && !number_is_meant(odd.field))
      fail(odd.line, is + ", and a text in " + counted(odd.rows, "row") +
                         ": features are numbers; write 0 or 1 in a column for each of its values" +
                         (of_text.size() == 1 ? ", or, if it is the class, move it to the end" : ""));
    fail(odd.line, is + others(odd.rows) + "; " + advice(odd.field));
  }

  static std::string with_point(std::string field) {
    std::ranges::replace(field, ',', '.');
    return field;
  }
  /// One that is too large, or has a decimal comma.
  static bool number_is_meant(const std::string& field) {
    return read_csv_field(with_point(field)).kind == Kind::number;
  }
  static std::string advice(const std::string& field) {
    if (read_csv_field(field).kind == Kind::number) return "numbers go up to 1.8e308";
    if (number_is_meant(field)) return "write numbers with a decimal point: " + with_point(field);
    return "a finite number was expected, such as 1.5";
  }

  DataTable finish() {
    if (labels_.empty()) fail("there are no rows under the header");
    if (has_header_ && names_[0].empty() && counts_rows()) {
      fail(0, "column 1 has no name and counts the rows: remove it, or give it a name if it is a feature");
    }
    check_fields();
    DataTable table{path_, names_.size(), std::move(numbers_), has_header_ ? 2U : 1U};
    if (!has_header_) table.notes.push_back("no header line: first row is data");
    if (separator_ != ',') table.notes.push_back(separator_ == ';' ? "separated by semicolons" : "separated by tabs");
    note_names(table);
    read_classes(table);
    return table;
  }

  bool counts_rows() const {
    for (std::size_t i = 0; i < labels_.size(); ++i)
      if (numbers_[i * names_.size()] != numbers_[0] + static_cast<double>(i)) return false;
    return numbers_[0] == 0 || numbers_[0] == 1;
  }

  void note_names(DataTable& table) const {
    if (!has_header_) return;
    std::set<std::string> seen;
    for (const auto& name : names_)
      if (!name.empty() && !seen.insert(name).second) {
        table.notes.push_back("two columns are named " + name);
        return;
      }
  }

  /// Where the last column has texts, they are the names of classes, which are numbered in the order of the alphabet.
  void read_classes(DataTable& table) const {
    const auto last = names_.size() - 1;
    const auto& odd = text_in_.back();
    if (odd.rows == 0) return note_labels(table);
    if (odd.rows < labels_.size())
      fail(odd.line, column(last) + " is '" + odd.field + "'" + others(odd.rows) + ", but a number elsewhere; " +
                         (number_is_meant(odd.field) ? advice(odd.field) : "write numbers or names in all rows"));
    for (std::size_t i = 0; i < labels_.size(); ++i)
      if (number_is_meant(labels_[i]))
        fail(i + (has_header_ ? 1 : 0), column(last) + " is '" + labels_[i] + "'; " + advice(labels_[i]));
    const std::set<std::string> names(labels_.begin(), labels_.end());
    if (2 * names.size() > labels_.size() && names.size() > 2)
      fail(odd.line, column(last) + " has " + std::to_string(names.size()) + " different texts in " +
                         counted(labels_.size(), "row") + ": the last column must be what is to be predicted");
    table.classes.assign(names.begin(), names.end());
    for (std::size_t i = 0; i < labels_.size(); ++i)
      table.numbers[i * table.columns + last] =
          static_cast<double>(std::ranges::lower_bound(table.classes, labels_[i]) - table.classes.begin());
    table.notes.push_back(names_of_classes(table.classes));
  }

  /// Numbers that may be classes, but are not counted from 0.
  static void note_labels(DataTable& table) {
    const auto labels = labels_of(table);
    if (classes_are_renumbered(labels) && 2 * labels.size() <= table.rows() && labels.size() <= max_noted)
      table.notes.push_back(names_of_classes(names_of(labels)));
  }

  static constexpr std::size_t max_noted = 20;

  std::string path_;
  std::uint64_t limit_;
  std::string text_;
  std::vector<std::string_view> lines_;
  char separator_ = ',';
  std::vector<std::string> names_;  // the fields of the first line
  bool has_header_ = true;
  std::vector<double> numbers_;
  std::vector<std::string> labels_;     // the last field of each row
  std::vector<Odd> missing_, text_in_;  // by column
};

}  // namespace detail

/// Reads a file of finite numbers, separated by commas, semicolons or tabs, with or without a header line; in the last
/// column there may be names of classes. Throws std::runtime_error with file and line, and what to write instead; so do
/// all readers if the numbers would take more than `limit` bytes.
inline DataTable read_csv(const std::string& path, std::uint64_t limit = default_data_limit) {
  return detail::CsvReader(path, limit).read();
}

}  // namespace slalom
