// A small note beside the pointer: what a dot is, what a line means.

import { el, isolate, shorten } from "./dom.js";
import { named, t, word } from "./i18n.js";

export class Tip {
  constructor(app, place) {
    this.app = app;
    this.node = el("div", { class: "tip", role: "status", hidden: true });
    place.append(this.node);
  }

  move(x, y) {
    const box = this.node.parentElement.getBoundingClientRect();
    this.node.style.left = `${Math.min(x + 14, box.width - this.node.offsetWidth - 8)}px`;
    this.node.style.top = `${Math.min(y + 14, box.height - this.node.offsetHeight - 8)}px`;
  }

  show(what) {
    const lines = what ? this.lines(what) : [];
    this.node.hidden = !lines.length;
    this.node.replaceChildren(...lines);
  }

  lines(what) {
    const { app } = this, { data } = app;
    if (what.item !== undefined) return [el("b", { text: shorten(data.label(what.item), 60) }), el("span", { text: word(data.kind(what.item)) })];
    if (what.link !== undefined) {
      const { source, target } = data.links;
      const label = (i) => isolate(shorten(data.label(i), 28));
      return [el("b", { text: named(data.core.properties, data.predicate(what.link)) }),
        el("span", { text: `${label(source[what.link])} → ${label(target[what.link])}` })];
    }
    if (what.area !== undefined) return [el("b", { text: app.areaName(what.area) }), ...app.discRows(what.area).slice(0, 5).map((row) => el("span", { text: row }))];
    if (what.measure !== undefined) {
      const measure = data.measures[what.measure];
      return [el("b", { text: word(measure) }), el("span", { text: `${app.filtered ? app.filtered.perMeasure[what.measure] : measure.count} ${t("actions")}` })];
    }
    const hub = data.hubs[what.hub];
    return [el("b", { text: `${app.areaName(hub.area)} · ${word(data.measures[hub.measure])}` }), el("span", { text: `${app.network.hubCount(what.hub)} ${t("actions")}` })];
  }
}
