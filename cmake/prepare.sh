# For ./run, ./test and .ci/run to source: installs what is missing, and builds. Speaks on standard error only.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf 'crossover: %s\n' "$*" >&2; }

# packages_for PURPOSE...: their names, from the one list of them.
packages_for() {
  local purpose
  for purpose in "$@"; do sed -n "s/^$purpose: //p" "$root/cmake/debian-packages"; done | tr ' ' '\n'
}

missing_packages() {
  local package
  for package in $(packages_for "$@"); do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# as_root COMMAND...: directly, or by sudo where that works without asking.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

# install_packages PURPOSE...: those that are missing; where they cannot be installed, says what to type and fails.
install_packages() {
  command -v dpkg-query >/dev/null || return 0 # no Debian: CMake will name what it does not find
  local missing
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if ! may_install; then
    say "these packages are missing; type: sudo apt-get install --no-install-recommends $missing"
    return 1
  fi
  say "installing $missing"
  logged apt-get.log as_root env DEBIAN_FRONTEND=noninteractive apt-get update &&
    logged apt-get.log as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}

# logged FILE COMMAND...: its output into build/FILE, shown only when it fails.
logged() {
  local log="$root/build/$1"
  shift
  mkdir -p "$root/build"
  "$@" >"$log" 2>&1 && return
  cat "$log" >&2
  say "failed: $*"
  return 1
}

# watched FILE COMMAND...: as logged; on a terminal, a bar follows the "[done/all]" that ninja prints.
watched() {
  if ! [ -t 2 ] || [ "${TERM:-dumb}" = dumb ]; then
    logged "$@"
    return
  fi
  local log="$root/build/$1"
  shift
  mkdir -p "$root/build"
  (set -o pipefail && "$@" 2>&1 | tee "$log" | build_bar) && return
  cat "$log" >&2
  say "failed: $*"
  return 1
}

# Reads what ninja prints, draws "crossover: building [=====     ]  52 %" on standard error, and clears it at the end.
build_bar() {
  local line percent filled bar="========================"
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    percent=$((100 * BASH_REMATCH[1] / BASH_REMATCH[2]))
    filled=$((24 * percent / 100))
    printf '\r\033[Kcrossover: building [%-24s] %3d %%' "${bar:0:filled}" "$percent" >&2
  done
  printf '\r\033[K' >&2
}

# build PRESET [TARGET...]: configures where that is needed and builds into build/PRESET; one build of a folder at a time.
build() {
  local preset=$1 folder="$root/build/$1"
  shift
  mkdir -p "$folder"
  if ! [ -w "$folder" ]; then
    say "$folder belongs to somebody else; remove it, or build as its owner"
    return 1
  fi
  (
    cd "$root" || exit
    flock -n 9 || { say "waiting for another build of $preset" && flock 9; }
    if must_be_configured "$folder"; then
      logged "$preset/configure.log" cmake --fresh --preset "$preset" 9>&- || exit
    fi
    watched "$preset/build.log" cmake --build --preset "$preset" ${@:+--target "$@"} 9>&-
  ) 9>"$folder/.lock"
}

# Whether a folder was never configured, or for presets that have changed, or for a checkout at another place.
must_be_configured() {
  [ ! -f "$1/build.ninja" ] || [ "$root/CMakePresets.json" -nt "$1/build.ninja" ] ||
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$1/CMakeCache.txt"
}
