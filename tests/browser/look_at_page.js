// Opens a page in Chromium as it is read, at a desk, on a telephone and on paper, and prints what it found as JSON.
//   node look_at_page.js chromium page.html [directory for pictures]
const fs = require('fs');
const {chromium} = require('playwright-core');

const CONTRAST = fs.readFileSync(__dirname + '/contrast.js', 'utf8').trimEnd() + '()';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'];
// Paper: the width between the margins of A4, in pixels of the style sheet.
const READINGS = {
  desk: {width: 1280, height: 900, media: 'screen'},
  phone: {width: 390, height: 844, media: 'screen'},
  dark: {width: 1280, height: 900, media: 'screen', scheme: 'dark'},
  narrow: {width: 320, height: 640, media: 'screen'},  // WCAG 1.4.10, Reflow
  paper: {width: 688, height: 1000, media: 'print'},
};

function inOneLine(violation) {
  const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' '));
  return `${violation.id}: ${violation.help}: ${violation.nodes.length} times, as ${nodes.join(', ')}`;
}

async function open(browser, reading, file) {
  const page = await browser.newPage({viewport: {width: reading.width, height: reading.height}});
  const found = {asked: [], errors: []};
  page.on('request', (request) => found.asked.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && found.errors.push(message.text()));
  page.on('pageerror', (error) => found.errors.push(String(error)));
  await page.emulateMedia({media: reading.media, colorScheme: reading.scheme || 'light'});
  await page.goto('file://' + file);
  return {page, found};
}

async function look(browser, name, file, pictures) {
  const reading = READINGS[name];
  const {page, found} = await open(browser, reading, file);
  if (pictures) await page.screenshot({path: `${pictures}/${name}.png`});
  await page.keyboard.press('Tab');
  found.first_focus = await page.evaluate(() => document.activeElement.getAttribute('href'));
  found.too_wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  found.annexes_seen = await page.evaluate(() => Array.from(document.querySelectorAll('.folded'))
    .filter((each) => each.checkVisibility()).length);
  found.height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.addScriptTag({path: require.resolve('axe-core')});
  const checked = await page.evaluate((rules) => axe.run({runOnly: rules}), RULES);
  found.violations = checked.violations.map(inOneLine);
  found.passes = checked.passes.length;
  for (const fold of await page.locator('.fold input').all()) if (reading.media === 'screen') await fold.check();
  found.contrast = await page.evaluate(CONTRAST);
  await page.close();
  return found;
}

async function print(browser, file, pictures) {
  const {page} = await open(browser, READINGS.paper, file);  // a page that emulates a screen is printed as one
  const pdf = await page.pdf({preferCSSPageSize: true, printBackground: false});
  if (pictures) fs.writeFileSync(`${pictures}/report.pdf`, pdf);
  const text = pdf.toString('latin1');
  return {
    pages: (text.match(/\/Type\s*\/Page\b/g) || []).length,
    sizes: [...new Set(text.match(/\/MediaBox\s*\[[^\]]*\]/g) || [])],
  };
}

async function main([program, file, pictures]) {
  const browser = await chromium.launch({executablePath: program});
  const found = {};
  for (const name of Object.keys(READINGS)) found[name] = await look(browser, name, file, pictures);
  found.print = await print(browser, file, pictures);
  await browser.close();
  process.stdout.write(JSON.stringify(found));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(String(error) + '\n');
  process.exit(1);
});
