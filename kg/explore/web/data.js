// The data of the page: columns that Python wrote (see encode.py), read when they are first wanted.

const block = (name) => JSON.parse(document.getElementById(name).textContent);
const grouped = (hubs) => hubs.reduce((found, hub) => found.set(hub.area, [...(found.get(hub.area) || []), hub]), new Map());
const list = (value) => (Array.isArray(value) ? value : value === -1 || value === 0 ? [] : [value]);

/** Everything that the page knows. Items, links, spans and sources are numbers. */
export class Data {
  constructor() {
    this.core = block("kg-core");
    const c = this.core;
    this.kinds = c.kinds.map(([id, zh, en, light, dark]) => ({ id, zh, en, light, dark }));
    this.areas = c.areas.map(([code, [hans, hant], parent, disc, seat, counts], index) => ({
      index, code, hans, hant, parent, seat, counts, disc: disc && this.point(disc), children: [] }));
    for (const area of this.areas) if (area.parent >= 0) this.areas[area.parent].children.push(area.index);
    this.measures = c.measures.map(([id, zh, en, count, ...disc], index) => ({ index, id, zh, en, count, disc: this.point(disc) }));
    this.hubs = c.hubs.map(([area, measure, count, ...disc], index) => ({ index, area, measure, count, disc: this.point(disc) }));
    this.hubsOf = grouped(this.hubs);
    this.rings = c.rings.map(([code, ...disc]) => ({ area: this.areas.find((a) => a.code === code), disc: this.point(disc) }));
    this.sources = c.sources.map(([key, name, title, date, site, url, area, length], index) => ({
      index, key, name, title, date, site, url, area, length }));
    this.statuses = c.statuses.map(([id, zh, en]) => ({ id, zh, en }));
    this.foldTable = new Map(Array.from(c.fold[0]).map((t, i) => [t, Array.from(c.fold[1])[i]]));
    this.kindAt = new Map(this.kinds.map((kind, i) => [kind.id, i]));
    this.texts = new Map();
    const state = document.readyState;
    this.whole = state === "loading"
      ? new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true })) : Promise.resolve();
  }

  point([x, y, r]) {
    return { x: x / this.core.grid, y: y / this.core.grid, r: r / this.core.grid };
  }

  /** Reads items and links, once. */
  async load() {
    await this.whole;
    this.loading ??= Promise.resolve().then(() => this.read());
    return this.loading;
  }

  get loaded() {
    return Boolean(this.items);
  }

  read() {
    this.items = block("kg-items");
    this.links = block("kg-links");
    this.count = this.items.kind.length;
    this.action = this.kindAt.get("Action");
    this.at = new Map(this.items.key.map((key, i) => [key, i]));
    this.discs = Int32Array.from(this.items.area, (a) => this.discOf(a));
    this.index();
  }

  /** The area whose disc holds an area's things: towns and villages lie in their county. */
  discOf(area) {
    let a = area;
    while (this.areas[a].code.length > 6) a = this.areas[a].parent;
    return a;
  }

  /** Links by item, as one list of numbers for all items. */
  index() {
    const { source, target } = this.links;
    this.first = new Int32Array(this.count + 1);
    for (let n = 0; n < source.length; n++) {
      this.first[source[n] + 1]++;
      this.first[target[n] + 1]++;
    }
    for (let i = 0; i < this.count; i++) this.first[i + 1] += this.first[i];
    const next = this.first.slice(0, this.count);
    this.linked = new Int32Array(source.length * 2);
    for (let n = 0; n < source.length; n++) {
      this.linked[next[source[n]]++] = n;
      this.linked[next[target[n]]++] = n;
    }
  }

  /** The links at an item. */
  linksOf(item) {
    return this.linked.subarray(this.first[item], this.first[item + 1]);
  }

  other(link, item) {
    return this.links.source[link] === item ? this.links.target[link] : this.links.source[link];
  }

  label(item) {
    const { hans, hant, key } = this.items;
    return hans[item] || hant[item] || key[item].slice(key[item].lastIndexOf("/") + 1);
  }

  kind(item) {
    return this.kinds[this.items.kind[item]];
  }

  drawn(item) {
    return this.items.kind[item] < this.core.drawn;
  }

  reports(item) {
    return list(this.items.reports[item]);
  }

  predicate(link) {
    return this.links.predicates[this.links.predicate[link]];
  }

  /** Whether a link is shown by lying inside a disc. */
  held(link) {
    const target = this.links.target[link];
    return this.core.held.includes(this.predicate(link)) && this.kind(target).id === "AdminArea" &&
      this.discs[target] === this.items.area[target];
  }

  rulesOf(rows, n) {
    return list(rows[n]).map((r) => this.core.rules[r]);
  }

  /** What is said about an item or a link: confidence (or null), rules, spans. */
  said(what) {
    const of = what.item !== undefined ? this.items : this.links;
    let n = what.item ?? what.link;
    if (what.link !== undefined && of.spans[n] === -1) return this.said({ item: of.source[n] });
    const rules = of.rules[n] === -1 ? [] : Array.isArray(of.rules[n]) ? of.rules[n] : [of.rules[n]];
    const spans = of.spans[n] === -1 ? [] : Array.isArray(of.spans[n]) ? of.spans[n] : [of.spans[n]];
    return { sure: of.sure[n] < 0 ? null : of.sure[n] / 100, rules: rules.map((r) => this.core.rules[r]), spans };
  }

  facts(item) {
    const row = this.items.facts[item] || [];
    const found = [];
    for (let i = 0; i < row.length; i += 2) found.push([row[i], row[i + 1]]);
    return found;
  }

  fact(item, name) {
    const row = this.items.facts[item] || [];
    for (let i = 0; i < row.length; i += 2) if (row[i] === name) return row[i + 1];
    return "";
  }

  get spans() {
    this.spanRows ??= block("kg-spans");
    return this.spanRows;
  }

  span(n) {
    const { report, start, length, quotes } = this.spans;
    return { number: n, report: report[n], start: start[n], end: start[n] + length[n], quote: quotes[n] };
  }

  /** The text of a report as a list of characters (code points), null if it is not at hand. */
  async text(report) {
    if (this.sources[report].length < 0) return null;
    if (!this.texts.has(report)) this.texts.set(report, this.core.beside ? this.fetchText(report) : Promise.resolve(points(block(`kg-text-${report}`))));
    return this.texts.get(report);
  }

  /** A text that lies in a file beside the page; null if that is missing. */
  fetchText(report) {
    this.waiting ??= new Map();
    globalThis.kgText ??= (n, text) => this.waiting.get(n)?.(points(text));
    return new Promise((done) => {
      this.waiting.set(report, done);
      const script = document.createElement("script");
      script.src = `${this.core.beside}/${report}.js`;
      script.addEventListener("error", () => done(null));
      document.head.append(script);
    });
  }

  /** Folds what somebody types: Traditional to Simplified, wide to narrow, small letters. */
  fold(text) {
    return Array.from(text.normalize("NFKC")).map((c) => this.foldTable.get(c) || c).join("").toLowerCase();
  }
}

/** Offsets count code points; a JavaScript string counts UTF-16 units. They differ only where surrogates are. */
function points(text) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
}

/** Characters `from` to `to` of what `text` gave. */
export function cut(text, from, to) {
  const part = text.slice(Math.max(0, from), Math.max(0, to));
  return typeof part === "string" ? part : part.join("");
}
