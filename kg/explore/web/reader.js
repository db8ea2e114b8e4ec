// A report's text with everything that was read in it marked.

import { cut } from "./data.js";
import { button, el, shorten } from "./dom.js";
import { t } from "./i18n.js";

export class Reader {
  constructor(app, dialog) {
    this.app = app;
    this.dialog = dialog;
    dialog.addEventListener("close", () => app.state.set({ text: "" }));
  }

  /** Opens a report at a span. */
  async open(report, span) {
    const { data } = this.app, source = data.sources[report], text = await data.text(report);
    const body = el("div", { class: "text", lang: "zh", tabindex: 0, dir: "auto" });
    const where = [source.site, source.date || t("noDate"), this.app.areaName(source.area)].filter(Boolean).map((s) => shorten(s, 60)).join(" · ");
    const head = el("header", {}, el("div", {}, el("h2", { text: shorten(source.title || source.name, 120) }), el("p", { class: "soft", text: where }),
      source.url ? el("p", { class: "soft url", text: shorten(source.url, 160) }) : null), button("×", () => this.dialog.close(), { class: "close", "aria-label": t("close") }));
    this.dialog.replaceChildren(head, body);
    if (text === null) body.append(el("p", { text: t("noText") }));
    else this.mark(body, text, report, span);
    if (!this.dialog.open) this.dialog.showModal();
    (body.querySelector("mark.here") || body).scrollIntoView({ block: "center" });
  }

  /** Spans may overlap: the text is cut at every start and end. */
  mark(body, text, report, chosen) {
    const { data } = this.app, of = this.spansOf(report);
    const edges = new Set([0, text.length]);
    for (const s of of) edges.add(s.start).add(s.end);
    const cuts = [...edges].filter((n) => n <= text.length).sort((a, b) => a - b);
    const starts = of.slice().sort((a, b) => a.start - b.start);
    let active = [], next = 0;
    cuts.slice(0, -1).forEach((from, i) => {
      while (next < starts.length && starts[next].start <= from) active.push(starts[next++]);
      active = active.filter((s) => s.end > from);
      const piece = cut(text, from, cuts[i + 1]);
      if (!active.length) return body.append(piece);
      const here = active.some((s) => s.number === chosen);
      const smallest = active.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
      body.append(el("mark", { class: `${here ? "here" : ""} d${Math.min(3, active.length)}`, text: piece, on: { click: () => this.follow(smallest.number) } }));
    });
    this.dialog.querySelector("header div").append(el("p", { class: "soft", text: `${of.length} ${t("marks")} · ${data.sources[report].length} ${t("characters")}` }));
  }

  spansOf(report) {
    const { spans } = this.app.data, found = [];
    for (let n = 0; n < spans.report.length; n++) if (spans.report[n] === report && spans.length[n] > 0) found.push(this.app.data.span(n));
    return found;
  }

  /** From marked words to what was read in them. */
  follow(span) {
    const { data } = this.app;
    for (let i = 0; i < data.count; i++) {
      if (data.said({ item: i }).spans.includes(span)) {
        this.dialog.close();
        return this.app.pick({ item: i }, true);
      }
    }
    const link = data.links.spans.findIndex((s) => s === span || (Array.isArray(s) && s.includes(span)));
    if (link >= 0) {
      this.dialog.close();
      this.app.pick({ link }, true);
    }
  }
}
