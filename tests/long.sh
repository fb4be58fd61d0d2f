# Sourced by ./test --long: what takes longer than a test should. Each run ends with a line of what it did.

long_oracle() {
  build_preset dev rate_many
  python3 tests/oracle/third_opinion.py build/dev/tests/rate_many --schemes 20000 --seed "${SEED:-$RANDOM}"
}

long_properties() {
  build_preset dev rating_test scheme_test
  local suite
  for suite in rating scheme; do
    RC_PARAMS=max_success=20000 "build/dev/src/$suite/${suite}_test" --gtest_filter='*Property*:*Rate*:*Explain*:*Live*' --gtest_brief=1
  done
}

long_kills() {
  build_preset dev pingxing
  start_postgres build/postgres
  local backend
  for backend in sqlite postgres; do tests/kill/run.sh build/dev/pingxing "$backend" --kills 500; done
}

long_requests() {
  build_preset dev pingxing
  node tests/long/requests.mjs build/dev/pingxing --requests "${REQUESTS:-200000}" ${SEED:+--seed "$SEED"}
}

long_pages() {
  build_preset bench pingxing site_make_round
  local people
  for people in 20000 100000; do node tests/long/pages.mjs build/bench "$people"; done
}

long_record() {
  local folder
  build_preset dev record_long
  start_postgres build/postgres
  folder=$(mktemp -d)
  local address
  for address in "$folder/record.db" "$PINGXING_TEST_POSTGRES"; do
    build/dev/tests/record_long make "$address" "${ENTRIES:-1000000}"
    build/dev/tests/record_long verify "$address"
  done
  rm -rf "$folder"
}

long_memory() {  # the release's own code: the compiler may keep copies that other builds do not
  build_preset release_tests office_test
  start_postgres build/postgres
  build/release_tests/src/office/office_test --gtest_filter='*PollMemory*' --gtest_brief=1
}

long_scans() {
  ensure_packages testssl.sh sqlmap wapiti
  build_preset dev pingxing
  # shellcheck disable=SC2086
  node tests/long/scans.mjs build/dev/pingxing ${SCANNERS:-}
}

run_long() {
  case $1 in
    all) long_oracle; long_properties; long_kills; long_requests; long_pages; long_record; long_memory; long_scans ;;
    oracle | properties | kills | requests | pages | record | memory | scans) "long_$1" ;;
    *) echo "./test --long: oracle, properties, kills, requests, pages, record, memory or scans, not $1" >&2; return 2 ;;
  esac
}
