// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// Opens a report page in headless Chromium and checks what a reader relies on. Called by scripts/check-all:
//   node tests/browser/check_report.mjs CHROMIUM PAGE.html SERIES.csv [FOLDER FOR PICTURES]
// SERIES.csv is that of the first run the page shows: of a treated run its untreated twin. Exit code 1: something is wrong, named on standard output.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Chromium } from "./chromium.mjs";

const [program, file, csv, pictures] = process.argv.slice(2);
const wrong = [];
const check = (holds, sentence) => {
  console.log(`${holds ? "ok   " : "WRONG"} ${sentence}`);
  if (!holds) wrong.push(sentence);
};
const keep = (name, bytes) => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(pictures, name), bytes);
};

function table(path) {
  const [head, ...rows] = readFileSync(path, "utf8").trim().split("\n").map((line) => line.split(","));
  return Object.fromEntries(head.map((name, i) => [name, rows.map((row) => Number(row[i]))]));
}

/** Texts on the page that stand out from their ground by less than WCAG AA asks. */
function lowContrast() {
  const channels = (text) => text.match(/[\d.]+/g).map(Number);
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = channels(getComputedStyle(at).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.getClientRects().length || ["SCRIPT", "STYLE"].includes(e.tagName)) continue;
    const style = getComputedStyle(e), svg = e.closest("svg");
    const a = light(channels(svg ? style.fill : style.color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) poor.push(`${e.textContent.trim().slice(0, 30)} (${ratio.toFixed(2)})`);
  }
  return poor;
}

async function chartsHoldTheSeries(page) {
  const series = table(csv);
  const charts = await page.evaluate(() => [...document.querySelectorAll(".charts svg[data-column]")].map((svg) => ({
    column: svg.dataset.column,
    points: [...svg.querySelectorAll("[data-line='0'] .mark")].map((m) => [Number(m.dataset.x), Number(m.dataset.y)]),
    drawn: [...svg.querySelectorAll("[data-line='0'] .dot")].map((d) => d.getBoundingClientRect().top),
  })));
  check(charts.length >= 8, `there are ${charts.length} charts over age`);
  for (const { column, points, drawn } of charts) {
    const same = points.length === series.age_years.length &&
      points.every(([x, y], i) => x === series.age_years[i] && y === series[column][i]);
    check(same, `${column}: the chart holds every number of series.csv`);
    const order = points.every(([, a], i) => points.every(([, b], k) => a <= b || drawn[i] <= drawn[k] + 0.5));
    check(order, `${column}: what is higher is drawn higher`);
  }
}

