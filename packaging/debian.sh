# Sourced by ./run, ./test and ./bench: what they need of Debian 12, and how to get it. Every function is idempotent.

build_packages="g++ cmake ninja-build pkg-config ccache mold libgmp-dev libzip-dev libpugixml-dev libxlsxwriter-dev libicu-dev nlohmann-json3-dev libcli11-dev libssl-dev libsqlite3-dev libpq-dev libsodium-dev libcurl4-openssl-dev libboost1.81-dev zlib1g-dev libkainjow-mustache-dev libtomlplusplus-dev libqrcodegencpp-dev libcairo2-dev libpango1.0-dev"
test_packages="clang-format-14 universal-ctags libgtest-dev librapidcheck-dev python3 poppler-utils zbar-tools postgresql-15 nodejs npm chromium fonts-noto-cjk"
bench_packages="nodejs npm wrk nginx-light postgresql-15 openssl"

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

# A private PostgreSQL in the folder $1, which is made anew: never the system's own cluster. Only its socket is open, so
# no port can be taken; its address is in PINGXING_TEST_POSTGRES. PostgreSQL refuses to run as root: then it runs as the
# account that its package made.
start_postgres() {
  local bin account folder
  folder=$(realpath -m "$1")
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  stop_postgres
  postgres_as=
  if [ "$(id -u)" -eq 0 ]; then
    account=$(id -un postgres 2>/dev/null || echo nobody)
    postgres_as="setpriv --reuid=$account --regid=$(id -gn "$account") --init-groups --"
    # Below a folder that only root may enter, such as /root, that account can start nothing.
    $postgres_as test -x "$(dirname "$folder")" || folder=${TMPDIR:-/tmp}/pingxing-postgres
  fi
  rm -rf "$folder"
  mkdir -p "$folder"
  postgres_data=$folder/data
  postgres_socket=$(mktemp -d "${TMPDIR:-/tmp}/pingxing-postgres.XXXXXX")  # short: a socket's path has 107 bytes
  [ -z "$postgres_as" ] || chown "$account" "$folder" "$postgres_socket"
  postgres_stop="$bin/pg_ctl stop --silent --mode=immediate --pgdata=$postgres_data"
  if ! {
    (cd "$folder" && $postgres_as "$bin/initdb" --no-sync --no-instructions --auth=trust --username=pingxing \
      --encoding=UTF8 --locale=C.UTF-8 --pgdata="$postgres_data" >"$folder/initdb.log" 2>&1) &&
    (cd "$folder" && $postgres_as "$bin/pg_ctl" start --silent --wait --pgdata="$postgres_data" --log="$postgres_data/server.log" \
      --options="-c listen_addresses='' -c unix_socket_directories='$postgres_socket' -c max_connections=200 -c wal_level=minimal -c max_wal_senders=0 ${2:-}")
  }; then
    cat "$folder/initdb.log" "$postgres_data/server.log" >&2
    stop_postgres
    return 1
  fi
  export PINGXING_TEST_POSTGRES="postgresql://pingxing@${postgres_socket//\//%2F}/postgres"
}

# Stops what start_postgres has started, if anything.
stop_postgres() {
  [ -n "${postgres_stop:-}" ] || return 0
  (cd / && $postgres_as $postgres_stop) 2>/dev/null || true
  rm -rf "$postgres_socket"
  postgres_stop=
}

# Fetches the npm packages that the folder $1 names; says what npm said where it cannot. Not `npm ci`: npm leaves out of
# the lock file what other systems would need, then ci complains.
npm_packages() {
  local log
  log=$(mktemp)
  if ! (cd "$1" && npm install --no-audit --no-fund >"$log" 2>&1); then
    echo "npm could not fetch what $1/package.json names:" >&2
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}
