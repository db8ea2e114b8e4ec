// The panel: facts and sources of what is selected.

import { cut } from "./data.js";
import { button, el, isolate, shorten } from "./dom.js";
import { named, t, word } from "./i18n.js";

const REACH = 150, QUOTES = 20, LINKS = 60;
const END = /[。！？!?\n][”’」』）)]*/g;
const NUMBERS = ["value", "unit", "bound", "scope", "asOf", "classifier"];

export class Panel {
  constructor(app, node) {
    this.app = app;
    this.node = node;
  }

  show(what) {
    const parts = !what ? this.empty() : what.item !== undefined ? this.item(what.item) : what.link !== undefined ? this.link(what.link)
      : what.area !== undefined ? this.area(what.area) : what.measure !== undefined ? this.actions(word(this.app.data.measures[what.measure]), { measures: [this.app.data.measures[what.measure].id] }, (i) => this.app.data.items.measure[i] === what.measure)
        : this.hub(what.hub);
    const back = what ? [button("×", () => this.app.pick(null), { class: "close", "aria-label": t("close") })] : [];
    this.node.replaceChildren(...back, ...parts.filter(Boolean));
    this.node.scrollTop = 0;
    this.node.classList.toggle("empty", !what);
  }

  empty() {
    return [el("h2", { text: t("details") }), el("p", { class: "soft", text: t("hint") })];
  }

  kindLine(item) {
    const { data, palette } = this.app;
    return el("p", { class: "kind" }, el("span", { class: "dot", style: { background: palette.kind(data.items.kind[item]) } }), word(data.kind(item)),
      el("button", { class: "plain", type: "button", text: this.app.areaName(data.items.area[item]), on: { click: () => this.app.pick({ area: data.discs[item] }, true) } }));
  }

  item(i) {
    const { data } = this.app, { hant, hans, others } = data.items;
    const names = [hans[i] && hant[i] ? hant[i] : 0, ...(others[i] || [])].filter(Boolean);
    return [this.kindLine(i), el("h2", { text: isolate(shorten(data.label(i), 200)), dir: "auto" }),
      names.length ? el("p", { class: "soft names" }, `${t("names")} `, ...names.slice(0, 10).map((n) => el("span", { lang: n === hant[i] ? "zh-Hant" : "zh", text: isolate(shorten(n, 80)) }))) : null,
      this.pathButtons(i), this.facts(i), ...this.links(i), ...this.quotes(data.said({ item: i }).spans)];
  }

  pathButtons(i) {
    const { app } = this;
    if (!app.data.drawn(i)) return null;
    if (app.pathFrom !== null && app.pathFrom !== i) return el("p", { class: "row" }, button(t("pathTo"), () => app.setPath(app.pathFrom, i), { class: "main" }));
    return el("p", { class: "row" }, button(app.pathFrom === i ? t("pathHint") : t("pathFrom"), () => app.startPath(i), { "aria-pressed": app.pathFrom === i }));
  }

  facts(i) {
    const { data } = this.app, { core } = data, rows = [];
    if (data.items.measure[i] >= 0) rows.push([named(core.properties, "measure"), word(data.measures[data.items.measure[i]]), () => this.app.state.set({ measures: [data.measures[data.items.measure[i]].id] })]);
    if (data.items.status[i] >= 0) rows.push([named(core.properties, "status"), word(data.statuses[data.items.status[i]])]);
    if (data.items.time[i]) rows.push([named(core.properties, "time"), data.items.time[i]]);
    for (const [name, value] of data.facts(i)) rows.push([named(core.properties, name), named(core.values, value)]);
    return this.table(rows, data.said({ item: i }));
  }

  table(rows, said) {
    const list = el("dl");
    for (const [name, value, act] of rows) list.append(el("dt", { text: name }), el("dd", {}, act ? button(value, act, { class: "plain" }) : isolate(shorten(value, 400))));
    if (said.sure !== null) list.append(el("dt", { text: t("confidence") }), el("dd", { text: said.sure.toFixed(2) }));
    if (said.rules.length) list.append(el("dt", { text: t("rules") }), el("dd", { class: "soft", text: said.rules.map((r) => shorten(r, 60)).join(", ") }));
    return list;
  }

  links(i) {
    const { data, app: { filtered } } = { data: this.app.data, app: this.app };
    const groups = new Map();
    for (const n of data.linksOf(i)) {
      const out = data.links.source[n] === i, other = data.other(n, i);
      if (filtered && this.app.state.filtered && data.drawn(other) && !filtered.items[other]) continue;
      const name = `${out ? "" : "← "}${named(data.core.properties, data.predicate(n))}${out ? " →" : ""}`;
      groups.set(name, [...(groups.get(name) || []), [n, other]]);
    }
    if (!groups.size) return [];
    const parts = [el("h3", { text: t("links") })];
    for (const [name, rows] of groups) {
      const list = el("ul", { class: "links" }, rows.slice(0, LINKS).map(([n, other]) => this.linkRow(n, other)));
      const head = el("summary", {}, `${name} `, el("span", { class: "count", text: rows.length }));
      parts.push(el("details", { open: rows.length <= 12 }, head, list, rows.length > LINKS ? el("p", { class: "soft", text: `… ${rows.length - LINKS}` }) : null));
    }
    return parts;
  }

