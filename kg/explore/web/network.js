// The network: discs of areas and measures first, the things of a disc when it is opened.

import { MultiGraph } from "graphology";
import Sigma from "sigma";
import { bounds as labelBox, drawLabels } from "./labels.js";
import { drawBack, drawFocus } from "./layers.js";
import { later } from "./dom.js";
import { Flat, hasWebGL } from "./flat.js";
import { t } from "./i18n.js";

const LINES = 240; // between areas and measures that are drawn at once, the thickest first
const FILL = 0.44; // of the lesser side of the window that an opened disc takes

export class Network {
  constructor(app, container) {
    this.app = app;
    this.container = container;
    this.graph = new MultiGraph();
    this.open = new Set();
    this.hovered = null;
    this.labels = [];
    this.world();
    this.overview();
    this.sigma = new (hasWebGL() ? Sigma : Flat)(this.graph, container, this.settings());
    this.sigma.setCustomBBox(this.box);
    this.back = this.layer("kg-back", { beforeLayer: "edges" });
    this.front = this.layer("kg-front", { afterLayer: "hoverNodes" });
    this.sigma.on("afterRender", () => this.paint());
    this.listen();
    this.keyboard();
  }

  settings() {
    return {
      itemSizesReference: "positions", zoomToSizeRatioFunction: (ratio) => ratio, renderLabels: false, enableEdgeEvents: true,
      zIndex: true, minEdgeThickness: 1, defaultDrawNodeHover: () => {}, minCameraRatio: 0.002, maxCameraRatio: 2.5,
      stagePadding: 18, defaultEdgeType: "line", allowInvalidContainer: true,
      nodeReducer: (node, attributes) => this.reduceNode(attributes), edgeReducer: (edge, attributes) => this.reduceEdge(attributes),
    };
  }

  layer(id, place) {
    this.sigma.createCanvasContext(id, place);
    const canvas = this.sigma.getCanvases()[id];
    canvas.style.pointerEvents = "none";
    this.sigma.resize(true);
    return canvas.getContext("2d");
  }

  /** Moves the measures under the areas where the window is higher than wide. */
  world() {
    const { data } = this.app;
    const ring = data.rings.find((r) => r.area.code === "") || { disc: { x: 0, y: 0, r: 100 } };
    const discs = data.measures.map((m) => m.disc);
    const reach = Math.max(0, ...discs.map((d) => Math.abs(d.y - ring.disc.y) + d.r));
    const span = (low, high) => (discs.length ? { low: Math.min(...discs.map(low)), high: Math.max(...discs.map(high)) } : { low: 0, high: 0 });
    const across = span((d) => d.x - d.r, (d) => d.x + d.r), middle = (across.low + across.high) / 2;
    const under = { x: ring.disc.x - middle, y: -(ring.disc.r * 1.06 + reach) - ring.disc.y };
    const options = [{ x: 0, y: 0 }, under].map((shift) => ({ shift, box: boxOf([ring.disc, ...discs.map((d) => ({ x: d.x + shift.x, y: d.y + shift.y, r: d.r }))]) }));
    const fit = ({ x, y }) => Math.min(this.container.clientWidth / (x[1] - x[0]), this.container.clientHeight / (y[1] - y[0]));
    const best = fit(options[1].box) > fit(options[0].box) ? options[1] : options[0];
    this.shift = best.shift;
    this.box = best.box;
  }

  overview() {
    const { data } = this.app;
    for (const area of data.areas) {
      if (area.disc) this.graph.addNode(`a${area.index}`, { x: area.disc.x, y: area.disc.y, size: area.disc.r, sort: "area", n: area.index, zIndex: 0 });
    }
    for (const measure of data.measures) {
      const { x, y, r } = measure.disc;
      this.graph.addNode(`m${measure.index}`, { x: x + this.shift.x, y: y + this.shift.y, size: r, sort: "measure", n: measure.index, zIndex: 0 });
    }
    const thickest = data.hubs.slice().sort((a, b) => b.count - a.count).slice(0, LINES);
    for (const hub of thickest) this.graph.addEdgeWithKey(`g${hub.index}`, `a${hub.area}`, `m${hub.measure}`, { sort: "sum", n: hub.index, size: 0.05 * Math.sqrt(hub.count), zIndex: 0 });
  }

