// Writes the keys that all peers sort, crossover's own: FOLDER/keys, and FOLDER/sorted with each array sorted.
// sort_keys FOLDER TYPE ARRAYS KEYS

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "kernels/key_type.hpp"

namespace {

using namespace crossover;

constexpr Seed seed{42};  // the driver's

template <class T>
void write(const std::string& path, const std::vector<T>& keys) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(keys.data()), static_cast<std::streamsize>(keys.size() * sizeof(T)));
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

template <class T>
void write_arrays(const std::string& folder, std::size_t arrays, std::size_t keys) {
  std::vector<T> all(arrays * keys);
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = key_of_bits<T>(Distribution::uniform, bits_of_key(seed, 1 + i / keys, i % keys), i % keys, keys);
  write(folder + "/keys", all);
  for (auto first = all.begin(); first != all.end(); first += static_cast<std::ptrdiff_t>(keys))
    std::sort(first, first + static_cast<std::ptrdiff_t>(keys));
  write(folder + "/sorted", all);
}

}  // namespace

int main(int, char** arguments) {
  const std::string folder = arguments[1], type_name = arguments[2];
  const auto type = *std::ranges::find(key_types, type_name, [](KeyType t) { return name_of(t); });
  std::visit(
      [&]<class T>(std::span<T>) { write_arrays<T>(folder, std::stoul(arguments[3]), std::stoul(arguments[4])); },
      view_as(type, nullptr, 0));
}
