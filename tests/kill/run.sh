#!/usr/bin/env bash
# Kills the server while a round is worked on: run.sh PINGXING sqlite|postgres [--kills N]. ./test starts the PostgreSQL.
set -euo pipefail
binary=$(realpath "$1") backend=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
case $backend in
  sqlite) database=$folder/kill.db ;;
  postgres)
    : "${PINGXING_TEST_POSTGRES:?./test starts a PostgreSQL and says where}"
    name=kill_$$
    psql --quiet --dbname "$PINGXING_TEST_POSTGRES" --command "CREATE DATABASE $name"
    database=${PINGXING_TEST_POSTGRES%/*}/$name
    ;;
esac
node "$(dirname "$0")/kill.mjs" "$binary" "$database" "$@"
