// Which items pass the filters, and how many actions of each measure and area do.

/** The first and last month or day that an ISO time can mean, as text that compares; null if it has no year. */
export function bounds(iso) {
  if (!iso) return null;
  const [from, to] = iso.includes("/") ? iso.split("/") : [iso, iso];
  const year = (t) => /^\d{4}/.test(t);
  const first = year(from) ? from : year(to) ? to : null;
  return first && { from: first, to: year(to) ? to : "9999", open: !year(to) };
}

/** The result of filtering: `items` (1 where an item passes), counts of actions by area and measure. */
export class Filtered {
  constructor(data, values) {
    this.data = data;
    this.values = values;
    const { items } = data;
    this.items = new Uint8Array(data.count);
    this.kinds = new Set(values.kinds.map((k) => data.kindAt.get(k)));
    this.measures = new Set(values.measures.map((id) => data.measures.find((m) => m.id === id)?.index ?? -2));
    this.statuses = new Set(values.statuses.map((id) => data.statuses.findIndex((s) => s.id === id)));
    this.reports = new Set(values.reports.map((name) => data.sources.findIndex((s) => s.name === name)));
    this.under = values.area ? below(data, values.area) : null;
    this.byAction = Boolean(this.measures.size || this.statuses.size || values.from || values.to);
    for (let i = 0; i < data.count; i++) if (items.kind[i] === data.action && this.common(i) && this.act(i)) this.items[i] = 1;
    for (let i = 0; i < data.count; i++) if (items.kind[i] !== data.action && this.common(i) && this.near(i)) this.items[i] = 1;
    this.countActions();
    if (this.kinds.size) for (let i = 0; i < data.count; i++) if (!this.kinds.has(items.kind[i])) this.items[i] = 0;
  }

  common(i) {
    const { items } = this.data;
    const sure = items.sure[i];
    return (!this.under || this.under.has(items.area[i])) && (!this.values.sure || sure < 0 || sure >= this.values.sure * 100) &&
      (!this.reports.size || this.data.reports(i).some((r) => this.reports.has(r)));
  }

  act(i) {
    const { items } = this.data;
    return (!this.measures.size || this.measures.has(items.measure[i])) &&
      (!this.statuses.size || this.statuses.has(items.status[i])) && this.inTime(i);
  }

  inTime(i) {
    const { from, to } = this.values;
    if (!from && !to) return true;
    const time = bounds(timeOf(this.data, i));
    return Boolean(time) && (!from || time.to.slice(0, from.length) >= from) && (!to || time.from.slice(0, to.length) <= to);
  }

  /** With filters of actions, other things pass that a passing action is linked with, directly or through a post. */
  near(i) {
    if (!this.byAction) return true;
    for (const link of this.data.linksOf(i)) if (this.items[this.data.other(link, i)] && this.data.items.kind[this.data.other(link, i)] === this.data.action) return true;
    return false;
  }

  countActions() {
    const { items } = this.data;
    this.actions = [];
    this.cells = new Map();
    this.perArea = new Int32Array(this.data.areas.length);
    this.perMeasure = new Int32Array(this.data.measures.length);
    for (let i = 0; i < this.data.count; i++) {
      if (!this.items[i] || items.kind[i] !== this.data.action) continue;
      this.actions.push(i);
      const area = this.data.discs[i], measure = items.measure[i];
      this.perArea[area]++;
      if (measure < 0) continue;
      this.perMeasure[measure]++;
      const cell = area * 1000 + measure;
      this.cells.set(cell, (this.cells.get(cell) || 0) + 1);
    }
  }
}

/** The time of an action: its own, else the day its report came out; "" if neither is known. */
export function timeOf(data, i) {
  const own = data.items.time[i];
  return own || data.sources[data.reports(i)[0]]?.date || "";
}

/** An area and all below it, as indices. */
export function below(data, code) {
  const found = new Set();
  const waiting = data.areas.filter((a) => a.code === code).map((a) => a.index);
  while (waiting.length) {
    const index = waiting.pop();
    found.add(index);
    waiting.push(...data.areas[index].children);
  }
  return found;
}
