// The organisation of a body: who heads it, what belongs to it, who is in it, as a chart of nested lists.

import { button, el, shorten } from "./dom.js";
import { t } from "./i18n.js";

const DEPTH = 5;
const COMMAND = /指挥部|领导小组|领导组|工作组|专班|委员会/;

export function orgs(app, place) {
  const { data, filtered, state } = app;
  const bodies = [];
  for (let i = 0; i < data.count; i++) {
    if (data.kind(i).id !== "Organization" || !filtered.items[i]) continue;
    const weight = structure(data, i);
    if (weight) bodies.push([i, weight + (COMMAND.test(data.label(i)) ? 3 : 0)]);
  }
  bodies.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const chosen = data.at.get(state.values.org) ?? bodies[0]?.[0];
  const select = el("select", { "aria-label": t("chooseOrg"), on: { change: () => state.set({ org: select.value }) } },
    bodies.slice(0, 400).map(([i]) => el("option", { value: data.items.key[i], text: `${shorten(data.label(i), 30)} · ${app.areaName(data.items.area[i])}` })));
  if (chosen !== undefined) select.value = data.items.key[chosen];
  place.replaceChildren(el("h2", { text: t("orgs") }), el("p", { class: "row" }, el("label", {}, t("chooseOrg"), " ", select)),
    chosen === undefined ? el("p", { text: t("nothing") }) : el("div", { class: "scroll tree", tabindex: 0, role: "region", "aria-label": t("orgs") }, el("ul", {}, node(app, chosen, 0, new Set()))));
}

const INTO = { subOrgOf: "parts", memberOf: "members", headOf: "heads", postIn: "posts" };

/** How much hangs on a body. */
function structure(data, i) {
  let n = 0;
  for (const link of data.linksOf(i)) if (data.links.target[link] === i && INTO[data.predicate(link)]) n++;
  return n;
}

function node(app, i, depth, seen) {
  const { data } = app;
  seen.add(i);
  const of = { heads: [], posts: [], members: [], parts: [] };
  for (const link of data.linksOf(i)) {
    const role = data.links.target[link] === i ? INTO[data.predicate(link)] : undefined;
    if (role) of[role].push(data.links.source[link]);
  }
  const people = [...new Set([...of.heads, ...of.posts.flatMap((p) => holders(data, p))])];
  const rows = people.map((p) => line(app, p, titles(data, p, i)));
  for (const post of of.posts) if (!holders(data, post).length) rows.push(line(app, post, ""));
  const below = [...of.parts, ...of.members].filter((o) => !seen.has(o) && !people.includes(o));
  return el("li", {}, el("div", { class: "box" }, button(shorten(data.label(i), 40), () => app.pick({ item: i }), { class: "plain strong" }), rows.length ? el("ul", { class: "who" }, rows) : null),
    below.length && depth < DEPTH ? el("ul", {}, below.map((o) => node(app, o, depth + 1, seen))) : null);
}

const line = (app, i, title) => el("li", {}, button(shorten(app.data.label(i), 24), () => app.pick({ item: i }), { class: "plain" }), title ? el("span", { class: "soft", text: ` ${shorten(title, 30)}` }) : null);

const holders = (data, post) => Array.from(data.linksOf(post)).filter((n) => data.predicate(n) === "holds" && data.links.target[n] === post).map((n) => data.links.source[n]);

/** The posts of a person in a body, else any. */
function titles(data, person, body) {
  const posts = Array.from(data.linksOf(person)).filter((n) => data.predicate(n) === "holds" && data.links.source[n] === person).map((n) => data.links.target[n]);
  const here = posts.filter((p) => Array.from(data.linksOf(p)).some((n) => data.predicate(n) === "postIn" && data.links.target[n] === body));
  return (here.length ? here : posts).map((p) => data.label(p)).join("、");
}
