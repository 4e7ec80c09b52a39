#include <hwy/base.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

/// How Highway's headers end a program whose use of them is wrong. Its shared library has it, which is not linked
/// (docs/decisions/0003); whether a compiler leaves a call of it over depends on how it optimizes.
namespace hwy {

void Abort(const char* file, int line, const char* format, ...) {
  std::fprintf(stderr, "%s:%d: ", file, line);
  std::va_list values;
  va_start(values, format);
  std::vfprintf(stderr, format, values);  // NOLINT(clang-analyzer-valist.Uninitialized): it was started
  va_end(values);
  std::fputc('\n', stderr);
  std::abort();
}

}  // namespace hwy
