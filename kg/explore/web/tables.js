// Tables of figures, actions and people: sortable, page by page, as CSV.

import { button, download, el, shorten } from "./dom.js";
import { named, t, word } from "./i18n.js";

const PAGE = 100;
const view = { sort: 0, down: true, page: 0 };

export function tables(app, place) {
  const name = app.state.values.table, { columns, rows } = (TABLES[name] || TABLES.figures)(app);
  const order = rows.slice().sort((a, b) => compare(a.cells[view.sort], b.cells[view.sort]) * (view.down ? -1 : 1));
  const pages = Math.max(1, Math.ceil(order.length / PAGE));
  view.page = Math.min(view.page, pages - 1);
  const turn = (by) => { view.page += by; tables(app, place); };
  const tabs = el("p", { class: "row", role: "group", "aria-label": t("tables") }, Object.keys(TABLES).map((id) => button(t(id), () => { Object.assign(view, { sort: 0, down: id === "figures", page: 0 }); app.state.set({ table: id }); }, { "aria-pressed": String(id === name) })));
  const status = el("span", { class: "soft", role: "status", text: `${order.length} ${t("rows")}` });
  const bar = el("p", { class: "row" }, status, button(t("csv"), (e) => copy(csv(columns, order), e.target)), button(t("saveCsv"), () => download(`${name}.csv`, new Blob(["\ufeff", csv(columns, order)], { type: "text/csv;charset=utf-8" }))),
    pages > 1 ? [button(t("previous"), () => turn(-1), { disabled: view.page === 0 }), el("span", { text: `${view.page + 1} / ${pages}` }), button(t("next"), () => turn(1), { disabled: view.page >= pages - 1 })] : null);
  const head = el("tr", {}, columns.map((c, n) => el("th", { scope: "col", "aria-sort": view.sort === n ? (view.down ? "descending" : "ascending") : "none" },
    button(c, () => { Object.assign(view, { down: view.sort === n && !view.down, sort: n, page: 0 }); tables(app, place); }, { class: "plain" }))));
  const body = order.slice(view.page * PAGE, (view.page + 1) * PAGE).map((row) => el("tr", {}, row.cells.map((cell, n) => el("td", { class: typeof cell === "number" ? "number" : "" },
    n === row.link ? button(shorten(String(cell), 60), () => app.pick({ item: row.item }), { class: "plain" }) : typeof cell === "number" ? number(cell) : shorten(cell, 60)))));
  place.replaceChildren(el("h2", { text: t("tables") }), tabs, bar, el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t(name) }, el("table", { class: "rows" }, el("thead", {}, head), el("tbody", {}, body))));
}

const number = (value) => (Number.isInteger(value) && Math.abs(value) >= 10_000 ? value.toLocaleString("en") : String(value));
const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : typeof a === "number" ? -1 : typeof b === "number" ? 1 : a < b ? -1 : a > b ? 1 : 0);

const TABLES = {
  figures(app) {
    const { data, filtered } = app, rows = [], value = (i, f) => named(data.core.values, data.fact(i, f));
    for (let i = 0; i < data.count; i++) {
      if (data.kind(i).id !== "Quantity") continue;
      const actions = Array.from(data.linksOf(i)).map((n) => data.other(n, i)).filter((o) => data.items.kind[o] === data.action);
      if (app.state.filtered && !(actions.length ? actions.some((a) => filtered.items[a]) : !filtered.byAction && filtered.items[i])) continue;
      const of = Array.from(data.linksOf(i)).find((n) => data.predicate(n) === "countOf");
      const raw = data.fact(i, "value");
      rows.push({ item: i, link: 6, cells: [raw === "" ? "" : Number(raw), value(i, "unit"), data.fact(i, "classifier"), of === undefined ? "" : data.label(data.links.target[of]), value(i, "bound"), value(i, "scope"),
        data.fact(i, "verbatim") || data.label(i), data.fact(i, "asOf"), app.areaName(data.discs[i]), actions.length ? data.label(actions[0]) : "", data.reports(i).map((r) => data.sources[r].name).join(" ")] });
    }
    return { columns: ["value", "unit", "classifier", "counted", "bound", "scope", "verbatim", "asOf", "area", "action", "report"].map((c) => (c === "classifier" ? named(data.core.properties, c) : t(c))), rows };
  },
  actions(app) {
    const { data, filtered } = app;
    const linked = (i, name) => Array.from(data.linksOf(i)).filter((n) => data.predicate(n) === name && data.links.source[n] === i).map((n) => data.label(data.links.target[n])).join("、");
    const rows = filtered.actions.map((i) => ({ item: i, link: 0, cells: [data.label(i), data.items.measure[i] < 0 ? "" : word(data.measures[data.items.measure[i]]), data.items.status[i] < 0 ? "" : word(data.statuses[data.items.status[i]]),
      linked(i, "agent"), app.areaName(data.discs[i]), linked(i, "target"), linked(i, "quantity"), data.items.time[i] || "", data.items.sure[i] / 100, data.reports(i).map((r) => data.sources[r].name).join(" ")] }));
    return { columns: ["action", "measure", "status", "agent", "area", "target", "figures", "time", "confidence", "report"].map(t), rows };
  },
  people(app) {
    const { data, filtered } = app, rows = [];
    for (let i = 0; i < data.count; i++) {
      if (data.kind(i).id !== "Person" || !filtered.items[i]) continue;
      const posts = Array.from(data.linksOf(i)).filter((n) => data.predicate(n) === "holds").map((n) => data.links.target[n]);
      const bodies = posts.flatMap((p) => Array.from(data.linksOf(p)).filter((n) => data.predicate(n) === "postIn").map((n) => data.label(data.links.target[n])));
      rows.push({ item: i, link: 0, cells: [data.label(i), data.items.hant[i] || "", posts.map((p) => data.label(p)).join("、"), bodies.join("、"), app.areaName(data.discs[i]), data.reports(i).map((r) => data.sources[r].name).join(" ")] });
    }
    return { columns: [t("person"), t("names"), t("post"), t("body"), t("area"), t("report")], rows };
  },
};

/** RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
export function csv(columns, rows) {
  const cell = (value) => {
    const text = typeof value === "number" ? String(value) : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows.map((row) => row.cells)].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Puts text on the clipboard, also in files where the modern way is refused. */
export async function copy(text, from) {
  const area = el("textarea", { value: text, class: "hidden", "aria-hidden": "true" });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) await navigator.clipboard?.writeText(text);
  const before = from.textContent;
  from.textContent = t("copied");
  setTimeout(() => { from.textContent = before; }, 1_200);
}