  linkRow(n, other) {
    const { data, palette } = this.app;
    const figure = data.kind(other).id === "Quantity" ? ` · ${[...NUMBERS].slice(2, 5).map((f) => data.fact(other, f)).filter((v) => v && v !== "exact").map((v) => named(data.core.values, v)).join(" ")}` : "";
    return el("li", {}, el("span", { class: "dot", style: { background: palette.kind(data.items.kind[other]) } }),
      button(shorten(data.label(other), 60) + (figure.length > 3 ? figure : ""), () => this.app.pick({ item: other }, true), { class: "plain" }),
      button("❝", () => this.app.pick({ link: n }), { class: "plain quoteof", "aria-label": `${t("quotes")}: ${shorten(data.label(other), 30)}` }));
  }

  link(n) {
    const { data } = this.app, { source, target } = data.links, said = data.said({ link: n });
    const end = (i) => button(shorten(data.label(i), 80), () => this.app.pick({ item: i }, true), { class: "plain" });
    return [el("p", { class: "kind", text: t("links") }), el("h2", {}, end(source[n]), el("span", { class: "arrow", text: ` — ${named(data.core.properties, data.predicate(n))} → ` }), end(target[n])),
      this.table([], said), ...this.quotes(said.spans)];
  }

  area(index) {
    const { app } = this, { data } = app, area = data.areas[index], open = app.isOpen(index);
    const counts = (area.counts || []).map((n, k) => [k, n]).filter(([, n]) => n);
    const list = el("ul", { class: "links" }, counts.map(([k, n]) => el("li", {}, el("span", { class: "dot", style: { background: app.palette.kind(k) } }), `${word(data.kinds[k])} ${n}`)));
    const actions = el("p", { class: "row" }, button(open ? t("closeArea") : t("openArea"), () => app.toggleArea(index), { class: "main" }),
      button(t("filters"), () => app.state.set({ area: area.code }), {}));
    return [el("p", { class: "kind" }, el("span", { class: "dot", style: { background: app.palette.kind(data.kindAt.get("AdminArea")) } }), area.code || ""),
      el("h2", { text: app.areaName(index) }), area.hant && area.hant !== area.hans ? el("p", { class: "soft", lang: "zh-Hant", text: area.hant }) : null, actions, list, ...this.areaItem(area),
      ...this.actionList((i) => data.discs[i] === index)];
  }

  areaItem(area) {
    const { data } = this.app;
    if (!data.loaded || !area.code) return [];
    const item = data.items.key.findIndex((key, i) => data.kind(i).id === "AdminArea" && data.fact(i, "adminCode") === area.code);
    return item < 0 ? [] : [el("p", { class: "row" }, button(`${t("facts")} · ${t("quotes")}`, () => this.app.pick({ item }), {}))];
  }

  hub(index) {
    const { data } = this.app, { area, measure } = data.hubs[index];
    return this.actions(`${this.app.areaName(area)} · ${word(data.measures[measure])}`, { area: data.areas[area].code, measures: [data.measures[measure].id] },
      (i) => data.discs[i] === area && data.items.measure[i] === measure);
  }

  actions(title, filter, of) {
    return [el("p", { class: "kind", text: t("measures") }), el("h2", { text: title }), el("p", { class: "row" }, button(t("filters"), () => this.app.state.set(filter), { class: "main" })), ...this.actionList(of)];
  }

  actionList(of) {
    const { data, filtered } = this.app;
    if (!data.loaded || !filtered) return [el("p", { class: "soft", text: t("loading") })];
    const rows = filtered.actions.filter(of);
    return [el("h3", { text: `${t("actions")} ${rows.length}` }), el("ul", { class: "links" }, rows.slice(0, 80).map((i) => el("li", {},
      el("span", { class: `status s-${data.statuses[data.items.status[i]]?.id || "none"}`, title: data.statuses[data.items.status[i]] ? word(data.statuses[data.items.status[i]]) : "" }),
      button(shorten(data.label(i), 70), () => this.app.pick({ item: i }, true), { class: "plain" })))),
    rows.length > 80 ? el("p", { class: "soft", text: `… ${rows.length - 80}` }) : null];
  }

  quotes(numbers) {
    if (!numbers.length) return [];
    const place = el("div", { class: "quotes" });
    const parts = [el("h3", { text: `${t("quotes")} ${numbers.length}` }), place];
    for (const n of numbers.slice(0, QUOTES)) {
      const block = el("blockquote");
      place.append(block);
      this.quote(this.app.data.span(n), block);
    }
    return parts;
  }

  async quote(span, block) {
    const { data } = this.app, source = data.sources[span.report], text = await data.text(span.report);
    const [before, exact, after] = text === null ? span.quote || ["", "", ""] : sentence(text, span);
    block.append(before, el("mark", { text: exact }), after,
      el("footer", {}, button(t("readText"), () => this.app.read(span.report, span.number), { class: "plain" }),
        ` ${shorten(source.title || source.name, 40)} · ${t("characters")} ${span.start}–${span.end}`));
    block.dir = "auto";
  }
}

/** What stands before, in and after a span in its sentence. */
export function sentence(text, { start, end }) {
  const head = cut(text, start - REACH, start), tail = cut(text, end, end + REACH), exact = cut(text, start, end);
  let from = 0;
  for (const match of head.matchAll(END)) from = match.index + match[0].length;
  const stop = /[。！？!?\n]$/.test(exact) ? 0 : (() => { END.lastIndex = 0; const m = END.exec(tail); return m ? m.index + m[0].length : tail.length; })();
  return [head.slice(from), exact, tail.slice(0, stop).trimEnd()];
}
