#pragma once

#include <string_view>

namespace crossover {

/// Which program measured. Filled in by the build.
struct BuildInfo {
  std::string_view version;   ///< "0.1.0"
  std::string_view commit;    ///< "1a2b3c4d5e6f", "-dirty" behind it when files had changed, "unknown" outside git
  std::string_view compiler;  ///< "GNU 12.2.0"
  std::string_view type;      ///< "Release"
};

extern const BuildInfo build_info;

}  // namespace crossover
