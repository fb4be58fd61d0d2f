// A server for a long run: on a free port, with its memory as the kernel counts it.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

export async function serve(binary, database, ...more) {
  const child = spawn(binary, ['serve', '--database', database, '--listen', '127.0.0.1:0', '--poll-secrets', `${database}.secrets`, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', (status, signal) => resolve(signal ?? status)));
  let out = '';
  const port = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      if (out.includes('Ctrl+C')) return;
      out += bytes;
      const found = out.match(/https?:\/\/127\.0\.0\.1:(\d+)/);
      if (found && out.includes('Ctrl+C')) resolve(Number(found[1]));
    });
    ended.then((how) => reject(new Error(`the server ended with ${how}: ${out}`)));
  });
  const kb = (what) => Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(new RegExp(`${what}:\\s+(\\d+)`))[1]);
  return {
    port,
    ended,
    isUp: () => child.exitCode === null && child.signalCode === null,
    residentKb: () => kb('VmRSS'),
    peakKb: () => kb('VmHWM'),
    forgetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
    stop: async () => { child.kill('SIGTERM'); return ended; },
  };
}
