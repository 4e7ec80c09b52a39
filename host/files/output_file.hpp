#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace crossover {

/// A file to be written when the work is done. A regular file is replaced in one step, so that whoever reads it sees
/// the old content or the new, and a full disk leaves the old. One that cannot be replaced, as a file that is mounted
/// by itself, is written in place. A device, a pipe or an open file (/dev/fd/3) is simply written to.
class OutputFile {
 public:
  /// Throws Error when the file could not be written now, so that no work is done in vain. Leaves nothing behind.
  /// `name` is how people know the file: "--json result.json".
  OutputFile(std::string name, const std::filesystem::path& path);

  /// The file itself: the path with symbolic links followed.
  const std::filesystem::path& target() const { return target_; }

  /// Whether what is written takes the place of what was: not so for a device or pipe, where it comes behind.
  bool is_replaceable() const { return regular_; }

  /// Throws Error; the old content is whole then.
  void write(std::string_view content) const;

 private:
  void replace(std::string_view content) const;
  /// `why`: the error number to tell where that cannot be done either.
  void write_in_place(std::string_view content, int why) const;

  std::string name_;
  std::filesystem::path target_;  ///< Symbolic links followed.
  bool regular_ = true;
  std::optional<int> open_file_;  ///< Its number, where the path names one.
};

/// All of it, to standard output. Throws Error.
void write_to_stdout(std::string_view content);

/// Whether a path leads to what standard output is: /dev/stdout, or the file that it goes to.
bool is_stdout(const std::filesystem::path& path);

/// Whether standard output can be written to. A closed one must be known before a file is opened and takes its place.
bool stdout_is_open();

/// Points closed standard streams at /dev/null, so that no file that is opened later is taken for one of them.
void occupy_closed_standard_streams();

}  // namespace crossover