  reduceNode(at) {
    const { palette, filtered, data } = this.app;
    const shown = { x: at.x, y: at.y, size: at.size, zIndex: at.zIndex, label: null, type: "circle" };
    if (at.sort === "area") {
      const empty = filtered && !filtered.perArea[at.n] && this.app.state.filtered;
      return { ...shown, color: empty ? palette.discEmpty : palette.disc, hidden: this.open.has(at.n) };
    }
    if (at.sort === "measure") return { ...shown, color: filtered && !filtered.perMeasure[at.n] ? palette.discEmpty : palette.measure };
    if (at.sort === "hub") return { ...shown, color: palette.hub, hidden: Boolean(filtered) && !this.hubCount(at.n) };
    return { ...shown, color: palette.kind(data.items.kind[at.n]), hidden: Boolean(filtered) && !filtered.items[at.n] };
  }

  hubCount(hub) {
    const { data, filtered } = this.app;
    const { area, measure, count } = data.hubs[hub];
    return filtered ? filtered.cells.get(area * 1000 + measure) || 0 : count;
  }

  reduceEdge(at) {
    const { palette } = this.app;
    const hidden = at.sort === "sum" && (this.open.size > 0 || !this.hubCount(at.n));
    return { size: at.size, zIndex: at.zIndex, color: at.sort === "link" ? palette.link : palette.line, hidden, type: "line", label: null };
  }

  /** Shows what the state says: which discs are open. */
  sync() {
    const { data, state } = this.app;
    const all = state.values.open.includes("*");
    const wanted = new Set(data.areas.filter((a) => a.disc && (all || state.values.open.includes(a.code || "0"))).map((a) => a.index));
    if (wanted.size && !data.loaded) return;
    const gone = [...this.open].filter((a) => !wanted.has(a)), added = [...wanted].filter((a) => !this.open.has(a));
    if (gone.length) this.drop(new Set(gone));
    if (added.length) this.fill(new Set(added));
    this.open = wanted;
    this.labelOrder = null;
    this.sigma.refresh();
  }

  fill(areas) {
    const { data } = this.app;
    const { spot, measure, kind } = data.items;
    const hubs = new Map();
    for (const hub of data.hubs) {
      if (!areas.has(hub.area)) continue;
      hubs.set(hub.area * 1000 + hub.measure, `h${hub.index}`);
      this.graph.addNode(`h${hub.index}`, { x: hub.disc.x, y: hub.disc.y, size: hub.disc.r, sort: "hub", n: hub.index, zIndex: 2 });
    }
    const added = [];
    for (let i = 0; i < data.count; i++) {
      if (!spot[i] || !areas.has(data.discs[i])) continue;
      const { x, y, r } = data.point(spot[i]);
      this.graph.addNode(`i${i}`, { x, y, size: r, sort: "item", n: i, zIndex: 1 });
      added.push(i);
    }
    for (const i of added) {
      const hub = kind[i] === data.action && hubs.get(data.discs[i] * 1000 + measure[i]);
      if (hub) this.graph.addEdgeWithKey(`b${i}`, `i${i}`, hub, { sort: "hub", n: i, size: 0.1, zIndex: 0 });
      for (const n of data.linksOf(i)) {
        const key = `l${n}`, other = `i${data.other(n, i)}`;
        if (this.graph.hasNode(other) && !data.held(n) && !this.graph.hasEdge(key)) {
          this.graph.addEdgeWithKey(key, `i${data.links.source[n]}`, `i${data.links.target[n]}`, { sort: "link", n, size: 0.15, zIndex: 1 });
        }
      }
    }
  }

  drop(areas) {
    const { data } = this.app;
    const gone = this.graph.filterNodes((node, at) => (at.sort === "item" && areas.has(data.discs[at.n])) || (at.sort === "hub" && areas.has(data.hubs[at.n].area)));
    for (const node of gone) this.graph.dropNode(node);
  }

  paint() {
    drawBack(this.back, this);
    drawFocus(this.front, this);
    this.labels = drawLabels(this.front, this);
    this.note();
  }

