// Opens a page of `ipa boot --report` in headless Chromium as a reader would, and prints what it saw as one JSON object.
// node look.mjs PAGE.html FOLDER [CHROMIUM]: screenshots go into the folder.
import { chromium } from "playwright-core";

const [page, folder, executablePath = "chromium"] = process.argv.slice(2);
const path = executablePath.includes("/") ? executablePath : `/usr/bin/${executablePath}`;
const browser = await chromium.launch({
  executablePath: path,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const seen = { console: [], requests: [], widths: {}, overlaps: [] };

// Texts of one picture that lie on one another.
const overlaps = () => Array.from(document.querySelectorAll("svg")).flatMap(svg => {
  const texts = Array.from(svg.querySelectorAll("text")).map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  const found = [];
  texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
    const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (wide > 1 && high > 3) { found.push(`${a.text} / ${b.text}`); }
  }));
  return found;
});

async function open(colorScheme, width, javaScriptEnabled = true) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled });
  const tab = await context.newPage();
  tab.on("console", message => seen.console.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", error => seen.console.push(`error: ${error.message}`));
  tab.on("request", request => seen.requests.push(request.url()));
  await tab.goto(`file://${page}`);
  return tab;
}

for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 390]) {
    const tab = await open(scheme, width);
    seen.widths[`${scheme}-${width}`] = await tab.evaluate(() => document.documentElement.scrollWidth);
    await tab.screenshot({ path: `${folder}/${scheme}-${width}.png`, fullPage: true });
    await tab.context().close();
  }
}

const tab = await open("light", 1280);
seen.title = await tab.title();
seen.overlaps = await tab.evaluate(overlaps);
seen.counts = await tab.evaluate(() => {
  const count = selector => document.querySelectorAll(selector).length;
  return {
    stages: count("#timeline svg .stage"), marks: count("#timeline svg .mark"), rings: count("#timeline svg .level"),
    commands: count("#timeline svg .mark.command"), interrupts: count("#timeline svg .mark.interrupt"), faults: count("#timeline svg .mark.fault"),
    exchanges: count("#sequence svg .arrow"), accesses: count("#registers tbody tr"), differences: count("#difference tbody tr"),
    boxes: count("#devices svg .box"), lines: count("#devices svg .line"), unbound: count("#unbound tbody tr"), counters: count("#counters tr"),
  };
});
await tab.fill("#search", "ch_cmd opcode=1");
seen.found = await tab.evaluate(() => Array.from(document.querySelectorAll("#registers tbody tr")).filter(row => row.offsetParent !== null).map(row => row.textContent));
await tab.fill("#search", "");
await tab.locator("#devices svg a.box", { has: tab.locator("text.name", { hasText: /^ipa$/ }) }).click();
seen.chosen = await tab.evaluate(() => Array.from(document.querySelectorAll("details.device[open]")).filter(each => each.querySelector("table").offsetParent !== null).map(each => each.innerText));
await tab.screenshot({ path: `${folder}/chosen.png` });
await tab.context().close();

const plain = await open("light", 1280, false);
await plain.locator("#devices svg a.box", { has: plain.locator("text.name", { hasText: /^ipa$/ }) }).click();
seen.plain = await plain.locator("details.device[open]").first().innerText();
await plain.context().close();
await browser.close();
console.log(JSON.stringify(seen));
