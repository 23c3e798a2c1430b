// Opens mails in Chromium as telephones and desks show them, light and dark, with and without the mail's style sheet,
// and prints what it found as JSON.
//   node look_at_mail.js chromium directory-for-pictures-or-"" mail.html ...
const path = require('path');
const {chromium} = require('playwright-core');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const READINGS = [
  {width: 320, scheme: 'light', styled: true},  // WCAG 1.4.10, Reflow
  {width: 390, scheme: 'light', styled: true},
  {width: 390, scheme: 'dark', styled: true},
  {width: 1280, scheme: 'dark', styled: true},
  {width: 320, scheme: 'dark', styled: false},
  {width: 1280, scheme: 'light', styled: false},
];

function inOneLine(violation) {
  const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' '));
  return `${violation.id}: ${violation.help}: ${violation.nodes.length} times, as ${nodes.join(', ')}`;
}

function measure() {
  const heights = [...document.querySelectorAll('a.button')].map((link) => link.getBoundingClientRect().height);
  return {
    too_wide: document.documentElement.scrollWidth - innerWidth,
    button: heights.length ? Math.min(...heights) : null,
    height: document.documentElement.scrollHeight,
    ink: getComputedStyle(document.querySelector('main') || document.body.firstElementChild).color,
  };
}

async function look(browser, file, reading, pictures) {
  const page = await browser.newPage({viewport: {width: reading.width, height: 844}, colorScheme: reading.scheme});
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('file://' + file);
  if (!reading.styled) await page.evaluate(() => document.querySelectorAll('style').forEach((style) => style.remove()));
  const name = `${path.basename(file, '.golden.html')}_${reading.width}_${reading.scheme}${reading.styled ? '' : '_bare'}`;
  if (pictures) await page.screenshot({path: `${pictures}/${name}.png`, fullPage: true});
  const found = {name, ...reading, asked, ...await page.evaluate(measure)};
  await page.addScriptTag({path: require.resolve('axe-core')});
  const checked = await page.evaluate((rules) => axe.run({runOnly: rules}), RULES);
  found.violations = checked.violations.map(inOneLine);
  found.contrast = checked.passes.some((rule) => rule.id === 'color-contrast');
  await page.close();
  return found;
}

async function main([program, pictures, ...files]) {
  const browser = await chromium.launch({executablePath: program});
  const found = [];
  for (const file of files) for (const reading of READINGS) found.push(await look(browser, file, reading, pictures));
  await browser.close();
  process.stdout.write(JSON.stringify(found));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(String(error) + '\n');
  process.exit(1);
});
