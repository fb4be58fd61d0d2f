#!/usr/bin/env bash
# How long a newcomer waits: builds and tests a fresh clone of HEAD, with nothing kept of earlier builds, and prints the
# minutes. Run it on a machine that does nothing else; packages have to be installed (./run --build-only does that).
#
#   benchmarks/minutes.sh [run] [test]      (default: both)
set -euo pipefail
cd "$(dirname "$0")/.."

clone=${TMPDIR:-/tmp}/pingxing-minutes
rm -rf "$clone"
git clone --quiet . "$clone"
trap 'rm -rf "$clone"' EXIT
export CCACHE_DISABLE=1

measure() {  # a name, and the command
  local name=$1 begun log=build/minutes.$1.log
  shift
  begun=$(date +%s)
  (cd "$clone" && /usr/bin/time -f '%U %S %M' -o "$clone/spent" "$@") >"$log" 2>&1 || { tail -n 40 "$log"; exit 1; }
  awk -v name="$name" -v seconds="$(($(date +%s) - begun))" -v warnings="$(grep -c 'warning:' "$log" || true)" \
    '{ printf "%s: %.1f minutes, %.1f of processor time, at most %d MB in one process, %d warnings\n", name, seconds / 60, ($1 + $2) / 60, $3 / 1024, warnings }' "$clone/spent"
  grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" || true
}

echo "$(git log -1 --format=%h), $(nproc) cores, $(uptime | sed 's/.*load average: /load /')"
for what in "${@:-run test}"; do
  for one in $what; do
    case $one in
      run) measure run ./run --build-only ;;
      test) measure test ./test ;;
      *) echo "benchmarks/minutes.sh: run or test, not $one" >&2; exit 2 ;;
    esac
  done
done
