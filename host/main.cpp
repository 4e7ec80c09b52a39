#include <cstdio>
#include <exception>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "host/cli/outputs.hpp"
#include "host/cli/request.hpp"
#include "host/machine/affinity.hpp"
#include "host/machine/memory.hpp"
#include "host/system/error.hpp"
#include "host/system/stop_signals.hpp"

namespace {

using namespace crossover;

void complain(const std::string& why) { std::fprintf(stderr, "crossover: %s\n", why.c_str()); }

int exit_code_of(const std::function<ExitCode()>& program) {
  const auto failed = [](const char* why, ExitCode code) {
    complain(why);
    return static_cast<int>(code);
  };
  try {
    return static_cast<int>(program());
  } catch (const Error& e) {
    return failed(e.what(), e.code());
  } catch (const std::bad_alloc&) {
    return failed("out of memory", ExitCode::failed);
  } catch (const std::exception& e) {
    return failed(e.what(), ExitCode::failed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return exit_code_of([&] {
    restore_affinity();
    save_address_space();
    catch_stop_signals();
    const Request request = parse(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
    Outputs outputs(request.outputs);
    occupy_closed_standard_streams();
    const Document document = request.carry_out([&](const Document& so_far) { outputs.save(so_far); });
    for (const std::string& note : document.notes) complain(note);
    if (!document.failure.empty()) complain(document.failure);
    outputs.deliver(document);
    return document.exit_code;
  });
}
