// Data sets with classes: tables, and the images of MNIST and CIFAR-10, in parts for training, validation and testing.
#pragma once

#include <slalom/detail/compiled.hpp>
#include <slalom/linear_algebra.hpp>
#include <slalom/read_table.hpp>

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>

namespace [[gnu::visibility("hidden")]] slalom {

using Classes = std::span<const std::uint32_t>;

template <class Real>
struct Examples {
  Matrix<Real> x;                ///< the features, one example a column
  std::vector<std::uint32_t> y;  ///< the class of each

  std::size_t size() const { return y.size(); }
};

/// What the features of an example are, if they are an image: channel after channel, row after row.
struct ImageSize {
  std::size_t channels = 0, height = 0, width = 0;
};

template <class Real>
struct DataSet {
  Examples<Real> train, validation, test;
  std::optional<ImageSize> image{};
  std::size_t classes = 0;

  std::size_t features() const { return static_cast<std::size_t>(train.x.rows()); }
};

/// What a suite says of a data set.
struct DataChoice {
  std::string name, scaling;
  double validation = 0;

  auto operator<=>(const DataChoice&) const = default;
};

/// Ways to scale features, for a setting `scaling`; put the default first.
inline constexpr const char* scaling_meaning =
    "features: standardize (mean 0, variance 1 each), maximum (all by the largest absolute one), none";
/// For a setting `validation`.
inline constexpr const char* validation_meaning =
    "share of the training examples that is held out, for the metric validation_loss";
/// The names of what a problem with data measures: of its test examples, then of those for validation.
inline std::vector<const char*> data_metrics(bool accuracy, bool validation) {
  std::vector<const char*> names{"test_loss"};
  if (accuracy) names.push_back("test_accuracy");
  if (validation) names.push_back("validation_loss");
  if (validation && accuracy) names.push_back("validation_accuracy");
  return names;
}
/// What a setting `data` can name, for problems with classes.
inline constexpr const char* classes_meaning =
    "data set: NAME.csv, .svm, .npy or .npz with the class last, or a folder NAME of MNIST's or CIFAR-10's files, such "
    "as fashion_mnist";

/// The numbers 0 … n-1 of examples for training, and of those held out: evenly spread, the same for every run.
struct HoldOut {
  std::vector<Eigen::Index> kept, held_out;

  /// Throws std::runtime_error if a share is wanted, but is less than an example.
  SLALOM_INLINE HoldOut(std::size_t n, double share);
};

namespace detail {

/// Scales the features of all parts by what the training examples, which come first, alone tell.
SLALOM_INLINE void scale(std::initializer_list<Matrix<double>*> parts, const std::string& scaling);

}  // namespace detail

/// Reads a table whose last column is the class, of which every fifth row is for testing; or the images of MNIST's four
/// files, or of CIFAR-10's six, which may be compressed by gzip. Features of all parts are scaled by what the training
/// examples tell, without those held out for validation. Throws std::runtime_error.
template <class Real>
DataSet<Real> load_classes(const DataFolders& folders, const DataChoice& choice);

/// The same, shared by all that use it at the same time.
template <class Real>
std::shared_ptr<const DataSet<Real>> share_classes(const DataFolders& folders, const DataChoice& choice);

}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/data_set.hpp>
#endif
