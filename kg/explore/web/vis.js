// The page of small views: swaps views in the network that pyvis has drawn, and tells of what is clicked.
// Text is set with textContent only.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("kg-data").textContent);
  const byId = (id) => document.getElementById(id);
  const el = (name, text, cls) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    if (cls) node.className = cls;
    return node;
  };
  const panel = byId("kg-panel");
  const chooser = byId("kg-view");

  function show(number) {
    const view = data.views[number];
    nodes.clear();
    edges.clear();
    nodes.add(view.nodes.map(([id, x, y, size]) => {
      const item = data.items[id];
      const kind = data.kinds[item.kind];
      return { id, label: shorten(item.label), x, y, size, shape: "dot",
        color: { background: kind.color, border: "#ffffff", highlight: { background: kind.color, border: "#1b1f2a" } } };
    }));
    edges.add(view.edges.map(([id, from, to]) => ({ id, from, to })));
    network.fit({ animation: false });
    legend(view);
    panel.replaceChildren(el("p", "点击圆点或连线，查看事实与原文。", "kg-hint"));
  }

  function shorten(text) {
    const points = Array.from(text);
    return points.length > 14 ? points.slice(0, 13).join("") + "…" : text;
  }

  function legend(view) {
    const counts = new Map();
    for (const [id] of view.nodes) counts.set(data.items[id].kind, (counts.get(data.items[id].kind) || 0) + 1);
    byId("kg-legend").replaceChildren(...Object.keys(data.kinds).filter((k) => counts.has(k)).map((k) => {
      const row = el("li", `${data.kinds[k].zh} ${counts.get(k)}`);
      const dot = el("span", undefined, "kg-dot");
      dot.style.backgroundColor = data.kinds[k].color;
      row.prepend(dot);
      return row;
    }));
  }

  function tellItem(id) {
    const item = data.items[id];
    const parts = [el("p", data.kinds[item.kind].zh, "kg-kind"), el("h2", item.label)];
    const others = [item.hant, ...item.others].filter(Boolean);
    if (others.length) parts.push(el("p", others.slice(0, 8).join("　"), "kg-others"));
    parts.push(facts(item.facts, item));
    parts.push(...linksOf(id));
    parts.push(...quotes(item.quotes));
    panel.replaceChildren(...parts);
    panel.scrollTop = 0;
  }

  function facts(pairs, what) {
    const list = el("dl");
    for (const [name, value] of pairs) list.append(el("dt", name), el("dd", value));
    if (what.confidence !== null) list.append(el("dt", "置信度"), el("dd", String(what.confidence)));
    if (what.rules.length) list.append(el("dt", "规则"), el("dd", what.rules.join("、")));
    return list;
  }

  function linksOf(id) {
    const list = el("ul", undefined, "kg-links");
    for (const edge of edges.get({ filter: (e) => e.from === id || e.to === id })) {
      const link = data.links[edge.id];
      const other = edge.from === id ? edge.to : edge.from;
      const row = el("li", edge.from === id ? `${link.name} → ` : `← ${link.name} `);
      const button = el("button", data.items[other].label);
      button.type = "button";
      button.addEventListener("click", () => { network.selectNodes([other]); tellItem(other); });
      row.append(button);
      list.append(row);
    }
    return list.childElementCount ? [el("h3", "关联"), list] : [];
  }

  function tellLink(id) {
    const link = data.links[id];
    panel.replaceChildren(
      el("p", "关系", "kg-kind"),
      el("h2", `${data.items[link.source].label} — ${link.name} → ${data.items[link.target].label}`),
      facts([], link), ...quotes(link.quotes));
  }

  function quotes(rows) {
    if (!rows.length) return [];
    return [el("h3", "原文"), ...rows.map(([report, start, end, before, exact, after]) => {
      const block = el("blockquote", before);
      block.append(el("mark", exact), after);
      block.append(el("footer", `${data.reports[report]}，字符 ${start}–${end}`));
      return block;
    })];
  }

  data.views.forEach((view, i) => {
    const option = el("option", view.name);
    option.value = String(i);
    chooser.append(option);
  });
  chooser.addEventListener("change", () => show(Number(chooser.value)));
  network.on("click", (event) => {
    if (event.nodes.length) tellItem(event.nodes[0]);
    else if (event.edges.length) tellLink(event.edges[0]);
  });
  show(0);
})();
