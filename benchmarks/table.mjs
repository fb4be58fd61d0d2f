// Merges the JSON lines of the benchmark programs into the table that ./bench prints. Ratios count, times do not.
import { readFileSync } from 'node:fs';

const rows = readFileSync(process.argv[2], 'utf8').split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
const find = (engine, task, threads) => rows.filter((r) => r.engine === engine && r.task === task && (!threads || r.threads === threads)).at(-1);
const time = (ms) => (ms === undefined ? '–' : ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1000).toFixed(0)} µs`);
const engines = [['pingxing', 1], ['pingxing', 2], ['yardstick', 1], ['yardstick', 2], ['interpreted', 1], ['sqlite', 1], ['duckdb', 2]];
const tasks = ['load', 'full', 'what_if_a', 'what_if_b', 'output_file', 'end_to_end'];
const sizes = [...new Set(rows.filter((r) => r.task === 'full').map((r) => r.n))].sort((a, b) => a - b);

for (const n of sizes) {
  const here = rows.filter((r) => r.n === n);
  console.log(`\n${n.toLocaleString('en')} subjects, 36 items, median of the runs`);
  console.log(['engine'.padEnd(22), ...tasks.map((t) => t.padStart(12))].join(''));
  for (const [engine, threads] of engines) {
    const own = here.filter((r) => r.engine === engine && r.threads === threads);
    if (own.length === 0) continue;
    const cell = (task) => time(own.filter((r) => r.task === task).at(-1)?.median_ms).padStart(12);
    console.log([`${engine} (${threads} thr.)`.padEnd(22), ...tasks.map(cell)].join(''));
  }
  const of = (engine, task, threads) => here.filter((r) => r.engine === engine && r.task === task && r.threads === threads).at(-1)?.median_ms;
  const say = (what, value, goal, isMet) => value !== undefined && console.log(`  ${what}: ${value} (goal ${goal}: ${isMet ? 'met' : 'MISSED'})`);
  const ratio = (a, b) => (a === undefined || b === undefined ? undefined : a / b);
  const rating = ratio(of('duckdb', 'full', 2), of('pingxing', 'full', 2));
  say('full rating against DuckDB', rating && `${rating.toFixed(1)} times as fast`, 'at least 25', rating >= 25);
  for (const threads of [1, 2]) {
    const near = ratio(of('pingxing', 'full', threads), of('yardstick', 'full', threads));
    say(`full rating against the hand-specialised yardstick, ${threads} thread(s)`, near && `${near.toFixed(2)} times its time`, 'at most 3', near <= 3);
  }
  const whole = ratio(of('duckdb', 'end_to_end', 2), of('pingxing', 'end_to_end', 2));
  say('CSV to result CSV against DuckDB', whole && `${whole.toFixed(1)} times as fast`, 'at least 10', whole >= 10);
  const what = ratio(of('pingxing', 'what_if_a', 2), of('pingxing', 'full', 2));
  say('what-if against a full rating', what && `${what.toFixed(2)} times its time`, 'at most 1.1', what <= 1.1);
  const p99 = of('pingxing', 'incremental_p99', 1);
  say('one changed fact right everywhere, 99th percentile', p99 && time(p99), 'at most 100 µs', p99 <= 0.1);
  const explain = of('pingxing', 'explain', 1);
  say('explanation of one subject', explain && time(explain), 'under 1 ms', explain < 1);
  const memory = here.filter((r) => r.task === 'peak_memory').at(-1);
  if (memory) say('peak memory of the whole process against columns and result', `${memory.peak_mb} MB, ${(memory.peak_mb / memory.data_mb).toFixed(2)} times ${memory.data_mb} MB`, 'at most 2', memory.peak_mb <= 2 * memory.data_mb);
}
const round = rows.find((r) => r.task === 'live_round');
const start = rows.find((r) => r.task === 'process');
console.log('');
if (round) console.log(`  a round of ${round.n} subjects rated live: ${time(round.median_ms)} (goal under 1 ms: ${round.median_ms < 1 ? 'met' : 'MISSED'})`);
if (start) console.log(`  pingxing rate on the bureau's sample, whole process: ${time(start.median_ms)} (goal under 20 ms: ${start.median_ms < 20 ? 'met' : 'MISSED'})`);

