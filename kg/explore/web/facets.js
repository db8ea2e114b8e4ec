// The filters, and chips for those that are in force.

import { button, el, later, shorten } from "./dom.js";
import { t, word } from "./i18n.js";

export class Facets {
  constructor(app) {
    this.app = app;
    this.node = el("aside", { class: "facets", "aria-label": t("filters") });
    this.chips = el("div", { class: "chips", role: "group", "aria-label": t("filters") });
    this.later = later(() => this.build(), 30);
  }

  build() {
    const { state, data } = this.app, opened = new Set([...this.node.querySelectorAll("details[open]")].map((d) => d.dataset.name));
    const had = document.activeElement?.id;
    const first = !this.node.childElementCount;
    this.node.replaceChildren(
      el("h2", { text: t("legend") }),
      this.group("kinds", t("kinds"), data.kinds.slice(0, data.core.drawn).map((kind, k) => [kind.id, word(kind), data.core.kindCounts[k], this.app.palette.kind(k)]).filter((row) => row[2]), true),
      this.group("measures", t("measures"), data.measures.map((m) => [m.id, word(m), this.app.filtered ? this.app.filtered.perMeasure[m.index] : m.count]).sort((a, b) => b[2] - a[2]), first || opened.has("measures")),
      this.places(opened.has("area")),
      this.group("statuses", t("status"), data.statuses.map((s) => [s.id, word(s)]), opened.has("statuses")),
      this.times(opened.has("times")),
      this.group("reports", t("report"), data.sources.map((s) => [s.name, shorten(s.title || s.name, 30)]), opened.has("reports")),
      this.sure(),
    );
    if (had) document.getElementById(had)?.focus({ preventScroll: true });
    this.showChips(state);
  }

  group(name, title, rows, open) {
    const { state } = this.app, chosen = new Set(state.values[name]);
    const list = el("ul", {}, rows.slice(0, 400).map(([id, text, count, colour], n) => el("li", {}, el("label", {},
      el("input", { type: "checkbox", id: `f-${name}-${n}`, checked: chosen.has(id), on: { change: () => state.toggle(name, id) } }),
      colour ? el("span", { class: "dot", style: { background: colour } }) : null, el("span", { class: "name", text }), count === undefined ? null : el("span", { class: "count", text: count })))));
    return el("details", { open, "data-name": name }, el("summary", {}, title, chosen.size ? el("span", { class: "count", text: chosen.size }) : null), list);
  }

  places(open) {
    const { data, state } = this.app;
    const select = el("select", { id: "f-area", "aria-label": t("place"), on: { change: () => state.set({ area: select.value }) } }, el("option", { value: "", text: t("all") }));
    const add = (index, depth) => {
      const area = data.areas[index];
      if (area.code && area.code.length <= 6) select.append(el("option", { value: area.code, text: `${"　".repeat(depth)}${this.app.areaName(index)}` }));
      for (const child of area.children) add(child, depth + (area.code ? 1 : 0));
    };
    add(0, 0);
    select.value = state.values.area;
    return el("details", { open: open || Boolean(state.values.area), "data-name": "area" }, el("summary", {}, t("place")), select);
  }

  times(open) {
    const { state } = this.app;
    const field = (name) => el("label", {}, el("span", { text: t(name) }), el("input", { type: "date", id: `f-${name}`, value: full(state.values[name]), on: { change: (e) => state.set({ [name]: e.target.value }) } }));
    return el("details", { open: open || Boolean(state.values.from || state.values.to), "data-name": "times" }, el("summary", {}, t("time")), el("div", { class: "times" }, field("from"), field("to")));
  }

  sure() {
    const { state } = this.app, out = el("output", { text: state.values.sure.toFixed(2) });
    const range = el("input", { type: "range", id: "f-sure", min: 0, max: 1, step: 0.05, value: state.values.sure, "aria-label": t("sure"),
      on: { input: () => { out.textContent = Number(range.value).toFixed(2); }, change: () => state.set({ sure: Number(range.value) }) } });
    return el("div", { class: "sure" }, el("span", { text: t("sure") }), range, out);
  }

  showChips(state) {
    const { data } = this.app, v = state.values, rows = [];
    const chip = (text, act) => rows.push(el("button", { type: "button", class: "chip", on: { click: act }, "aria-label": `${t("close")} ${text}` }, text, el("span", { "aria-hidden": "true", text: " ×" })));
    if (v.area) chip(this.app.areaName(data.areas.findIndex((a) => a.code === v.area)), () => state.set({ area: "" }));
    for (const id of v.measures) chip(word(data.measures.find((m) => m.id === id) || { zh: id, en: id }), () => state.toggle("measures", id));
    for (const id of v.kinds) chip(word(data.kinds[data.kindAt.get(id)] || { zh: id, en: id }), () => state.toggle("kinds", id));
    for (const id of v.statuses) chip(word(data.statuses.find((s) => s.id === id) || { zh: id, en: id }), () => state.toggle("statuses", id));
    for (const id of v.reports) chip(shorten(data.sources.find((s) => s.name === id)?.title || id, 16), () => state.toggle("reports", id));
    if (v.from || v.to) chip(`${v.from || "…"} – ${v.to || "…"}`, () => state.set({ from: "", to: "" }));
    if (v.sure) chip(`≥ ${v.sure}`, () => state.set({ sure: 0 }));
    if (rows.length) rows.push(button(t("clear"), () => state.clearFilters(), { class: "plain" }));
    this.chips.replaceChildren(...rows);
    this.chips.hidden = !rows.length;
  }
}

const full = (date) => (date.length === 7 ? `${date}-01` : date.length === 4 ? `${date}-01-01` : date);
