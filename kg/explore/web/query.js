// The query editor of `kg serve`: YASGUI with our endpoint, our prefixes and our examples. Nothing is asked of other servers.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";

const place = document.getElementById("yasgui");
const given = JSON.parse(document.getElementById("kg-query").textContent);
const endpoint = new URL(given.endpoint, location.href).href;

Yasgui.Yasqe.forkAutocompleter("prefixes", { name: "kg-prefixes", persistenceId: null, get: async () => given.prefixes.map(([p, iri]) => `${p}: <${iri}>`) });
Yasgui.Yasqe.defaults.autocompleters = ["kg-prefixes", "variables"]; // the others ask public servers
Yasgui.Yasr.defaults.prefixes = Object.fromEntries(given.prefixes);
Yasgui.Yasr.defaults.getUsedPrefixes = undefined;

Yasgui.defaults.requestConfig = { ...Yasgui.defaults.requestConfig, endpoint, method: "POST" };
const yasgui = new Yasgui(place, {
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  copyEndpointOnNewTab: true,
  persistenceId: `kg-${location.pathname}`,
  persistencyExpire: 60 * 60 * 24 * 30,
});
const asked = new URLSearchParams(location.search).get("query");
if (asked) show(asked, "?");
document.documentElement.classList.add("with-editor");

function show(text, name) {
  const tab = yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(), name });
  tab.setQuery(text);
}

for (const link of document.querySelectorAll("a[data-example]")) {
  link.addEventListener("click", (event) => {
    const found = given.examples.find((e) => e.name === link.dataset.example);
    if (!found) return;
    event.preventDefault();
    show(found.query, found.name);
    place.scrollIntoView();
  });
}
