// A browser for a test in another language: reads one command a line, as JSON, and answers each with one line.
//   node drive_browser.js chromium
//   {"do": "open", "page": "wall", "url": "http://127.0.0.1:9464/", "width": 1920}  ->  {"ok": null}
//   {"do": "eval", "page": "wall", "code": "document.title"}                         ->  {"ok": "Caseclock"}
// Every page remembers what it asked for and what its console said.
const readline = require('readline');
const {chromium} = require('playwright-core');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const pages = new Map();
let browser;

function inOneLine(violation) {
  const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' '));
  return `${violation.id}: ${violation.help}: ${violation.nodes.length} times, as ${nodes.join(', ')}`;
}

const commands = {
  async open({page: name, url, width = 1280, height = 900, scheme = 'light', scripts = true, user, password}) {
    const context = await browser.newContext({
      viewport: {width, height}, colorScheme: scheme, javaScriptEnabled: scripts, reducedMotion: 'reduce',
      httpCredentials: user ? {username: user, password} : undefined,
    });
    const page = await context.newPage();
    const seen = {page, context, asked: [], statuses: [], said: []};
    page.on('request', (request) => seen.asked.push(request.url()));
    page.on('response', (response) => seen.statuses.push(response.status()));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.said.push(message.text()));
    page.on('pageerror', (error) => seen.said.push(String(error)));
    pages.set(name, seen);
    const answer = await page.goto(url);
    return answer.status();
  },
  async go({page, url}) { return (await pages.get(page).page.goto(url)).status(); },
  async eval({page, code}) { return pages.get(page).page.evaluate(code); },
  // Milliseconds since 1970 at which the code first was true. Code that throws is not true yet. Asked from here, again
  // and again, because the page's policy forbids what a browser's own waiting needs.
  async wait({page, code, timeout_ms = 10000}) {
    for (const end = Date.now() + timeout_ms; Date.now() < end;) {
      const found = await pages.get(page).page.evaluate(`(() => { try { return !!(${code}); } catch { return false; } })()`)
          .catch(() => false);  // the page is being left for another
      if (found) return Date.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${timeout_ms} ms passed in vain until ${code}`);
  },
  async press({page, keys}) {
    for (const key of keys) await pages.get(page).page.keyboard.press(key);
    return null;
  },
  async text({page, selector}) { return pages.get(page).page.textContent(selector); },
  async offline({page, off}) { await pages.get(page).context.setOffline(off); return null; },
  async seen({page}) {
    const {asked, statuses, said} = pages.get(page);
    return {asked, statuses, said};
  },
  async axe({page}) {
    const it = pages.get(page).page;
    await it.evaluate(require('fs').readFileSync(require.resolve('axe-core'), 'utf8'));
    const checked = await it.evaluate((rules) => axe.run({runOnly: rules}), RULES);
    return {violations: checked.violations.map(inOneLine), passes: checked.passes.length};
  },
  async picture({page, path, full = false}) { await pages.get(page).page.screenshot({path, fullPage: full}); return null; },
  async close({page}) { await pages.get(page).context.close(); pages.delete(page); return null; },
};

async function main([program]) {
  browser = await chromium.launch({executablePath: program});
  for await (const line of readline.createInterface({input: process.stdin})) {
    const command = JSON.parse(line);
    let answer;
    try {
      const found = await commands[command.do](command);
      answer = {ok: found === undefined ? null : found};
    } catch (error) {
      answer = {error: String(error).slice(0, 2000)};
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(String(error) + '\n');
  process.exit(1);
});
