// CSV files, for the explorer and for the page of a network. The rule is that of casegraph/csv_table.py: change both.
const CSV_FORMULA = /^(?:[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]|[\t\r\n])/u; // first what nobody sees
const CSV_NUMBER = /^[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

function csvCell(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const text = String(value);
  const safe = CSV_FORMULA.test(text) && !CSV_NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// The first row is the head. The byte order mark tells Excel that the file is UTF-8.
const csvTable = (rows) => "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\n").join("");
