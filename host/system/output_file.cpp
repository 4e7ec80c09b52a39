#include "host/system/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "host/system/error.hpp"
#include "host/system/file_descriptor.hpp"
#include "host/system/write_all.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_cannot_write(std::string_view name, int error_number) {
  throw Error(fmt::format("cannot write {}: {}", name, system_message(error_number)));
}

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

/// Where symbolic links lead in the end, there or not. Throws Error when they lead in a circle.
fs::path end_of_links(const std::string& name, fs::path path) {
  std::error_code none_there;
  for (int links = 0; fs::is_symlink(path, none_there); ++links) {
    if (links == 40) throw_cannot_write(name, ELOOP);
    path = folder_of(path) / fs::read_symlink(path);
  }
  return path;
}

/// A new file beside the target, which goes away unless it takes the target's place.
class FileAside {
 public:
  FileAside(const std::string& name, const fs::path& target)
      : name_(name),
        target_(target),
        path_((folder_of(target) / ".crossover.XXXXXX").string()),
        file_(mkstemp(path_.data())) {
    if (!file_.is_open()) throw_cannot_write(name_, errno);
  }
  ~FileAside() {
    if (!path_.empty()) unlink(path_.c_str());
  }
  FileAside(const FileAside&) = delete;
  FileAside& operator=(const FileAside&) = delete;

  void write_whole(std::string_view content) {
    if (!write_all(file_.number(), content) || fchmod(file_.number(), mode()) != 0 || fsync(file_.number()) != 0 ||
        !file_.close_checked())
      throw_cannot_write(name_, errno);
  }

  void take_the_targets_place() {
    if (rename(path_.c_str(), target_.c_str()) != 0) throw_cannot_write(name_, errno);
    path_.clear();
    const FileDescriptor directory(open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.is_open()) fsync(directory.number());  // makes the new name last; not all file systems offer it
  }

 private:
  /// The old file's permissions, else what a new file gets.
  mode_t mode() const {
    struct stat old {};
    if (stat(target_.c_str(), &old) == 0) return old.st_mode & 0777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
  }

  const std::string& name_;
  const fs::path& target_;
  std::string path_;
  FileDescriptor file_;
};

}  // namespace

OutputFile::OutputFile(std::string name, const fs::path& path) : name_(std::move(name)), target_(path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::none) throw_cannot_write(name_, error.value());
  regular_ = !fs::exists(status) || fs::is_regular_file(status);
  if (regular_) target_ = end_of_links(name_, path);
  if (fs::is_directory(status)) throw_cannot_write(name_, EISDIR);
  if (fs::exists(status) && access(target_.c_str(), W_OK) != 0) throw_cannot_write(name_, errno);
  if (regular_) const FileAside trial(name_, target_);
}

void OutputFile::write(std::string_view content) const {
  if (regular_) return replace(content);
  FileDescriptor file(open(target_.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.is_open() || !write_all(file.number(), content) || !file.close_checked()) throw_cannot_write(name_, errno);
}

void OutputFile::replace(std::string_view content) const {
  FileAside aside(name_, target_);
  aside.write_whole(content);
  aside.take_the_targets_place();
}

void write_to_stdout(std::string_view content) {
  if (!write_all(STDOUT_FILENO, content)) throw_cannot_write("to standard output", errno);
}

bool is_stdout(const fs::path& path) {
  struct stat named {
  }, out{};
  return stat(path.c_str(), &named) == 0 && fstat(STDOUT_FILENO, &out) == 0 && named.st_dev == out.st_dev &&
         named.st_ino == out.st_ino;
}

bool stdout_is_open() { return fcntl(STDOUT_FILENO, F_GETFD) != -1; }

void occupy_closed_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) == -1) open("/dev/null", O_RDWR);  // takes the lowest free number: this stream's
}

}  // namespace crossover
