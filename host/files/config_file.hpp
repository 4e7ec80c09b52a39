#pragma once

#include <filesystem>
#include <optional>
#include <string>

/// Where the program keeps what it shall know the next time.
namespace crossover {

/// A file in the folder `crossover` of ${XDG_CONFIG_HOME:-$HOME/.config}. Throws Error when neither is set.
std::filesystem::path config_file(const std::string& name);

/// A file in the folder `crossover` of ${XDG_STATE_HOME:-$HOME/.local/state}: results that were kept. Throws likewise.
std::filesystem::path state_file(const std::string& name);

/// The content of a file; none when it is not there. Throws Error when it cannot be read, is no regular file, or larger
/// than any that the program writes.
std::optional<std::string> content_of_config_file(const std::filesystem::path& file);

/// Makes the folder of a file. Throws Error.
void make_folder_of(const std::filesystem::path& file);

}  // namespace crossover
