# Sourced by ./run, ./test and ./bench: what they need of Debian 12, and how to get it. Every function is idempotent.

build_packages="g++ cmake ninja-build pkg-config ccache mold libgmp-dev libzip-dev libpugixml-dev libxlsxwriter-dev libicu-dev nlohmann-json3-dev libcli11-dev libssl-dev libsqlite3-dev libpq-dev libboost1.81-dev zlib1g-dev"
test_packages="libgtest-dev librapidcheck-dev python3 postgresql-15"
bench_packages="nodejs npm"

# The packages of "$@" that dpkg does not know as installed.
missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
  done
}

# Installs what is missing of "$@"; through sudo where we are not root.
ensure_packages() {
  local missing as_root=
  missing=$(missing_packages "$@")
  # A node that did not come from Debian's packages serves as well.
  command -v node >/dev/null && missing=${missing/nodejs /}
  command -v npm >/dev/null && missing=${missing/npm /}
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Needed and not found: $missing. This script installs packages on Debian 12 only; please install them yourself." >&2
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Needed: $missing. Please run as root: apt-get install $missing" >&2; return 1; }
    as_root=sudo
  fi
  echo "Installing from Debian: $missing"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# Configures and builds one preset; further arguments are targets.
build_preset() {
  local preset=$1
  shift
  cmake --preset "$preset" >"build/$preset.configure.log" 2>&1 || { cat "build/$preset.configure.log" >&2; return 1; }
  cmake --build "build/$preset" ${1:+--target "$@"}
}
