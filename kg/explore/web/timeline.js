// Actions by time: a row for each measure, a dot for each day or month; hollow where only the report's day is known.

import { bounds, timeOf } from "./filters.js";
import { button, el, svg } from "./dom.js";
import { t, word } from "./i18n.js";

const ROWS = 18, LEFT = 140, ROW = 30, TOP = 44, DAY = 86_400_000;

export function timeline(app, place) {
  const { data, filtered, palette } = app;
  const dated = [], undated = [];
  for (const i of filtered.actions) (bounds(timeOf(data, i)) ? dated : undated).push(i);
  const head = el("p", { class: "row soft" }, legendDot(palette, true), t("ownTime"), legendDot(palette, false), t("reportTime"),
    undated.length ? el("span", { text: `${t("undated")}: ${undated.length}` }) : null);
  place.replaceChildren(el("h2", { text: t("timeline") }), head);
  if (dated.length) place.append(chart(app, dated, place.clientWidth - 40));
  else place.append(el("p", { text: t("nothing") }));
  if (undated.length) place.append(yearless(app, undated));
}

const legendDot = (palette, solid) => el("span", { class: "dot", style: { background: solid ? palette.kind(2) : "transparent", border: `2px solid ${palette.kind(2)}` } });

/** Dots for the dated actions. */
function chart(app, dated, width) {
  const { data, palette } = app, times = dated.map((i) => stamp(bounds(timeOf(data, i)).from));
  const first = Math.min(...times), last = Math.max(...times), byDay = last - first < 130 * DAY;
  const cut = byDay ? 10 : 7;
  const rows = topMeasures(app, dated);
  const cells = new Map();
  for (const i of dated) {
    const row = rows.indexOf(data.items.measure[i]), when = bounds(timeOf(data, i)).from.slice(0, cut), own = Boolean(data.items.time[i]);
    const key = `${row < 0 ? rows.length : row}|${when}|${own}`;
    cells.set(key, [...(cells.get(key) || []), i]);
  }
  const inner = Math.max(260, width - LEFT - 30), span = Math.max(1, last - first);
  const x = (when) => LEFT + 15 + ((stamp(when) - first) / span) * inner;
  const height = TOP + (rows.length + 1) * ROW, picture = svg("svg", { class: "chart", width: LEFT + inner + 45, height, role: "group", "aria-label": t("timeline") });
  for (const tick of ticks(first, last)) {
    const at = LEFT + 15 + ((tick.time - first) / span) * inner;
    picture.append(svg("line", { x1: at, x2: at, y1: TOP - 12, y2: height, stroke: palette.line }), svg("text", { x: at, y: TOP - 20, "text-anchor": "middle", text: tick.text, class: "soft" }));
  }
  [...rows, -1].forEach((m, r) => picture.append(svg("text", { x: LEFT - 8, y: TOP + r * ROW + 4, "text-anchor": "end", text: m < 0 ? t("other") : word(data.measures[m]) })));
  const most = Math.max(...[...cells.values()].map((c) => c.length));
  for (const [key, actions] of [...cells].sort((a, b) => b[1].length - a[1].length)) {
    const [row, when, own] = key.split("|"), r = 3.5 + 10 * Math.sqrt(actions.length / most), colour = palette.kind(2);
    const name = `${when} ${rows[row] === undefined ? t("other") : word(data.measures[rows[row]])}: ${actions.length} ${t("actions")}`;
    const choose = () => app.state.set({ from: when, to: when, measures: rows[row] === undefined ? [] : [data.measures[rows[row]].id] });
    picture.append(svg("circle", { cx: x(when), cy: TOP + row * ROW, r, fill: own === "true" ? colour : palette.ground, stroke: colour, "stroke-width": 2, "fill-opacity": 0.85,
      role: "button", tabindex: 0, "aria-label": name, class: "hit", on: { click: choose, keydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(); } } } }, svg("title", { text: name })));
  }
  return el("div", { class: "scroll" }, picture);
}

function topMeasures(app, actions) {
  const counts = new Map();
  for (const i of actions) counts.set(app.data.items.measure[i], (counts.get(app.data.items.measure[i]) || 0) + 1);
  return [...counts].filter(([m]) => m >= 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, ROWS).map(([m]) => m);
}

const stamp = (when) => Date.UTC(Number(when.slice(0, 4)), Number(when.slice(5, 7) || 1) - 1, Number(when.slice(8, 10) || 1));

/** Marks at days, months or years, about eight of them. */
function ticks(first, last) {
  const days = (last - first) / DAY, found = [];
  if (days < 60) {
    const step = Math.max(1, Math.ceil(days / 8)) * DAY;
    for (let time = first; time <= last; time += step) found.push({ time, text: new Date(time).toISOString().slice(0, 10) });
    return found;
  }
  const step = days < 800 ? Math.max(1, Math.round(days / 240)) : 12 * Math.max(1, Math.round(days / 3_000));
  const start = new Date(first);
  for (let m = start.getUTCFullYear() * 12 + (step >= 12 ? 0 : start.getUTCMonth()); ; m += step) {
    const time = Date.UTC(Math.floor(m / 12), m % 12, 1);
    if (time > last) return found;
    if (time >= first - 20 * DAY) found.push({ time: Math.max(time, first), text: new Date(time).toISOString().slice(0, step >= 12 ? 4 : 7) });
  }
}

/** Actions whose time has no year, and those without any. */
function yearless(app, actions) {
  const { data } = app, parts = new Map();
  for (const i of actions) {
    const key = data.items.time[i] ? data.items.time[i].replace(/^--?/, "") : "";
    parts.set(key, [...(parts.get(key) || []), i]);
  }
  const rows = [...parts].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([when, of]) => el("details", {}, el("summary", {}, `${when || t("noDate")} `, el("span", { class: "count", text: of.length })),
    el("ul", { class: "links" }, of.slice(0, 200).map((i) => el("li", {}, button(data.label(i), () => app.pick({ item: i }), { class: "plain" }))))));
  return el("section", {}, el("h3", { text: t("undated") }), ...rows);
}