const named = (task) => rows.filter((r) => r.task === task);
const met = (isMet) => (isMet ? 'met' : 'MISSED');
for (const grouped of named('insert_grouped')) {
  const of = (task) => rows.filter((r) => r.engine === grouped.engine && r.task === task).at(-1);
  const alone = rows.find((r) => r.engine === grouped.engine && r.task === 'insert_one_commit_each' && r.threads === grouped.threads), bulk = of('insert_one_transaction');
  console.log(`  ${grouped.engine}, ${grouped.threads} producers: ${grouped.per_second} durable inserts/s in groups, p99 ${grouped.p99_ms.toFixed(1)} ms (goal at most 50 ms: ${met(grouped.p99_ms <= 50)})${alone ? `; a commit each ${alone.per_second}/s, p99 ${alone.p99_ms.toFixed(1)} ms` : ''}${bulk ? `; all in one transaction ${bulk.per_second}/s: ${(grouped.per_second / bulk.per_second).toFixed(2)} of it (goal 0.5: ${met(grouped.per_second >= bulk.per_second / 2)})` : ''}`);
}
for (const isTls of [false, true]) {
  const suffix = isTls ? '_tls' : '';
  const rival = Math.max(0, ...rows.filter((r) => r.engine === 'nginx' && r.task === `web_file${suffix}`).map((r) => r.requests_per_s));
  for (const row of rows.filter((r) => r.engine === 'pingxing' && [`web_handler${suffix}`, `web_at_once${suffix}`].includes(r.task)))
    console.log(`  20 kB page${isTls ? ', TLS' : ''}, ${row.task.startsWith('web_at_once') ? 'kept in memory' : 'made by a handler'}: ${row.requests_per_s}/s, p99 ${row.p99_ms.toFixed(1)} ms; nginx ${rival}/s: ${(row.requests_per_s / rival).toFixed(2)} of it (goal 0.5: ${met(row.requests_per_s >= rival / 2)})`);
}
for (const row of named('site_idle_memory')) console.log(`  ${row.engine}: the idle server takes ${row.peak_mb} MB`);
for (const row of named('site_save_cells')) console.log(`  ${row.engine}: ${row.threads} people save cells at once: ${row.per_second}/s, median ${row.p50_ms.toFixed(1)} ms, p99 ${row.p99_ms.toFixed(1)} ms`);
for (const row of [...named('site_board'), ...named('site_static')]) console.log(`  ${row.engine}: ${row.task === 'site_board' ? 'board of 200 subjects' : 'style sheet'} (${Math.round(row.bytes / 1000)} kB), 64 connections: ${row.requests_per_s}/s, p99 ${row.p99_ms.toFixed(1)} ms; nginx ${row.nginx_per_s}/s, p99 ${row.nginx_p99_ms.toFixed(1)} ms: ${(row.requests_per_s / row.nginx_per_s).toFixed(2)} of it (goal 0.5: ${met(row.requests_per_s >= row.nginx_per_s / 2)}; p99 at most 50 ms: ${met(row.p99_ms <= 50)})`);
for (const cast of named('ballots_cast')) {
  const of = (task) => rows.filter((r) => r.engine === cast.engine && r.task === task).at(-1);
  const bulk = of('ballots_bulk'), issued = of('ballots_issued'), syncs = rows.filter((r) => r.task === 'ballots_syncs').at(-1);
  console.log(`  ${cast.engine}: ${cast.n} ballots cast, ${cast.per_second}/s durable and acknowledged, p99 ${cast.p99_ms.toFixed(1)} ms (goal at most 50 ms: ${met(cast.p99_ms <= 50)}); rows of their size in one transaction ${bulk.per_second}/s: ${(cast.per_second / bulk.per_second).toFixed(2)} of it (goal 0.5: ${met(cast.per_second >= bulk.per_second / 2)}); the disk syncs ${syncs.per_second}/s`);
  console.log(`  ${cast.engine}: ${issued.n} voters got their papers, ${issued.per_second}/s, p99 ${issued.p99_ms.toFixed(0)} ms; counted in ${time(of('ballots_closed').total_ms)}, recounted in ${time(of('ballots_recounted').total_ms)}; nothing lost, nothing twice: ${of('ballots_right').is_right ? 'yes' : 'NO'}`);
}
if (rows.some((r) => r.checksum === 'WRONG')) process.exit(1);
