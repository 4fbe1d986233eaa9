// Citations of a review, or of one of its clauses, as casegraph/views/citation.py makes them.
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const plainly = (text) => text.trim().split(/\s+/).join(" ");
const TEX = { "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" };
const tex = (text) => plainly(text).replace(/[\\{}$&#^_~%]/g, (each) => TEX[each] ?? `\\${each}`);

function authorOf(review) {
  const cited = held.profile.citation;
  if (!cited.author) return review.partnerships.map((i) => held.partnerships[i].label).join(", ") || cited.unknown_author;
  const area = review.title.split(" – ").filter((each) => ![review.name, review.id, `${review.year}`].includes(each)).join(" – ");
  return area || !cited.author.includes("{area}") ? cited.author.replace("{area}", () => area) : cited.unknown_author;
}

function citation(review, clause = null) {
  const page = held.made.pages[review.page], kind = clause?.kind ?? "";
  const author = authorOf(review);
  const year = review.year ?? "no date", part = clause ? `${counted(1, kind).slice(2)} ${clause.number}` : "";
  const id = clause ? `${review.id}-${kind.replaceAll(" ", "-")}-${clause.number}` : review.id;
  const heldIn = capital(held.profile.citation.work || `${held.profile.words.text} in the ${held.profile.title}`);
  const found = page.address ? `Available at: ${page.address}` : `To find it, search for its ${held.profile.citation.search_for} at ${held.profile.address}`;
  const seen = page.accessed ? ` (accessed ${page.accessedInWords})` : "";
  const note = clause ? `${capital(part)}: “${clause.text}”` : "";
  const bibtex = [["author", author && `{${tex(author)}}`], ["title", `{${tex(review.title)}}`], ["year", `${year}`], ["howpublished", tex(heldIn)],
    ["url", page.address || held.profile.address], ["urldate", page.accessed], ["note", tex(note)]];
  const ris = [["TY", "RPRT"], ["ID", id], ["AU", author], ["PY", review.year === null ? "" : `${year}`], ["TI", review.title], ["T2", heldIn],
    ["UR", page.address || held.profile.address], ["Y2", page.accessed.replaceAll("-", "/")], ["L2", review.link ?? ""], ["N1", note]];
  return {
    harvard: `${author ? `${author} (${year}) ${review.title}` : `${review.title} (${year})`}${clause ? `, ${part}: “${clause.text}”` : ""}. ${heldIn}. ${found}${seen}.${review.link ? ` Report: ${review.link}.` : ""}`,
    bibtex: [`@misc{${id},`, ...bibtex.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`), "}"].join("\n"),
    ris: [...ris.filter(([, value]) => value).map(([name, value]) => `${name}  - ${plainly(value)}`), "ER  - "].join("\n"),
  };
}
