// Colours of kinds and of the ground, light and dark.

const GROUND = {
  light: { ground: "#ffffff", ink: "#1b1f2a", soft: "#5b6270", line: "#d5d9e1", link: "#979faf", hub: "#4a5268", strong: "#5b6270", ring: "#d3d8e2", ringFill: "#f6f7fa",
    disc: "#dfeee8", discOpen: "#f1f8f5", discEmpty: "#eceef2", measure: "#e3e6f1", measureInk: "#1b1f2a", veil: "rgba(255,255,255,0.78)", halo: "#ffffff", mark: "#d97706" },
  dark: { ground: "#14171f", ink: "#eef1f6", soft: "#a3abb9", line: "#343b4a", link: "#66718a", hub: "#c3cadb", strong: "#9aa3b5", ring: "#333a49", ringFill: "#191d27",
    disc: "#1d3b34", discOpen: "#172a27", discEmpty: "#20242e", measure: "#323a50", measureInk: "#eef1f6", veil: "rgba(20,23,31,0.8)", halo: "#14171f", mark: "#fbbf24" },
};

/** Whether the page is dark: as chosen, else as the system is. */
export const isDark = (theme) => (theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

/** All colours for a theme: `kind(index)` and the names of GROUND. */
export function palette(data, theme) {
  const dark = isDark(theme);
  return { ...GROUND[dark ? "dark" : "light"], kind: (index) => (dark ? data.kinds[index].dark : data.kinds[index].light) };
}
