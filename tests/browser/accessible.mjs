// What axe finds wrong on a page as it stands. Its script is evaluated, not added, so the page's own policy stays.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/// A line each. A look counts only where nothing changed meanwhile: axe fails on elements that come while it looks.
export async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async (looks_max) => {
    let hasChanged = false;
    const observer = new MutationObserver(() => { hasChanged = true; });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let look = 0; look < looks_max; ++look) {
      observer.takeRecords();
      hasChanged = false;
      try {
        const found = (await window.axe.run()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
        if (!hasChanged && observer.takeRecords().length === 0) return found;
      } catch (error) {
        if (!hasChanged && observer.takeRecords().length === 0) throw error;
      }
      await new Promise((done) => setTimeout(done, 250));
    }
    throw new Error(`the page never stood still while axe looked ${looks_max} times`);
  }, 40);
}

export async function accessible(page) {
  assert.deepEqual(await violations(page), [], page.url());
}
