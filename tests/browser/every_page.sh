#!/usr/bin/env bash
# Visits every page on a fresh database: every_page.sh PINGXING [FOLDER for the pictures].
set -euo pipefail
binary=$(realpath "$1") pictures=${2:+$(realpath -m "$2")}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$(dirname "$0")"
node every_page.mjs "$binary" "$folder/pages.db" ${pictures:+"$pictures"}
