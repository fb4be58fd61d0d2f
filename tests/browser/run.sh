#!/usr/bin/env bash
# Plays a round (or what else is named) in a browser on a fresh database: run.sh PINGXING sqlite|postgres [PLAY.mjs].
# ./test starts the PostgreSQL.
set -euo pipefail
binary=$(realpath "$1") backend=$2 play=${3:-play.mjs}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
case $backend in
  sqlite) database=$folder/play.db ;;
  postgres)
    : "${PINGXING_TEST_POSTGRES:?./test starts a PostgreSQL and says where}"
    name=play_$$
    psql --quiet --dbname "$PINGXING_TEST_POSTGRES" --command "CREATE DATABASE $name"
    database=${PINGXING_TEST_POSTGRES%/*}/$name
    ;;
esac
cd "$(dirname "$0")"
node "$play" "$binary" "$database"
