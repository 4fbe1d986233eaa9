// Findings: counted where the file was made; here their numbers get addresses, and they are saved.
const LONG_CHART = 8;
const findingAddress = ({ value, view, filters }) => (value ? address(view, "", filters) : "");

function findingCard(finding) {
  const { id, title, charts, grid, onward } = finding;
  const does = (what, text) => button(`${what}-${id}`, text);
  return {
    id,
    title: title.map((piece) => (typeof piece === "string" ? { text: piece, href: "" } : { text: piece.text, href: findingAddress(piece) })),
    charts: charts.map(({ heading, rows, most }) => ({ heading, chart: { most, rows: rows.map((row) => ({ number: row.value, text: row.text, href: findingAddress(row) })) }, is_long: rows.length > LONG_CHART })),
    grid: grid && {
      caption: title.map((piece) => piece.text ?? piece).join(""),
      corner: grid.corner,
      heads: grid.heads,
      rows: grid.rows.map(({ text, cells, is_total }) => ({ text, is_total, cells: cells.map((cell) => ({ number: cell.value, href: findingAddress(cell), look: cell.step ? `s${cell.step}` : "" })) })),
    },
    of: finding.of,
    notes: finding.notes,
    onward: onward ? { text: onward, href: "#/matrix?named=no" } : null,
    actions: [...(held.pictures?.[id] ? [does("svg", "Save as SVG"), does("png", "Save as PNG")] : []), does("csv", "Save as CSV")],
    citation: finding.citation,
  };
}

// What the buttons of all findings do.
const findingActions = () => Object.fromEntries(held.findings.flatMap(({ id, table }) => {
  const file = `finding-${id}`, svg = held.pictures?.[id];
  return [
    [`svg-${id}`, () => save(`${file}.svg`, "image/svg+xml", svg)],
    [`png-${id}`, () => savePicture(`${file}.png`, svg)],
    [`csv-${id}`, saving(file, () => table)],
  ];
}));
