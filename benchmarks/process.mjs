// Times whole processes: the bureau's sample, and CSV to result CSV in memory-backed files; says peak memory too.
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';

const [binary, n, runs, csv, dataMb] = process.argv.slice(2);
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const say = (row) => console.log(JSON.stringify(row));

function timed(args, count) {
  const times = [];
  let peak = 0;
  for (let i = 0; i <= count; ++i) {  // the first is the warm-up
    const begin = process.hrtime.bigint();
    const ran = spawnSync('/usr/bin/env', ['time', '-f', '%M', binary, ...args], { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 26 });
    const ms = Number(process.hrtime.bigint() - begin) / 1e6;
    if (ran.status !== 0) throw new Error(`${binary} ${args.join(' ')}: ${ran.stderr}`);
    peak = Math.max(peak, Number(ran.stderr.trim().split('\n').at(-1)) / 1e3);
    if (i > 0) times.push(ms);
  }
  return { ms: median(times), peak };
}

if (csv) {
  const out = '/dev/shm/pingxing-bench-result.csv';
  const whole = timed(['rate', 'benchmarks/national/scheme.md', csv, '--format', 'csv', '-o', out], Number(runs));
  if (statSync(out).size < Number(n)) throw new Error('no result');
  rmSync(out);
  say({ engine: 'pingxing', task: 'end_to_end', n: Number(n), threads: 2, median_ms: whole.ms, runs: Number(runs), checksum: null });
  say({ engine: 'pingxing', task: 'peak_memory', n: Number(n), threads: 2, median_ms: 0, runs: 1, checksum: null, peak_mb: Math.round(whole.peak), data_mb: Number(dataMb) });
} else {
  const sample = 'schemes/bureau-stars';
  const times = [];
  for (let i = 0; i < 31; ++i) {
    const begin = process.hrtime.bigint();
    if (spawnSync(binary, ['rate', `${sample}/scheme.md`, `${sample}/facts.csv`], { stdio: ['ignore', 'ignore', 'ignore'] }).status !== 0) throw new Error('the sample is not rated');
    if (i > 0) times.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
  say({ engine: 'pingxing', task: 'process', n: 1, threads: 1, median_ms: median(times), runs: times.length, checksum: null });
}
