// What is being looked at: kept in the address behind #, so that a link opens the same view.

export const VIEWS = ["network", "timeline", "matrix", "map", "orgs", "tables"];

const fresh = () => ({
  view: "network", selected: "", open: [], area: "", measures: [], kinds: [], statuses: [], reports: [], from: "", to: "",
  sure: 0, path: "", camera: "", table: "figures", org: "", lang: "", theme: "", text: "", });
const LISTS = new Set(["open", "measures", "kinds", "statuses", "reports"]);
const SHORT = { view: "v", selected: "s", open: "o", area: "a", measures: "m", kinds: "k", statuses: "st", reports: "r", from: "f",
  to: "t", sure: "c", path: "p", camera: "cam", table: "tb", org: "og", lang: "l", theme: "th", text: "x" };
export const FILTERS = ["area", "measures", "kinds", "statuses", "reports", "from", "to", "sure"];

/** Holds the state, tells listeners of changes with the names of what changed. */
export class State {
  constructor() {
    this.listeners = [];
    this.values = this.read(location.hash);
    addEventListener("hashchange", () => {
      if (location.hash !== this.written) this.set(this.read(location.hash));
    });
  }

  read(hash) {
    const found = fresh();
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    for (const [name, short] of Object.entries(SHORT)) {
      const value = given.get(short);
      if (value === null) continue;
      if (LISTS.has(name)) found[name] = value.split("~").filter(Boolean);
      else if (name === "sure") found[name] = Math.min(1, Math.max(0, Number(value) || 0));
      else found[name] = value;
    }
    if (!VIEWS.includes(found.view)) found.view = "network";
    return found;
  }

  get hash() {
    const out = new URLSearchParams();
    const plain = fresh();
    for (const [name, short] of Object.entries(SHORT)) {
      const value = this.values[name];
      if (LISTS.has(name) ? value.length : value !== plain[name]) out.set(short, LISTS.has(name) ? value.join("~") : String(value));
    }
    return `#${out}`;
  }

  set(changes) {
    const changed = Object.keys(changes).filter((k) => JSON.stringify(changes[k]) !== JSON.stringify(this.values[k]));
    if (!changed.length) return;
    Object.assign(this.values, changes);
    this.write();
    for (const listener of this.listeners) listener(new Set(changed), this.values);
  }

  /** Remembers something in the address without telling anybody. */
  note(changes) {
    Object.assign(this.values, changes);
    this.write();
  }

  write() {
    this.written = this.hash === "#" ? "" : this.hash;
    history.replaceState(null, "", this.hash === "#" ? location.pathname + location.search : this.hash);
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  toggle(name, value) {
    const now = this.values[name];
    this.set({ [name]: now.includes(value) ? now.filter((v) => v !== value) : [...now, value] });
  }

  get filtered() {
    const plain = fresh();
    return FILTERS.some((name) => (LISTS.has(name) ? this.values[name].length : this.values[name] !== plain[name]));
  }

  clearFilters() {
    const plain = fresh();
    this.set(Object.fromEntries(FILTERS.map((name) => [name, plain[name]])));
  }
}
