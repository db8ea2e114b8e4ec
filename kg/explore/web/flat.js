// Draws the network without WebGL, for browsers that have none: what network.js uses of sigma, on a plain canvas.

const NEAR = 6, EDGES_HIT = 3_000, PADDING = 18;

/** Whether sigma can work here. */
export function hasWebGL() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}

export class Flat {
  constructor(graph, container, settings) {
    Object.assign(this, { graph, container, settings, listeners: {}, canvases: {}, nodes: new Map(), edges: new Map() });
    this.state = { x: 0.5, y: 0.5, ratio: 1 };
    this.camera = { getState: () => ({ ...this.state }), setState: (to) => this.move(to), animate: (to) => this.move(to) };
    this.box = { x: [-1, 1], y: [-1, 1] };
    this.add("nodes");
    this.mouse();
  }

  add(id, first) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas.style, { position: "absolute", inset: "0" });
    if (first) this.container.prepend(canvas);
    else this.container.append(canvas);
    this.canvases[id] = canvas;
    this.resize();
  }

  createCanvasContext(id, place) {
    this.add(id, Boolean(place.beforeLayer));
  }

  getCanvases() {
    return this.canvases;
  }

  getCamera() {
    return this.camera;
  }

  getMouseCaptor() {
    return { on: (name, act) => this.on(name, act) };
  }

  getDimensions() {
    return { width: this.container.clientWidth, height: this.container.clientHeight };
  }

  getNodeDisplayData(key) {
    return this.nodes.get(key);
  }

  getEdgeDisplayData(key) {
    return this.edges.get(key);
  }

  setCustomBBox(box) {
    this.box = box;
    this.refresh();
  }

  on(name, act) {
    (this.listeners[name] ??= []).push(act);
  }

  emit(name, event) {
    for (const act of this.listeners[name] || []) act(event);
  }

  move(to) {
    const { minCameraRatio: least, maxCameraRatio: most } = this.settings;
    Object.assign(this.state, to);
    this.state.ratio = Math.min(most, Math.max(least, this.state.ratio));
    this.later();
  }

  later() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.render();
    });
  }

  resize() {
    const { width, height } = this.getDimensions(), dots = devicePixelRatio || 1;
    for (const canvas of Object.values(this.canvases)) {
      Object.assign(canvas, { width: width * dots, height: height * dots });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
      canvas.getContext("2d").scale(dots, dots);
    }
  }

  /** Units of the plane in the window: how many dots one has, and what stands in the middle. */
  frame() {
    const { width, height } = this.getDimensions(), wide = this.box.x[1] - this.box.x[0], high = this.box.y[1] - this.box.y[0], side = Math.max(wide, high);
    const scale = Math.min((width - 2 * PADDING) / wide, (height - 2 * PADDING) / high) / this.state.ratio;
    const x = (this.box.x[0] + this.box.x[1]) / 2 + (this.state.x - 0.5) * side, y = (this.box.y[0] + this.box.y[1]) / 2 + (this.state.y - 0.5) * side;
    return { width, height, scale, x, y, side };
  }

  graphToViewport(at) {
    const f = this.frame();
    return { x: f.width / 2 + (at.x - f.x) * f.scale, y: f.height / 2 - (at.y - f.y) * f.scale };
  }

  viewportToFramedGraph(at) {
    const f = this.frame();
    return { x: this.state.x + (at.x - f.width / 2) / f.scale / f.side, y: this.state.y - (at.y - f.height / 2) / f.scale / f.side };
  }

  refresh() {
    this.resize();
    this.nodes.clear();
    this.edges.clear();
    this.graph.forEachNode((key, at) => this.nodes.set(key, this.settings.nodeReducer(key, at)));
    this.graph.forEachEdge((key, at) => this.edges.set(key, this.settings.edgeReducer(key, at)));
    this.order = [...this.nodes.keys()].sort((a, b) => this.nodes.get(a).zIndex - this.nodes.get(b).zIndex);
    this.render();
  }

  render() {
    const context = this.canvases.nodes.getContext("2d"), f = this.frame();
    const px = (x) => f.width / 2 + (x - f.x) * f.scale, py = (y) => f.height / 2 - (y - f.y) * f.scale;
    context.clearRect(0, 0, f.width, f.height);
    this.drawn = [];
    this.graph.forEachEdge((key, at, source, target) => {
      const a = this.nodes.get(source), b = this.nodes.get(target), shown = this.edges.get(key);
      if (!a || !b || !shown || a.hidden || b.hidden || shown.hidden) return;
      const line = { key, x1: px(a.x), y1: py(a.y), x2: px(b.x), y2: py(b.y) };
      if (Math.max(line.x1, line.x2) < 0 || Math.max(line.y1, line.y2) < 0 || Math.min(line.x1, line.x2) > f.width || Math.min(line.y1, line.y2) > f.height) return;
      this.drawn.push(line);
      context.beginPath();
      context.moveTo(line.x1, line.y1);
      context.lineTo(line.x2, line.y2);
      context.strokeStyle = shown.color;
      context.lineWidth = Math.max(0.8, shown.size * f.scale);
      context.stroke();
    });
    for (const key of this.order || []) {
      const { x, y, size, color, hidden } = this.nodes.get(key);
      if (hidden || !this.graph.hasNode(key)) continue;
      context.beginPath();
      context.arc(px(x), py(y), Math.max(0.7, size * f.scale), 0, 2 * Math.PI);
      context.fillStyle = color;
      context.fill();
    }
    this.emit("afterRender");
  }

  /** The uppermost node at a place in the window, else the line nearest to it. */
  hit(x, y) {
    const f = this.frame(), gx = f.x + (x - f.width / 2) / f.scale, gy = f.y - (y - f.height / 2) / f.scale;
    for (let i = (this.order || []).length - 1; i >= 0; i--) {
      const at = this.nodes.get(this.order[i]);
      if (!at.hidden && Math.hypot(at.x - gx, at.y - gy) < Math.max(at.size, 3 / f.scale)) return { node: this.order[i] };
    }
    if (this.drawn.length > EDGES_HIT) return {};
    const near = this.drawn.find(({ x1, y1, x2, y2 }) => {
      const long = (x2 - x1) ** 2 + (y2 - y1) ** 2 || 1, part = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / long));
      return Math.hypot(x1 + part * (x2 - x1) - x, y1 + part * (y2 - y1) - y) < NEAR / 2;
    });
    return near ? { edge: near.key } : {};
  }

  mouse() {
    const place = (event) => ({ x: event.clientX - this.container.getBoundingClientRect().x, y: event.clientY - this.container.getBoundingClientRect().y });
    let held = null, over = {};
    this.container.style.touchAction = "none";
    this.stop = new AbortController();
    const on = (name, act, options) => this.container.addEventListener(name, act, { signal: this.stop.signal, ...options });
    on("pointerdown", (event) => { held = { startX: event.clientX, startY: event.clientY, moved: false }; });
    on("pointermove", (event) => {
      const at = place(event);
      this.emit("mousemovebody", at);
      if (!held) {
        const now = this.hit(at.x, at.y);
        if (now.node === over.node && now.edge === over.edge) return;
        this.emit(over.node ? "leaveNode" : "leaveEdge", over);
        if (now.node || now.edge) this.emit(now.node ? "enterNode" : "enterEdge", now);
        over = now;
      } else if (held.moved || Math.hypot(event.clientX - held.startX, event.clientY - held.startY) > NEAR) {
        const f = this.frame();
        held.moved = true;
        this.move({ x: this.state.x - event.movementX / f.scale / f.side, y: this.state.y + event.movementY / f.scale / f.side });
      }
    });
    on("pointerup", (event) => {
      const at = place(event), found = held && !held.moved ? this.hit(at.x, at.y) : null;
      held = null;
      if (found) this.emit(found.node ? "clickNode" : found.edge ? "clickEdge" : "clickStage", found);
    });
    on("pointerleave", () => { held = null; });
    on("wheel", (event) => {
      event.preventDefault();
      const before = this.viewportToFramedGraph(place(event));
      this.move({ ratio: this.state.ratio * Math.exp(event.deltaY / 500) });
      const after = this.viewportToFramedGraph(place(event));
      this.move({ x: this.state.x + before.x - after.x, y: this.state.y + before.y - after.y });
    }, { passive: false });
  }

  kill() {
    this.stop.abort();
    cancelAnimationFrame(this.waiting);
    this.container.replaceChildren();
  }
}
