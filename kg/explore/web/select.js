// What can be selected, as text that can stand in an address: an item, a link, an area, a measure, a hub.

/** `{ item }`, `{ link }`, `{ area }`, `{ measure }`, `{ hub }` (numbers) for a text; null if there is no such thing. */
export function resolve(data, text) {
  const sort = text.slice(0, 2), name = text.slice(2);
  if (sort === "a:") return one("area", data.areas.findIndex((a) => a.code === name));
  if (sort === "m:") return one("measure", data.measures.findIndex((m) => m.id === name));
  if (sort === "h:") return one("hub", data.hubs.findIndex((h) => `${data.areas[h.area].code}|${data.measures[h.measure].id}` === name));
  if (!data.loaded) return null;
  if (sort === "i:") return one("item", data.at.get(name) ?? -1);
  if (sort === "l:") return one("link", findLink(data, name));
  return null;
}

const one = (sort, index) => (index < 0 ? null : { [sort]: index });

function findLink(data, name) {
  const [source, predicate, target] = name.split("|");
  const from = data.at.get(source), to = data.at.get(target);
  if (from === undefined || to === undefined) return -1;
  return Array.from(data.linksOf(from)).find((n) => data.links.source[n] === from && data.links.target[n] === to && data.predicate(n) === predicate) ?? -1;
}

/** The text for something. */
export function name(data, what) {
  if (what.item !== undefined) return `i:${data.items.key[what.item]}`;
  if (what.area !== undefined) return `a:${data.areas[what.area].code}`;
  if (what.measure !== undefined) return `m:${data.measures[what.measure].id}`;
  if (what.hub !== undefined) return `h:${data.areas[data.hubs[what.hub].area].code}|${data.measures[data.hubs[what.hub].measure].id}`;
  const { source, target } = data.links;
  return `l:${data.items.key[source[what.link]]}|${data.predicate(what.link)}|${data.items.key[target[what.link]]}`;
}

/** A shortest path between two items as items and the links between them; null if there is none. */
export function findPath(data, from, to, allowed) {
  const before = new Int32Array(data.count).fill(-2);
  const edge = [from];
  before[from] = -1;
  for (let at = 0; at < edge.length && before[to] === -2; at++) {
    for (const link of data.linksOf(edge[at])) {
      const next = data.other(link, edge[at]);
      if (before[next] !== -2 || !(allowed(next) || next === to)) continue;
      before[next] = link;
      edge.push(next);
    }
  }
  if (before[to] === -2) return null;
  const items = [to], links = [];
  while (items[0] !== from) {
    links.unshift(before[items[0]]);
    items.unshift(data.other(before[items[0]], items[0]));
  }
  return { items, links };
}
