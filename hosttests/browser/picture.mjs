// Photographs the top of a page of `ipa boot --report`: down to the end of the handshake.
// node picture.mjs PAGE.html PICTURE.png [CHROMIUM]
import { chromium } from "playwright-core";

const [page, picture, executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const tab = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
await tab.goto(`file://${page}`);
const end = await tab.locator("#sequence .scroll").boundingBox();
await tab.screenshot({ path: picture, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: Math.min(1500, Math.ceil(end.y + end.height)) } });
await browser.close();
