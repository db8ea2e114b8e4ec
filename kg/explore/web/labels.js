// Labels: the most important first, and none that would touch one that is there already.

import { shorten } from "./dom.js";
import { t, word, isEnglish } from "./i18n.js";

const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
const MOST = 260, TRIED = 4_000, CELL = 64, SEEN = 2.6;

/** The box of a label in the window. */
export const bounds = ({ x, y, width, height }) => ({ x, y, width, height });

class Grid {
  constructor() {
    this.cells = new Map();
  }

  /** Takes a box if it touches none that was taken. */
  take(box) {
    const keys = [];
    for (let i = Math.floor(box.x / CELL); i <= Math.floor((box.x + box.width) / CELL); i++) {
      for (let j = Math.floor(box.y / CELL); j <= Math.floor((box.y + box.height) / CELL); j++) {
        const key = i * 4096 + j;
        for (const other of this.cells.get(key) || []) {
          if (box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height && other.y < box.y + box.height) return false;
        }
        keys.push(key);
      }
    }
    for (const key of keys) this.cells.has(key) ? this.cells.get(key).push(box) : this.cells.set(key, [box]);
    return true;
  }
}

/** Paints labels; returns those that found a place. */
export function drawLabels(context, network) {
  const view = network.view(), pen = { context, view, grid: new Grid(), drawn: [], palette: network.app.palette, widths: new Map() };
  const { focus, app } = network;
  const veiled = focus.nodes.size && (app.path || (app.selected && app.selected.area === undefined && app.selected.measure === undefined));
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const [key, firm] of focus.nodes) if (firm) node(pen, network, key, true);
  for (const [key, firm] of focus.nodes) if (!firm && pen.drawn.length < MOST) node(pen, network, key, true);
  if (veiled) return pen.drawn;
  for (const area of app.data.areas) if (area.disc && !network.open.has(area.index)) disc(pen, network, area);
  for (const measure of app.data.measures) if (!focus.nodes.has(`m${measure.index}`)) node(pen, network, `m${measure.index}`, false);
  for (const ring of app.data.rings) if (ring.area.code) rim(pen, ring.area, ring.disc);
  for (const index of network.open) rim(pen, app.data.areas[index], app.data.areas[index].disc);
  nodes(pen, network);
  return pen.drawn;
}

/** Nodes of open discs that are in the window and large enough to be read, large ones first. */
function nodes(pen, network) {
  const { view } = pen, zero = view.place(0, 0), { focus, sigma } = network;
  let tried = 0;
  for (const { key, x, y, size } of order(network)) {
    if (size * view.scale < SEEN) continue;
    const left = zero.x + x * view.scale, top = zero.y - y * view.scale;
    if (left < -200 || top < -20 || left > view.width + 20 || top > view.height + 20 || focus.nodes.has(key) || sigma.getNodeDisplayData(key)?.hidden) continue;
    node(pen, network, key, false);
    if (pen.drawn.length >= MOST || ++tried > TRIED) return;
  }
}

/** Nodes of open discs, important ones first: measures, then large ones, actions last. */
function order(network) {
  if (!network.labelOrder) {
    const rows = [], { data } = network.app;
    network.graph.forEachNode((key, { x, y, size, sort, n }) => {
      if (sort === "hub") rows.push({ key, x, y, size, rank: size + 10 });
      else if (sort === "item") rows.push({ key, x, y, size, rank: data.items.kind[n] === data.action ? size - 2 : size });
    });
    network.labelOrder = rows.sort((a, b) => b.rank - a.rank);
  }
  return network.labelOrder;
}

function put(pen, text, x, y, { size = 12, weight = 400, align = "left", ink = pen.palette.ink, halo = true, tall = 1.36 } = {}) {
  const { context, view } = pen;
  context.font = `${weight} ${size}px ${FONT}`;
  const key = `${weight} ${size} ${text}`;
  if (!pen.widths.has(key)) pen.widths.set(key, context.measureText(text).width);
  const width = pen.widths.get(key) + (halo ? 6 : 0), left = align === "center" ? x - width / 2 : align === "right" ? x - width : x;
  const box = { x: left, y: y - (size * tall) / 2, width, height: size * tall, size, text };
  if (box.x > view.width || box.y > view.height || box.x + width < 0 || box.y + box.height < 0 || !pen.grid.take(box)) return false;
  if (halo) {
    context.strokeStyle = pen.palette.halo;
    context.lineWidth = 3;
    context.strokeText(text, left + 3, y);
  }
  context.fillStyle = ink;
  context.fillText(text, left + (halo ? 3 : 0), y);
  pen.drawn.push(box);
  return true;
}

