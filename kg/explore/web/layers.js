// What is painted under and over the network: rings and open discs; the selected thing with all it is linked with.

/** Rings of provinces and prefectures, and discs whose things are shown. */
export function drawBack(context, network) {
  const { app } = network, { palette, data } = app, view = network.view();
  context.clearRect(0, 0, view.width, view.height);
  for (const ring of data.rings) if (ring.area.code) circle(context, view, ring.disc, palette.ringFill, palette.ring);
  for (const index of network.open) circle(context, view, data.areas[index].disc, palette.discOpen, palette.ring);
}

function circle(context, view, disc, fill, stroke) {
  const { x, y } = view.place(disc.x, disc.y), r = disc.r * view.scale;
  if (x + r < 0 || y + r < 0 || x - r > view.width || y - r > view.height) return;
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = stroke;
  context.lineWidth = 1;
  context.stroke();
}

/** The nodes and lines that stand out: of what is selected, pointed at, or on the path. */
export function focused(network) {
  const { app } = network;
  const nodes = new Map(), lines = [];
  const sources = [[app.selected, true], [network.hovered, false]];
  for (const [what, firm] of sources) if (what) around(network, what, firm, nodes, lines);
  if (app.path) {
    for (const item of app.path.items) nodes.set(`i${item}`, true);
    app.path.items.slice(1).forEach((item, i) => lines.push([`i${app.path.items[i]}`, `i${item}`, true, true]));
  }
  for (const key of nodes.keys()) if (!network.graph.hasNode(key)) nodes.delete(key);
  return { nodes, lines: lines.filter(([a, b]) => network.graph.hasNode(a) && network.graph.hasNode(b)) };
}

function around(network, what, firm, nodes, lines) {
  const { data, filtered } = network.app, { graph } = network;
  const join = (a, b, strong) => {
    if (!nodes.has(a)) nodes.set(a, false);
    if (!nodes.has(b)) nodes.set(b, false);
    lines.push([a, b, strong]);
  };
  if (what.link !== undefined) join(`i${data.links.source[what.link]}`, `i${data.links.target[what.link]}`, true);
  else if (what.item !== undefined) {
    nodes.set(`i${what.item}`, firm);
    for (const n of data.linksOf(what.item)) {
      const other = data.other(n, what.item);
      if (!data.held(n) && (!filtered || filtered.items[other])) join(`i${what.item}`, `i${other}`, firm);
    }
  } else {
    const key = what.area !== undefined ? `a${what.area}` : what.measure !== undefined ? `m${what.measure}` : `h${what.hub}`;
    if (what.line) return join(`a${data.hubs[what.hub].area}`, `m${data.hubs[what.hub].measure}`, true);
    nodes.set(key, firm);
    for (const hub of data.hubs) {
      if ((hub.area === what.area && !network.open.has(hub.area)) || hub.measure === what.measure) {
        if (network.hubCount(hub.index)) join(network.open.has(hub.area) ? `h${hub.index}` : `a${hub.area}`, `m${hub.measure}`, firm);
      }
    }
    if (what.hub !== undefined && graph.hasNode(key)) graph.forEachNeighbor(key, (other) => join(key, other, firm));
  }
}

/** A veil over everything but what is selected, which is painted again above it. */
export function drawFocus(context, network) {
  const { app, graph } = network, { palette } = app, view = network.view();
  context.clearRect(0, 0, view.width, view.height);
  const focus = (network.focus = focused(network));
  if (!focus.nodes.size) return;
  const veiled = Boolean(app.path || (app.selected && app.selected.area === undefined && app.selected.measure === undefined));
  if (veiled) {
    context.fillStyle = palette.veil;
    context.fillRect(0, 0, view.width, view.height);
  }
  const spots = new Map();
  const spot = (key) => {
    if (!spots.has(key)) {
      const at = graph.getNodeAttributes(key);
      spots.set(key, { ...view.place(at.x, at.y), r: Math.max(2.5, at.size * view.scale), shown: network.sigma.getNodeDisplayData(key) });
    }
    return spots.get(key);
  };
  for (const [a, b, strong, onPath] of focus.lines) {
    const from = spot(a), to = spot(b);
    if (from.shown?.hidden || to.shown?.hidden) continue;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.strokeStyle = onPath ? palette.mark : palette.strong;
    context.lineWidth = onPath ? 3 : strong ? 1.8 : 1.1;
    context.stroke();
  }
  for (const [key, firm] of focus.nodes) {
    const at = spot(key);
    if (at.shown?.hidden || key.startsWith("a") || (key.startsWith("m") && !firm)) {
      if (!firm || at.shown?.hidden) continue;
    } else {
      context.beginPath();
      context.arc(at.x, at.y, at.r, 0, 2 * Math.PI);
      context.fillStyle = at.shown?.color || palette.ink;
      context.fill();
    }
    if (!firm) continue;
    context.beginPath();
    context.arc(at.x, at.y, at.r + 3, 0, 2 * Math.PI);
    context.strokeStyle = palette.mark;
    context.lineWidth = 2.5;
    context.stroke();
  }
}
