// Search as you type: names in either script, or the initials of their pinyin. A combobox in the sense of ARIA.

import { el, isolate, later, shorten } from "./dom.js";
import { t, word } from "./i18n.js";

const MOST = 40;

export class Search {
  constructor(app) {
    this.app = app;
    this.input = el("input", { type: "search", id: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list",
      autocomplete: "off", spellcheck: "false", placeholder: t("searchHint"), "aria-label": t("search") });
    this.list = el("ul", { id: "found", role: "listbox", "aria-label": t("search"), hidden: true });
    this.status = el("span", { class: "hidden", role: "status" });
    this.node = el("div", { class: "search" }, this.input, this.list, this.status);
    this.input.addEventListener("input", later(() => this.run(), 60));
    this.input.addEventListener("focus", () => this.run());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  async run() {
    const query = this.input.value.trim();
    if (!query) return this.close();
    await this.app.data.load();
    this.keys ??= Array.from({ length: this.app.data.count }, (_, i) => this.keyOf(i));
    this.query = query;
    this.found = this.find(query);
    this.at = this.found.length ? 0 : -1;
    this.show();
  }

  keyOf(i) {
    const { items } = this.app.data;
    return this.app.data.fold([items.hans[i] || items.hant[i], ...(items.others[i] || [])].join("\n").slice(0, 2_000));
  }

  /** Best first: the name itself, what starts with it, what contains it, initials. Things of networks before others. */
  find(query) {
    const { data } = this.app, folded = data.fold(query), letters = /^[a-z0-9]+$/.test(folded) ? folded : null;
    const rows = [];
    for (let i = 0; i < data.count; i++) {
      const key = this.keys[i], at = key.indexOf(folded);
      let score = at === 0 ? (key.length === folded.length || key[folded.length] === "\n" ? 0 : 1) : at > 0 ? (key[at - 1] === "\n" ? 2 : 3) : -1;
      if (score < 0 && letters) score = data.items.initials[i] === letters ? 1 : data.items.initials[i].startsWith(letters) ? 4 : data.items.initials[i].includes(letters) ? 6 : -1;
      if (score >= 0) rows.push([score * 100 + (data.drawn(i) ? 0 : 50) + data.items.kind[i], key.length, i]);
    }
    this.total = rows.length;
    return rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, MOST).map((row) => row[2]);
  }

  show() {
    const { data, palette } = this.app;
    this.list.replaceChildren(...this.found.map((i, n) => el("li", { role: "option", id: `found-${n}`, "aria-selected": String(n === this.at),
      on: { mousedown: (event) => { event.preventDefault(); this.choose(n); } } },
    el("span", { class: "dot", style: { background: palette.kind(data.items.kind[i]) } }), el("span", { class: "name", text: isolate(shorten(data.label(i), 48)) }),
    el("span", { class: "soft", text: `${word(data.kind(i))} · ${this.app.areaName(data.items.area[i])}` }))));
    if (!this.found.length) this.list.append(el("li", { class: "soft", text: t("nothing"), role: "option", "aria-selected": "false" }));
    this.list.hidden = false;
    this.status.textContent = `${this.total} ${t("results")}`;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === this.at)));
    if (this.at >= 0) {
      this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  async key(event) {
    if (event.key === "Escape") return this.close();
    if (event.key === "Enter" && this.input.value.trim() !== this.query) await this.run();
    if (this.list.hidden || !this.found?.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.choose(this.at);
    }
  }

  choose(n) {
    const item = this.found[n];
    this.close();
    this.app.pick({ item }, true);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
