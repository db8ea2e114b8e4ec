// Places × measures: how many actions; a click filters by both.

import { el } from "./dom.js";
import { t, word } from "./i18n.js";

const ROWS = 80;
let level = "county";

export function matrix(app, place) {
  const { data, filtered } = app;
  const rows = group(app), columns = data.measures.filter((m) => filtered.perMeasure[m.index]).sort((a, b) => filtered.perMeasure[b.index] - filtered.perMeasure[a.index]);
  const most = Math.max(1, ...rows.map((r) => Math.max(0, ...r.cells.values())));
  const levels = el("select", { "aria-label": t("level"), on: { change: () => { level = levels.value; matrix(app, place); } } }, ["county", "prefecture", "province"].map((l) => el("option", { value: l, text: t(l) })));
  levels.value = level;
  const head = el("tr", {}, el("th", { scope: "col", text: t("area") }), columns.map((m) => el("th", { scope: "col", class: "slant" }, el("span", {}, el("button", { class: "plain", type: "button", text: word(m), on: { click: () => app.state.toggle("measures", m.id) } })))), el("th", { scope: "col", text: t("total") }));
  const body = rows.slice(0, ROWS).map((row) => el("tr", {}, el("th", { scope: "row" }, el("button", { class: "plain", type: "button", text: app.areaName(row.area), on: { click: () => app.state.set({ area: data.areas[row.area].code }) } })),
    columns.map((m) => cell(app, row, m, most)), el("td", { class: "total", text: row.total })));
  place.replaceChildren(el("h2", { text: `${t("place")} × ${t("measures")}` }), el("p", { class: "row" }, el("label", {}, t("level"), " ", levels), el("span", { class: "soft", text: `${rows.length} × ${columns.length}` })),
    rows.length ? el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("matrix") }, el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, body))) : el("p", { text: t("nothing") }));
}

function cell(app, row, measure, most) {
  const count = row.cells.get(measure.index) || 0;
  if (!count) return el("td");
  const heat = 0.12 + 0.88 * Math.sqrt(count / most), code = app.data.areas[row.area].code;
  const act = () => {
    app.state.set({ area: code, measures: [measure.id] });
    const hub = app.data.hubs.findIndex((h) => h.area === row.area && h.measure === measure.index);
    if (hub >= 0) app.pick({ hub });
  };
  return el("td", {}, el("button", { type: "button", class: heat > 0.55 ? "heat dark" : "heat", style: { "--heat": heat.toFixed(2) }, text: count, "aria-label": `${app.areaName(row.area)}, ${word(measure)}: ${count}`, on: { click: act } }));
}

/** Counts by area of the chosen level and measure, largest first. */
function group(app) {
  const { data, filtered } = app, found = new Map();
  for (const [key, count] of filtered.cells) {
    const area = up(data, Math.floor(key / 1000)), measure = key % 1000;
    if (!found.has(area)) found.set(area, { area, total: 0, cells: new Map() });
    const row = found.get(area);
    row.total += count;
    row.cells.set(measure, (row.cells.get(measure) || 0) + count);
  }
  return [...found.values()].sort((a, b) => b.total - a.total || a.area - b.area);
}

function up(data, area) {
  const end = { county: "", prefecture: "00", province: "0000" }[level];
  let a = area;
  while (end && data.areas[a].code && !data.areas[a].code.endsWith(end) && data.areas[a].parent > 0) a = data.areas[a].parent;
  return a;
}
