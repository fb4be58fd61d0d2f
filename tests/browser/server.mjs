// The server of a play: on a free port, with the sample, secrets of polls in a folder of their own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/// {address, secrets, log(), stop()}; stop() resolves with the exit code.
export async function serve(binary, database) {
  const secrets = mkdtempSync(join(tmpdir(), 'secrets-'));
  const config = join(secrets, 'pingxing.toml'); // the plays' mail server and robot are on this machine
  writeFileSync(config, 'allowed_hosts = ["127.0.0.1"]\n');
  const child = spawn(binary, ['serve', '--config', config, '--database', database, '--listen', '127.0.0.1:0', '--demo', '--lang', 'zh', '--poll-secrets', secrets], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let out = '';
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      out += bytes;
      const found = out.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found && out.includes('Ctrl+C')) resolve(found[0]);
    });
    ended.then((status) => reject(new Error(`the server ended with ${status}: ${out}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const status = await ended;
    rmSync(secrets, { recursive: true, force: true });
    return status;
  };
  return { address, secrets, log: () => out, stop };
}

/// What cannot be undone asks for the password once more where it was not entered within five minutes: `done` is on the
/// page behind it.
export async function confirm(page, password, done) {
  const field = page.locator('#confirm_password');
  await done.or(field).first().waitFor();
  if (await field.isVisible()) {
    await field.fill(password);
    await page.locator('form.form button.primary').click();
  }
  await done.waitFor();
}

/// A play from its first step to the end of the process: what failed is told, the browser, the server and what else is open
/// (`close`) end; the status says whether all went well. `troubles`: what pages complained of.
export async function played({ browser, server, troubles, close = async () => {} }, play) {
  let failed = false;
  try {
    await play();
    assert.deepEqual(troubles, []);
  } catch (error) {
    failed = true;
    console.error(error);
    console.error(troubles.join('\n'));
  } finally {
    await browser.close();
    const status = await server.stop();
    await close();
    if (status !== 0) {
      console.error(`the server ended with ${status}`);
      failed = true;
    }
  }
  process.exit(failed ? 1 : 0);
}
