#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace crossover {

/// A whole number from 0 to 2^64 - 1 as people write it, exactly: "1000", "10_000_000", "1e10", "1e+10", "1.5e9",
/// "2^33", "10G" (k or K, M, G and T stand for 10^3, 10^6, 10^9 and 10^12). Leading zeros mean nothing. No sign, space,
/// hexadecimal or fraction. Throws UsageError, which begins with the name of the option that the text was given to and
/// ends with an example of what to write.
std::uint64_t parse_quantity(std::string_view option, std::string_view text,
                             std::string_view example = "1e10, 2^33 or 10G");

/// "0.5", "60", "1e3"; none for all that is written in another way, signs and words among it.
std::optional<double> parse_decimal(std::string_view text);

}  // namespace crossover
