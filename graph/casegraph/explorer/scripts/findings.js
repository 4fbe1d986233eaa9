// Findings: counted where the file was made; here their numbers get addresses, and they are saved and cited.
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
    actions: [...(held.pictures?.[id] ? [does("svg", "Save as SVG"), does("png", "Save as PNG")] : []), does("csv", "Save as CSV"), does("cite", "Copy citation")],
    citation: finding.citation,
  };
}

// What the buttons of all findings do.
const findingActions = () => Object.fromEntries(held.findings.flatMap(({ id, table, citation }) => {
  const file = `finding-${id}`, svg = held.pictures?.[id];
  return [
    [`svg-${id}`, () => save(`${file}.svg`, "image/svg+xml", svg)],
    [`png-${id}`, () => savePicture(`${file}.png`, svg)],
    [`csv-${id}`, saving(file, () => table)],
    [`cite-${id}`, ({ currentTarget }) => copyCitation(currentTarget, citation.harvard)],
  ];
}));

// A picture as PNG, twice as large as it is drawn, for slides.
function savePicture(file, svg) {
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(file, "image/png", blob), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

// Copies a citation; a browser that does not let a file do this has the citation selected, to be copied by hand.
async function copyCitation(from, text) {
  let result = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    getSelection().selectAllChildren(from.closest("details").querySelector(".cite"));
    result = "Selected: copy it with Ctrl + C";
  }
  from.textContent = result;
  announcement.textContent = result;
}
