// The page: puts the parts together and passes on what changes.

import { palette } from "./colours.js";
import { Data } from "./data.js";
import { Facets } from "./facets.js";
import { Filtered } from "./filters.js";
import { setLanguage, t, word } from "./i18n.js";
import { map } from "./map.js";
import { matrix } from "./matrix.js";
import { Network } from "./network.js";
import { orgs } from "./orgs.js";
import { Panel } from "./panel.js";
import { Reader } from "./reader.js";
import { Search } from "./search.js";
import { findPath, name, resolve } from "./select.js";
import { shell } from "./shell.js";
import { FILTERS, State } from "./state.js";
import { tables } from "./tables.js";
import { timeline } from "./timeline.js";
import { Tip } from "./tip.js";

const PAGES = { timeline, matrix, map, orgs, tables };

class App {
  constructor() {
    this.data = new Data();
    this.state = new State();
    this.filtered = this.selected = this.path = this.pathFrom = null;
    this.state.onChange((changed) => this.update(changed));
    this.build();
    requestAnimationFrame(() => setTimeout(() => this.start(), 0));
  }

  /** Makes everything anew: at the start, and when the language or the theme changes. */
  build() {
    const { values } = this.state;
    setLanguage(values.lang);
    this.palette = palette(this.data, values.theme);
    document.documentElement.dataset.theme = values.theme;
    this.network?.sigma.kill();
    this.search = new Search(this);
    this.facets = new Facets(this);
    this.parts = shell(this);
    document.getElementById("app").replaceChildren(...this.parts.all);
    this.panel = new Panel(this, this.parts.panel);
    this.reader = new Reader(this, this.parts.reader);
    this.tip = new Tip(this, this.parts.network);
    this.network = new Network(this, this.parts.canvas);
    if (values.camera) this.network.restore(values.camera);
    this.facets.build();
    this.panel.show(null);
    this.showView();
  }

  async start() {
    await this.data.load();
    this.refilter();
    this.network.sync();
    this.reselect();
    this.showPath();
    this.facets.build();
    this.showView();
    if (this.state.values.text) this.openText();
    document.documentElement.dataset.ready = "yes";
  }

  update(changed) {
    const any = (names) => names.some((n) => changed.has(n));
    if (any(["lang", "theme"])) {
      this.build();
      if (this.data.loaded) this.start();
      return;
    }
    if (any(FILTERS) && this.data.loaded) this.refilter();
    if (any([...FILTERS, "open"])) this.network.sync();
    if (any(["path"])) this.showPath();
    if (any(["selected", "open", ...FILTERS])) this.reselect();
    if (any(FILTERS)) this.facets.build();
    if (any(["view", "table", "org", ...FILTERS])) this.showView();
    if (changed.has("camera") && this.state.values.camera) this.network.restore(this.state.values.camera);
    if (changed.has("text") && this.state.values.text) this.openText();
    this.network.paint();
  }

  refilter() {
    this.filtered = new Filtered(this.data, this.state.values);
  }

  reselect() {
    this.selected = this.state.values.selected ? resolve(this.data, this.state.values.selected) : null;
    this.panel.show(this.selected);
    document.body.classList.toggle("chosen", Boolean(this.selected));
    this.network.paint();
  }

  showView() {
    const { view } = this.state.values;
    this.parts.showTab(view);
    if (view === "network") this.network.sigma.resize();
    else if (this.filtered) PAGES[view](this, this.parts.page);
    else this.parts.page.replaceChildren(t("loading"));
  }

  /** Selects something; `go` also brings the network there. */
  async pick(what, go) {
    if (!what) return this.state.set({ selected: "" });
    if (what.item !== undefined || what.link !== undefined) await this.data.load();
    const { open } = this.state.values, changes = { selected: name(this.data, what) };
    const area = what.area ?? (what.item !== undefined && this.data.drawn(what.item) ? this.data.discs[what.item] : undefined);
    if (go && area !== undefined && !this.isOpen(area) && this.data.areas[area].disc) changes.open = [...open, this.data.areas[area].code || "0"];
    if (changes.open) await this.data.load();
    this.state.set(changes);
    if (go && this.state.values.view === "network") this.goTo(what, area);
  }

  goTo(what, area) {
    if (what.area !== undefined && this.data.areas[area].disc) this.network.show(this.data.areas[area].disc);
    else if (what.item !== undefined && this.data.items.spot[what.item]) {
      const spot = this.data.point(this.data.items.spot[what.item]), { r } = this.data.areas[area].disc;
      this.network.show({ x: spot.x, y: spot.y, r: Math.min(r, 60) });
    }
  }

  isOpen(area) {
    return this.state.values.open.includes("*") || this.state.values.open.includes(this.data.areas[area].code || "0");
  }

  async toggleArea(area) {
    await this.data.load();
    const code = this.data.areas[area].code || "0", { open } = this.state.values;
    this.state.set({ open: this.isOpen(area) ? open.filter((c) => c !== code && c !== "*") : [...open, code] });
    if (this.isOpen(area)) this.network.show(this.data.areas[area].disc);
  }

  async openAll(all) {
    await this.data.load();
    this.state.set({ open: all ? ["*"] : [] });
  }

  startPath(item) {
    this.pathFrom = this.pathFrom === item ? null : item;
    if (this.path) this.state.set({ path: "" });
    this.panel.show(this.selected);
  }

  setPath(from, to) {
    this.pathFrom = null;
    this.state.set({ path: `${this.data.items.key[from]}|${this.data.items.key[to]}` });
    this.panel.show(this.selected);
    if (this.path) this.network.home();
  }

  showPath() {
    const [from, to] = this.state.values.path.split("|").map((key) => this.data.at?.get(key));
    this.path = null;
    if (from !== undefined && to !== undefined) {
      this.path = findPath(this.data, from, to, (i) => this.data.drawn(i) && (!this.state.filtered || this.filtered.items[i]));
      const open = new Set(this.state.values.open);
      for (const i of this.path?.items || []) if (!open.has("*")) open.add(this.data.areas[this.data.discs[i]].code || "0");
      this.state.set({ open: [...open] });
    }
    this.parts.showPath(this, from !== undefined && to !== undefined);
  }

  read(report, span) {
    this.state.set({ text: `${this.data.sources[report].name}~${span}` });
  }

  openText() {
    const [report, span] = this.state.values.text.split("~"), index = this.data.sources.findIndex((s) => s.name === report);
    if (index >= 0) this.reader.open(index, Number(span));
  }

  areaName(index) {
    return this.data.areas[index]?.hans || this.data.areas[index]?.code || "";
  }

  /** Lines about a disc: how much is in it, then what is done most. */
  discRows(index) {
    const { data, filtered } = this, counts = data.areas[index].counts || [];
    const of = (ids) => ids.reduce((sum, id) => sum + (counts[data.kindAt.get(id)] || 0), 0);
    const actions = of(["Action"]), passing = filtered ? filtered.perArea[index] : actions;
    const rows = [`${passing === actions ? actions : `${passing}/${actions}`} ${t("actions")}`, `${of(["Organization", "Person", "Collective"])} ${t("actors")}`];
    const hubs = (data.hubsOf.get(index) || []).map((h) => [h, this.network.hubCount(h.index)]).filter(([, c]) => c);
    hubs.sort((a, b) => b[1] - a[1]);
    return [...rows, ...hubs.slice(0, 5).map(([h, c]) => `${word(data.measures[h.measure])} ${c}`)];
  }
}

globalThis.kgApp = new App();
