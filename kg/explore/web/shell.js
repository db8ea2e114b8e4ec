// The frame of the page: bar, tabs, filters, the place of the views, panel.

import { button, el, shorten } from "./dom.js";
import { t } from "./i18n.js";
import { isDark } from "./colours.js";
import { savePng, saveSvg } from "./picture.js";
import { VIEWS } from "./state.js";
import { copy } from "./tables.js";

export function shell(app) {
  const { state } = app;
  const tabs = VIEWS.map((view) => el("button", { type: "button", role: "tab", id: `tab-${view}`, text: t(view), "aria-controls": view === "network" ? "network" : "page", on: { click: () => state.set({ view }), keydown: arrows } }));
  const canvas = el("div", { class: "canvas" });
  const tools = el("div", { class: "tools", role: "toolbar", "aria-label": t("network") },
    button("+", () => app.network.zoom(1 / 1.6), { "aria-label": t("zoomIn"), title: t("zoomIn") }), button("−", () => app.network.zoom(1.6), { "aria-label": t("zoomOut"), title: t("zoomOut") }),
    button(t("whole"), () => app.network.home()), button(t("openAll"), () => app.openAll(true)), button(t("closeAll"), () => app.openAll(false)),
    button("PNG", () => savePng(app.network), { title: t("png") }), button("SVG", () => saveSvg(app.network), { title: t("svg") }));
  const pathBar = el("div", { class: "pathbar", hidden: true, role: "status" });
  const network = el("section", { id: "network", class: "network", role: "tabpanel", "aria-labelledby": "tab-network" }, canvas, tools, pathBar);
  const page = el("section", { id: "page", class: "page", role: "tabpanel", tabindex: 0, hidden: true });
  const panel = el("aside", { class: "panel", "aria-label": t("details"), "aria-live": "polite", tabindex: 0 });
  const reader = el("dialog", { class: "reader", "aria-label": t("report") });
  const bar = el("header", { class: "bar" }, el("a", { class: "skip", href: "#search", text: t("skip"), on: { click: (e) => { e.preventDefault(); app.search.input.focus(); } } }),
    el("h1", { text: t("title") }), app.search.node, el("nav", { role: "tablist", "aria-label": t("title") }, tabs),
    el("div", { class: "end" }, button(t("filters"), () => document.body.classList.toggle("filters"), { class: "narrow" }), button(t("copyLink"), (e) => { state.write(); copy(location.href, e.target); }),
      button(isDark(state.values.theme) ? "☀" : "☾", () => state.set({ theme: isDark(state.values.theme) ? "light" : "dark" }), { "aria-label": t("theme"), title: t("theme") }),
      button(t("lang"), () => state.set({ lang: state.values.lang === "en" ? "" : "en" }), { lang: state.values.lang === "en" ? "zh" : "en" })));
  const main = el("main", {}, app.facets.chips, network, page);

  return { all: [bar, app.facets.node, main, panel, reader], canvas, network, page, panel, reader,
    showTab(view) {
      tabs.forEach((tab, n) => { tab.setAttribute("aria-selected", String(VIEWS[n] === view)); tab.tabIndex = VIEWS[n] === view ? 0 : -1; });
      network.hidden = view !== "network";
      page.hidden = view === "network";
      page.setAttribute("aria-labelledby", `tab-${view}`);
    },
    showPath(of, asked) {
      pathBar.hidden = !asked;
      if (!asked) return;
      const steps = of.path ? of.path.items.flatMap((item, i) => [i ? el("span", { class: "soft", text: "→" }) : null, button(shorten(of.data.label(item), 16), () => of.pick({ item }, true), { class: "plain" })]) : [t("noPath")];
      pathBar.replaceChildren(el("b", { text: t("path") }), ...steps.filter(Boolean), button("×", () => state.set({ path: "" }), { class: "close", "aria-label": t("close") }));
    } };
}

/** Left and right go from tab to tab. */
function arrows(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...event.target.parentElement.children], next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
}