/** Every letter of a drawing, as large as it stands on the screen. */
const smallestLetter = () => Math.min(...[...document.querySelectorAll("svg text")].filter((e) => e.getClientRects().length).map((e) => {
  const svg = e.ownerSVGElement;
  return parseFloat(getComputedStyle(e).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
}));

/** What the page says of a treated run beside its twin. */
async function treated(page) {
  const pair = await page.evaluate(() => {
    if (!document.querySelector("#difference")) return null;
    const largest = [...document.querySelectorAll("[data-largest]")].map((e) => ({ column: e.dataset.largest, x: Number(e.dataset.x), y: Number(e.dataset.y) }));
    const line = (column, i) => [...document.querySelectorAll(`.charts svg[data-column='${column}'] [data-line='${i}'] .mark`)].map((m) => [Number(m.dataset.x), Number(m.dataset.y)]);
    return { largest: largest.filter((l) => document.querySelector(`.charts svg[data-column='${l.column}']`)).map((l) => ({ ...l, a: line(l.column, 0), b: line(l.column, 1) })),
      plan: document.querySelectorAll("#plan li").length, names: [...document.querySelectorAll("header .arm strong")].map((e) => e.textContent),
      curves: document.querySelectorAll("#curve-chart .line").length };
  });
  if (!pair) return;
  check(pair.names[0].includes("治療なし") && pair.names[1].includes("治療あり"), "the untreated twin stands before the treated run");
  check(pair.plan > 0, "the plan of treatment is told");
  check(pair.curves === 3, `the curve shows young, untreated and treated (${pair.curves} lines)`);
  check(pair.largest.length >= 3, `largest differences of ${pair.largest.length} readings are told`);
  for (const { column, x, y, a, b } of pair.largest) {
    const all = a.flatMap(([age, v]) => b.filter(([other]) => other === age).map(([, w]) => [age, w - v]));
    const most = all.reduce((m, d) => (Math.abs(d[1]) > Math.abs(m[1]) ? d : m));
    check(most[0] === x && Math.abs(most[1] - y) < 1e-9 * Math.max(1, Math.abs(y)), `${column}: the largest difference is where the lines say (age ${x})`);
  }
}

async function languages(page) {
  const visible = (language) => page.evaluate((l) => {
    document.querySelector(`[data-language=${l}]`).click();
    const shown = (e) => e.getClientRects().length > 0;
    return { lang: document.documentElement.lang, title: document.title, heading: document.querySelector("h1").innerText,
      other: [...document.querySelectorAll(l === "ja" ? ".en" : ".ja")].filter(shown).length,
      text: document.body.innerText };
  }, language);
  const ja = await visible("ja"), en = await visible("en");
  check(ja.lang === "ja" && ja.heading.includes("ハリ") && ja.title.includes("ハリ") && ja.other === 0, "Japanese shows Japanese alone");
  check(en.lang === "en" && en.heading.includes("firmness") && en.title.includes("firmness") && en.other === 0, "English shows English alone");
  const foreign = await page.evaluate(() => {
    document.querySelector("[data-language=ja]").click();
    return [...document.querySelectorAll("header .arm strong, .legend li, main h2, main h3, nav a, figcaption")].filter((e) => e.getClientRects().length)
      .map((e) => e.innerText.trim()).filter((t) => t && !/[぀-ヿ一-鿿]/.test(t));
  });
  check(foreign.length === 0, `no title or name is left in Latin letters in Japanese ${foreign.slice(0, 5).join("; ")}`);
  await page.evaluate(() => document.querySelector("[data-language=en]").click());
  check(!/[぀-ヿ]/.test(en.text.replace("日本語", "")), "no kana is left in English");
  for (const line of ["本シミュレーションは教育・研究を目的とした予測であり、診断や治療効果を保証するものではありません。", "効果には個人差があります。",
    "未承認の医薬品・医療機器を含む場合があります（製品欄を参照）。"]) check(ja.text.includes(line), `the fixed line stands there: ${line}`);
}

async function keyboard(page) {
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  const reached = new Set();
  let outlined = true;
  for (let i = 0; i < 60; ++i) {
    await page.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      return { name: e.tagName + (e.dataset.language ?? e.dataset.scene ?? ""), outline: getComputedStyle(e).outlineStyle };
    });
    if (at.name === "BODY") continue;  // past the end the browser begins again at the top
    reached.add(at.name);
    outlined &&= at.outline !== "none";
  }
  for (const name of ["BUTTONja", "BUTTONen", "A", "SUMMARY", "CANVAS", "BUTTONscene-0"]) check(reached.has(name), `the keyboard reaches ${name}`);
  check(outlined, "where the keyboard is can be seen");
  await page.evaluate(() => document.querySelector("[data-language=ja]").focus());
  await page.press("Enter");
  check((await page.evaluate(() => document.documentElement.lang)) === "ja", "Enter on the button switches the language");
  const folded = await page.evaluate(() => { document.querySelector("summary").focus(); return document.querySelector("details").open; });
  await page.press("Enter");
  check((await page.evaluate(() => document.querySelector("details").open)) !== folded, "Enter unfolds the numbers");
}

async function viewer(page) {
  const state = () => page.evaluate(() => new Promise((done) => setTimeout(() => {
    const canvas = document.querySelector("#viewer canvas");
    const copy = Object.assign(document.createElement("canvas"), { width: 96, height: 60 }), pen = copy.getContext("2d");
    pen.drawImage(canvas, 0, 0, 96, 60);
    const data = pen.getImageData(0, 0, 96, 60).data;
    let inked = 0, sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      const paper = Math.abs(data[i] - 251) + Math.abs(data[i + 1] - 248) + Math.abs(data[i + 2] - 243) < 12;
      if (!paper) ++inked;
      sum = (sum * 31 + data[i] + 7 * data[i + 1] + 13 * data[i + 2]) % 1000000007;
    }
    done({ inked: inked / (96 * 60), sum, hidden: document.querySelector("#viewer .stage").hidden });
  }, 1500)));
  const before = await state();
  check(!before.hidden && before.inked > 0.1 && before.inked < 0.9, `the block fills ${(100 * before.inked).toFixed(0)} % of the view`);
  await page.evaluate(() => document.querySelector("#viewer canvas").focus());
  for (let i = 0; i < 4; ++i) await page.press("ArrowLeft");
  const turned = await state();
  check(turned.sum !== before.sum, "arrow keys turn it");
  await page.evaluate(() => {
    const canvas = document.querySelector("#viewer canvas");
    canvas.setPointerCapture = () => {};
    const send = (type, x) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: x, clientY: 50, bubbles: true }));
    send("pointerdown", 50);
    send("pointermove", 150);
    send("pointerup", 150);
  });
  const dragged = await state();
  check(dragged.sum !== turned.sum, "a finger turns it");
  await page.evaluate(() => [...document.querySelectorAll("[data-scene]")].at(-1).click());
  check((await state()).sum !== dragged.sum, "the button shows the other age");
}