/** Beside or under a node. */
function node(pen, network, key, firm) {
  if (!network.graph.hasNode(key)) return;
  const at = network.graph.getNodeAttributes(key), { app } = network, { view } = pen;
  const { x, y } = view.place(at.x, at.y), r = at.size * view.scale;
  if (x < -200 || y < -20 || x > view.width + 20 || y > view.height + 20) return;
  if (!firm && (r < SEEN || network.sigma.getNodeDisplayData(key)?.hidden)) return;
  if (at.sort === "area") return;
  if (at.sort === "measure") return void measure(pen, app, at.n, x, y, r);
  const strong = at.sort === "hub";
  const text = strong ? `${word(app.data.measures[app.data.hubs[at.n].measure])} ${network.hubCount(at.n)}` : shorten(app.data.label(at.n), firm ? 26 : 14);
  const size = strong ? 13 : Math.max(11, Math.min(14, 8 + r / 3));
  const look = { size, weight: strong || firm ? 600 : 400 };
  put(pen, text, x + r + 1, y, look) || put(pen, text, x - r - 1, y, { ...look, align: "right" }) || put(pen, text, x, y + r + size * 0.8, { ...look, align: "center" });
}

/** In its circle, on two lines if need be; the count under it if there is room. */
function measure(pen, app, n, x, y, r) {
  const of = app.data.measures[n], count = app.filtered ? app.filtered.perMeasure[n] : of.count, ink = count ? pen.palette.measureInk : pen.palette.soft;
  const lines = broken(word(of)), longest = Math.max(...lines.map((l) => l.length)) * (isEnglish() ? 0.56 : 1.04);
  const size = Math.min(17, (r * 1.55) / longest, (r * 1.3) / lines.length);
  if (size < (isEnglish() ? 6.5 : 7.5)) return true;
  const counted = r > 28, step = size * 1.15;
  let top = y - ((lines.length - 1) * step + (counted ? 14 : 0)) / 2;
  for (const line of lines) {
    put(pen, line, x, top, { size, weight: 600, align: "center", ink, halo: false, tall: 1.1 });
    top += step;
  }
  if (counted) put(pen, String(count), x, top + 2, { tall: 1, size: 11, align: "center", ink, halo: false });
  return true;
}

/** Words on lines of their own; Chinese names of more than three characters in two halves. */
function broken(name) {
  if (isEnglish()) return name.split(/[ -]/).filter((w) => !["and", "to", "of", "for"].includes(w)).slice(0, 3);
  const half = Math.ceil(name.length / 2);
  return name.length > 3 ? [name.slice(0, half), name.slice(half)] : [name];
}

/** In a closed disc: its name, how much is in it, and what is done most. */
function disc(pen, network, area) {
  const { app } = network, { view, palette } = pen;
  const { x, y } = view.place(area.disc.x, area.disc.y), r = area.disc.r * view.scale;
  if (r < 9 || x + r < 0 || y + r < 0 || x - r > view.width || y - r > view.height) return;
  const size = Math.max(11, Math.min(20, r / 3.2)), name = app.areaName(area.index);
  const rows = r > 46 ? app.discRows(area.index).slice(0, r > 84 ? 6 : 2) : [];
  let top = y - (rows.length * 15) / 2;
  if (name.length * size > r * 2.6 && r < 30) return;
  put(pen, name, x, top, { tall: 1.1, size, weight: 700, align: "center", halo: false });
  top += size * 0.75 + 9;
  for (const row of rows) {
    const half = Math.sqrt(Math.max(0, r * r - (top - y) ** 2));
    if (row.length * (isEnglish() ? 6.2 : 10) > half * 2 || top > y + r * 0.85) continue;
    put(pen, row, x, top, { tall: 1.1, size: 11.5, align: "center", ink: palette.soft, halo: false });
    top += 16;
  }
}

function rim(pen, area, circle) {
  const { x, y } = pen.view.place(circle.x, circle.y), r = circle.r * pen.view.scale;
  if (r > 30) put(pen, isEnglish() ? area.hans : area.hans || t("other"), x, y - r - 9, { size: 12, weight: 600, align: "center", ink: pen.palette.soft });
}