  note = later(() => {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    const home = Math.abs(x - 0.5) < 1e-3 && Math.abs(y - 0.5) < 1e-3 && Math.abs(ratio - 1) < 1e-3;
    this.app.state.note({ camera: home ? "" : [x, y, ratio].map((v) => v.toFixed(4)).join(",") });
  }, 350);

  /** Where a place of the plane is in the window, and how long a unit is. */
  view() {
    const zero = this.sigma.graphToViewport({ x: 0, y: 0 }), one = this.sigma.graphToViewport({ x: 1, y: 1 });
    const scale = one.x - zero.x;
    return { scale, place: (x, y) => ({ x: zero.x + x * scale, y: zero.y - y * scale }), ...this.sigma.getDimensions() };
  }

  listen() {
    const { app } = this;
    const what = (node) => {
      const { sort, n } = this.graph.getNodeAttributes(node);
      return { [sort]: n };
    };
    this.sigma.on("clickNode", ({ node }) => app.pick(what(node), true));
    this.sigma.on("clickEdge", ({ edge }) => {
      const { sort, n } = this.graph.getEdgeAttributes(edge);
      app.pick(sort === "link" ? { link: n } : sort === "sum" ? { hub: n } : { item: n }, false);
    });
    this.sigma.on("clickStage", () => app.pick(null));
    this.sigma.on("enterNode", ({ node }) => this.hover(what(node)));
    this.sigma.on("leaveNode", () => this.hover(null));
    this.sigma.on("enterEdge", ({ edge }) => {
      const { sort, n } = this.graph.getEdgeAttributes(edge);
      this.hover(sort === "link" ? { link: n } : sort === "sum" ? { hub: n, line: true } : null);
    });
    this.sigma.on("leaveEdge", () => this.hover(null));
    this.sigma.getMouseCaptor().on("mousemovebody", (event) => app.tip.move(event.x, event.y));
    new ResizeObserver(() => this.sigma.refresh()).observe(this.container);
  }

  hover(what) {
    this.hovered = what;
    this.container.classList.toggle("pointing", Boolean(what));
    this.app.tip.show(what);
    this.paint();
  }

  keyboard() {
    Object.assign(this.container, { tabIndex: 0 });
    this.container.setAttribute("role", "application");
    this.container.setAttribute("aria-label", t("network_label"));
    this.container.addEventListener("keydown", (event) => {
      const camera = this.sigma.getCamera(), { x, y, ratio } = camera.getState();
      const step = 0.12 * ratio;
      const to = { ArrowLeft: { x: x - step }, ArrowRight: { x: x + step }, ArrowUp: { y: y + step }, ArrowDown: { y: y - step },
        "+": { ratio: ratio / 1.4 }, "=": { ratio: ratio / 1.4 }, "-": { ratio: ratio * 1.4 }, 0: { x: 0.5, y: 0.5, ratio: 1 } }[event.key];
      if (!to) return;
      event.preventDefault();
      camera.animate(to, { duration: 120 });
    });
  }

  zoom(factor) {
    const camera = this.sigma.getCamera();
    camera.animate({ ratio: camera.getState().ratio * factor }, { duration: 200 });
  }

  home() {
    this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1 }, { duration: 300 });
  }

  restore(camera) {
    const [x, y, ratio] = camera.split(",").map(Number);
    if ([x, y, ratio].every(Number.isFinite) && ratio > 0) this.sigma.getCamera().setState({ x, y, ratio });
  }

  /** Moves so that a disc fills the window. */
  show({ x, y, r }, part = FILL) {
    const { width, height } = this.sigma.getDimensions();
    const camera = this.sigma.getCamera();
    const centre = this.sigma.viewportToFramedGraph(this.sigma.graphToViewport({ x, y }));
    const ratio = (camera.getState().ratio * r * this.view().scale) / (Math.min(width, height) * part);
    const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
    camera.animate({ x: centre.x, y: centre.y, ratio }, { duration: quick ? 1 : 450 });
  }

  /** Boxes of the labels that are drawn, for tests. */
  boxes() {
    return this.labels.map(labelBox);
  }
}

const boxOf = (discs) => ({ x: [Math.min(...discs.map((d) => d.x - d.r)), Math.max(...discs.map((d) => d.x + d.r))],
  y: [Math.min(...discs.map((d) => d.y - d.r)), Math.max(...discs.map((d) => d.y + d.r))] });
