// The view as a picture: the same circles, lines and labels as SVG text or on a canvas.

import { download } from "./dom.js";

/** What is in the window: circles and lines in order, labels last. */
function scene(network) {
  const { graph, sigma, app } = network, { palette, data } = app, view = network.view(), circles = [], lines = [];
  const inside = (x, y, r) => x + r > 0 && y + r > 0 && x - r < view.width && y - r < view.height;
  const circle = (x, y, r, fill, stroke) => inside(x, y, r) && circles.push({ x, y, r, fill, stroke });
  const disc = (of, fill) => { const at = view.place(of.x, of.y); circle(at.x, at.y, of.r * view.scale, fill, palette.ring); };
  for (const ring of data.rings) if (ring.area.code) disc(ring.disc, palette.ringFill);
  for (const index of network.open) disc(data.areas[index].disc, palette.discOpen);
  const back = circles.splice(0);
  graph.forEachEdge((key, at, a, b, from, to) => {
    const shown = [a, b].map((n) => sigma.getNodeDisplayData(n));
    if (shown.some((s) => s?.hidden) || sigma.getEdgeDisplayData(key)?.hidden) return;
    const one = view.place(from.x, from.y), two = view.place(to.x, to.y);
    if (inside(one.x, one.y, 0) || inside(two.x, two.y, 0)) lines.push({ one, two, width: Math.max(1, at.size * view.scale), stroke: palette.line });
  });
  graph.forEachNode((key, at) => {
    const shown = sigma.getNodeDisplayData(key), { x, y } = view.place(at.x, at.y);
    if (shown && !shown.hidden) circle(x, y, Math.max(0.5, at.size * view.scale), shown.color);
  });
  return { view, back, lines, circles, labels: network.labels, palette };
}

const xml = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
const n = (value) => Math.round(value * 10) / 10;

export function toSvg(network) {
  const { view, back, lines, circles, labels, palette } = scene(network);
  const circle = ({ x, y, r, fill, stroke }) => `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}"${stroke ? ` stroke="${stroke}"` : ""}/>`;
  return [`<svg xmlns="http://www.w3.org/2000/svg" width="${view.width}" height="${view.height}" viewBox="0 0 ${view.width} ${view.height}" font-family="sans-serif">`,
    `<rect width="100%" height="100%" fill="${palette.ground}"/>`, ...back.map(circle),
    ...lines.map(({ one, two, width, stroke }) => `<line x1="${n(one.x)}" y1="${n(one.y)}" x2="${n(two.x)}" y2="${n(two.y)}" stroke="${stroke}" stroke-width="${n(width)}"/>`),
    ...circles.map(circle),
    ...labels.map(({ x, y, height, size, text }) => `<text x="${n(x + 3)}" y="${n(y + height / 2 + size * 0.36)}" font-size="${n(size)}" fill="${palette.ink}" stroke="${palette.halo}" stroke-width="3" stroke-opacity="0.6" paint-order="stroke">${xml(text)}</text>`), "</svg>"].join("\n");
}

export function toPng(network, done) {
  const { view, back, lines, circles, labels, palette } = scene(network), canvas = document.createElement("canvas"), factor = 2;
  Object.assign(canvas, { width: view.width * factor, height: view.height * factor });
  const c = canvas.getContext("2d");
  c.scale(factor, factor);
  c.fillStyle = palette.ground;
  c.fillRect(0, 0, view.width, view.height);
  const circle = ({ x, y, r, fill, stroke }) => {
    c.beginPath();
    c.arc(x, y, r, 0, 2 * Math.PI);
    c.fillStyle = fill;
    c.fill();
    if (stroke) Object.assign(c, { strokeStyle: stroke, lineWidth: 1 }), c.stroke();
  };
  back.forEach(circle);
  for (const { one, two, width, stroke } of lines) {
    c.beginPath();
    c.moveTo(one.x, one.y);
    c.lineTo(two.x, two.y);
    Object.assign(c, { strokeStyle: stroke, lineWidth: width });
    c.stroke();
  }
  circles.forEach(circle);
  c.textBaseline = "middle";
  for (const { x, y, height, size, text } of labels) {
    c.font = `${size}px "Noto Sans CJK SC", sans-serif`;
    Object.assign(c, { strokeStyle: palette.halo, lineWidth: 3, fillStyle: palette.ink });
    c.globalAlpha = 0.6;
    c.strokeText(text, x + 3, y + height / 2);
    c.globalAlpha = 1;
    c.fillText(text, x + 3, y + height / 2);
  }
  canvas.toBlob(done, "image/png");
}

export const savePng = (network) => toPng(network, (blob) => download("network.png", blob));
export const saveSvg = (network) => download("network.svg", new Blob([toSvg(network)], { type: "image/svg+xml" }));
