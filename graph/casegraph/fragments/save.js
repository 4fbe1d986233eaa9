// Files that are made on the spot.
function save(file, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const saving = (file, rows) => () => save(`${file}.csv`, "text/csv;charset=utf-8", csvTable(rows()));
