// Counties by the coordinates of their seats, without tiles: all seats as faint dots, those with actions as circles.

import { el, svg } from "./dom.js";
import { t } from "./i18n.js";

const MARGIN = 24;

export function map(app, place) {
  const { data, filtered, palette } = app, { seats } = data.core;
  const xs = seats.filter((_, i) => i % 2 === 0), ys = seats.filter((_, i) => i % 2 === 1);
  const box = { x: Math.min(...xs) - MARGIN, y: Math.min(...ys) - MARGIN };
  const width = Math.max(...xs) - box.x + MARGIN, height = Math.max(...ys) - box.y + MARGIN;
  const picture = svg("svg", { class: "chart map", viewBox: `${box.x} ${box.y} ${width} ${height}`, role: "group", "aria-label": t("map") });
  picture.append(svg("path", { d: xs.map((x, i) => `M${x} ${ys[i]}h0`).join(""), stroke: palette.line, "stroke-width": 2.6, "stroke-linecap": "round", fill: "none" }));
  const rows = data.areas.filter((a) => a.seat && filtered.perArea[a.index]).sort((a, b) => filtered.perArea[b.index] - filtered.perArea[a.index]);
  const most = Math.max(1, ...rows.map((a) => filtered.perArea[a.index])), taken = [];
  for (const area of rows) {
    const count = filtered.perArea[area.index], r = 3 + 13 * Math.sqrt(count / most), [x, y] = area.seat, name = `${app.areaName(area.index)}: ${count} ${t("actions")}`;
    const choose = () => { app.state.set({ area: area.code }); app.pick({ area: area.index }); };
    picture.append(svg("circle", { cx: x, cy: y, r, fill: palette.kind(data.kindAt.get("AdminArea")), "fill-opacity": 0.72, stroke: palette.ground, role: "button", tabindex: 0, "aria-label": name, class: "hit",
      on: { click: choose, keydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(); } } } }, svg("title", { text: name })));
  }
  for (const area of rows) label(app, picture, area, 3 + 13 * Math.sqrt(filtered.perArea[area.index] / most), taken);
  place.replaceChildren(el("h2", { text: t("map") }), el("p", { class: "soft", text: t("mapHint") }), picture);
}

/** The name beside its circle, if there is room. */
function label(app, picture, area, r, taken) {
  const [x, y] = area.seat, text = app.areaName(area.index), size = 15;
  for (const [left, anchor] of [[x + r + 3, "start"], [x - r - 3, "end"]]) {
    const from = anchor === "start" ? left : left - text.length * size;
    const box = { x: from, y: y - size / 2, w: text.length * size, h: size };
    if (taken.some((o) => box.x < o.x + o.w && o.x < box.x + box.w && box.y < o.y + o.h && o.y < box.y + box.h)) continue;
    taken.push(box);
    picture.append(svg("text", { x: left, y: y + size * 0.35, "text-anchor": anchor, text, "font-size": size, class: "halo" }));
    return;
  }
}
