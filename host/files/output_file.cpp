#include "host/files/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "host/files/write_all.hpp"
#include "host/system/error.hpp"
#include "host/system/file_descriptor.hpp"
#include "host/system/stop_signals.hpp"

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

/// Whether an error says that a file system has no such thing as permissions, or making a file last.
bool is_not_offered(int error_number) {
  return error_number == EPERM || error_number == EINVAL || error_number == ENOSYS || error_number == ENOTSUP;
}

/// Not so a file that may only be appended to, whatever its permissions.
bool may_be_overwritten(const fs::path& file) {
  return FileDescriptor(open(file.c_str(), O_WRONLY | O_CLOEXEC)).is_open();
}

/// The number in "/dev/fd/3" or "/proc/self/fd/3": a file that whoever started the program has opened.
std::optional<int> open_file_at(const fs::path& path) {
  const std::string text = path.lexically_normal();
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!text.starts_with(folder)) continue;
    int number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + folder.size(), end, number);
    if (error == std::errc() && rest == end) return number;
  }
  return std::nullopt;
}

/// Opens what is no regular file. A named pipe waits for a reader, but not once the program was asked to stop.
FileDescriptor open_device(const std::string& name, const fs::path& path) {
  constexpr auto pause = std::chrono::milliseconds(20);
  constexpr int patience_when_stopping = 50;  // pauses
  for (int waited = 0;;) {
    FileDescriptor file(open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file.is_open() && errno != ENXIO) throw_cannot_write(name, errno);
    if (file.is_open()) {
      fcntl(file.number(), F_SETFL, fcntl(file.number(), F_GETFL) & ~O_NONBLOCK);
      return file;
    }
    if (stop_signal() != 0 && ++waited > patience_when_stopping)
      throw Error(fmt::format("cannot write {}: nobody reads it", name));
    std::this_thread::sleep_for(pause);
  }
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
    const bool written = write_all(file_.number(), content) &&
                         (fchmod(file_.number(), mode()) == 0 || is_not_offered(errno)) &&
                         (fsync(file_.number()) == 0 || is_not_offered(errno)) && file_.close_checked();
    if (!written) throw_cannot_write(name_, errno);
  }

  /// False where a file cannot take its place: a container's mount of a single file, for one.
  bool take_the_targets_place() {
    if (rename(path_.c_str(), target_.c_str()) != 0) return false;
    path_.clear();
    const FileDescriptor directory(open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.is_open()) fsync(directory.number());  // makes the new name last; not all file systems offer it
    return true;
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
  open_file_ = open_file_at(path);
  regular_ = !open_file_ && (!fs::exists(status) || fs::is_regular_file(status));
  if (regular_) target_ = end_of_links(name_, path);
  if (fs::is_directory(status)) throw_cannot_write(name_, EISDIR);
  if (fs::exists(status) && access(target_.c_str(), W_OK) != 0) throw_cannot_write(name_, errno);
  if (fs::is_regular_file(status) && !open_file_ && !may_be_overwritten(target_)) throw_cannot_write(name_, errno);
  if (regular_) FileAside(name_, target_).write_whole("a full disk may take a name, but no content");
}

void OutputFile::write(std::string_view content) const {
  if (regular_) return replace(content);
  // What is open already goes on where it stands: `3>>log` means behind what the log holds.
  FileDescriptor file =
      open_file_ ? FileDescriptor(fcntl(*open_file_, F_DUPFD_CLOEXEC, 0)) : open_device(name_, target_);
  if (!file.is_open() || !write_all(file.number(), content) || !file.close_checked()) throw_cannot_write(name_, errno);
}

void OutputFile::replace(std::string_view content) const {
  FileAside aside(name_, target_);
  aside.write_whole(content);
  if (!aside.take_the_targets_place()) write_in_place(content, errno);
}

void OutputFile::write_in_place(std::string_view content, int why) const {
  FileDescriptor file(open(target_.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
  if (!file.is_open()) throw_cannot_write(name_, why);
  const bool written =
      write_all(file.number(), content) && (fsync(file.number()) == 0 || is_not_offered(errno)) && file.close_checked();
  if (!written) throw_cannot_write(name_, errno);
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