async function phone(page) {
  for (const language of ["ja", "en"]) {
    await page.evaluate((l) => document.querySelector(`[data-language=${l}]`).click(), language);
    await page.size(360, 740, true);
    const width = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      small: [...document.querySelectorAll("main p, main li, figcaption")].filter((e) => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 14).length,
      buttons: [...document.querySelectorAll("button")].filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44).length,
    }));
    const letters = await page.evaluate(smallestLetter);
    check(letters >= 11, `${language}: letters of drawings are ${letters.toFixed(1)} px on a phone`);
    check(width.wide <= 360, `${language}: nothing is wider than a phone (${width.wide} of 360)`);
    check(width.small === 0, `${language}: no text is too small to read on a phone`);
    check(width.buttons === 0, `${language}: a finger hits every button`);
    keep(`phone_${language}.png`, await page.picture());
  }
  await page.size(1100, 900);
}

async function print(page) {
  for (const language of ["ja", "en"]) {
    await page.evaluate((l) => document.querySelector(`[data-language=${l}]`).click(), language);
    const pdf = await page.pdf();
    const text = pdf.toString("latin1"), box = text.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/);
    const pages = (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    check(box && Math.abs(Number(box[1]) - 595) < 2 && Math.abs(Number(box[2]) - 842) < 2, `${language}: prints on A4`);
    check(pages >= 2 && pages <= 14, `${language}: prints on ${pages} pages`);  // a treated page with its numbers unfolded: 13
    keep(`print_${language}.pdf`, pdf);
  }
  await page.send("Emulation.setEmulatedMedia", { media: "print" });
  const left = await page.evaluate(() => ["nav", ".languages", ".choices"].filter((s) => document.querySelector(s)?.getClientRects().length));
  check(await page.evaluate(() => !document.querySelector("#viewer .hint")?.getClientRects().length), "paper is not asked to be turned with a finger");
  check(left.length === 0, `buttons and links do not print${left.map((s) => " " + s).join()}`);
  await page.send("Emulation.setEmulatedMedia", { media: "" });
}

const browser = new Chromium(program, "en-US");
try {
  const page = await browser.page();
  await page.size(1100, 900);
  const url = `file://${resolve(file)}`;
  await page.open(url);
  await chartsHoldTheSeries(page);
  await languages(page);
  await treated(page);
  for (const language of ["ja", "en"]) {
    await page.evaluate((l) => { document.querySelector(`[data-language=${l}]`).click(); document.querySelectorAll("details").forEach((d) => { d.open = true; }); }, language);
    const poor = await page.evaluate(lowContrast);
    check(poor.length === 0, `${language}: every text has the contrast of WCAG AA ${poor.slice(0, 5).join("; ")}`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = false; }));
    const letters = await page.evaluate(smallestLetter);
    check(letters >= 12, `${language}: letters of drawings are ${letters.toFixed(1)} px`);
    keep(`desktop_${language}.png`, await page.picture());
  }
  const unnamed = await page.evaluate(() => [...document.querySelectorAll("svg[role=img], canvas, img, button, section, nav")].filter((e) =>
    !(e.getAttribute("aria-label") || e.alt || e.textContent.trim() || document.getElementById(e.getAttribute("aria-labelledby"))?.textContent.trim())).length);
  check(unnamed === 0, "every picture, button and section has a name");
  const ids = await page.evaluate(() => { const all = [...document.querySelectorAll("[id]")].map((e) => e.id); return all.length - new Set(all).size; });
  check(ids === 0, "no identity stands twice");
  await viewer(page);
  await keyboard(page);
  await phone(page);
  await print(page);
  check(page.complaints.length === 0, `the console is silent ${page.complaints.join("; ")}`);
  check(page.requests.length === 1, `nothing is asked of anybody else ${page.requests.slice(1).join("; ")}`);
} finally {
  await browser.close();
}
console.log(wrong.length === 0 ? "the page is as it should be" : `${wrong.length} things are wrong`);
process.exit(wrong.length === 0 ? 0 : 1);
