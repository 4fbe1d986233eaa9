// Two agencies side by side: the numbers are those of the links of the network, and open the same sentences.
function compareView(root, heading) {
  const named = NODES.map((node, i) => i).filter((i) => NODES[i].kind === "agency").sort((a, b) => byLabel(nodeName(a), nodeName(b)));
  const agencyId = (i) => held.agencies[NODES[i].i].id;
  const page = (params) => {
    const [one, other] = ["one", "other"].map((name) => named.find((i) => agencyId(i) === params.get(name)) ?? -1);
    const options = [["", "Choose an agency"], ...named.map((i) => [agencyId(i), nodeName(i)])];
    const switches = [select("one", "Agency", options, params.get("one") ?? ""), select("other", "And", options, params.get("other") ?? "")];
    if (one < 0 || other < 0 || one === other) return { address: "", switches, state: WORDS.compare.choose, note: "", tables: [], agencies: [] };
    const numbersOf = (i) => new Map(linksOf(i).map(([from, to, weight]) => [from === i ? to : from, weight]));
    const [first, second] = [numbersOf(one), numbersOf(other)];
    const isMeans = (theme) => held.themes[NODES[theme].i].is_means;
    const weight = (theme) => (first.get(theme) ?? 0) + (second.get(theme) ?? 0);
    const themes = once([...first.keys(), ...second.keys()]).sort((a, b) => isMeans(a) - isMeans(b) || weight(b) - weight(a) || (nodeName(a) < nodeName(b) ? -1 : 1));
    const open = (i, theme, number) => ({ text: numbers.format(number), href: address("network", "", { at: nodeId(i), with: nodeId(theme) }) });
    const table = (id, text, own, agencies) => ({
      id, heading: `${text} (${numbers.format(own.length)})`, heads: agencies.map(nodeName),
      rows: own.map((theme) => ({ theme: linkTo("theme", NODES[theme].i), is_means: isMeans(theme), numbers: agencies.map((i) => open(i, theme, (i === one ? first : second).get(theme))) })),
    });
    const both = themes.filter((theme) => first.has(theme) && second.has(theme)), means = both.filter(isMeans).length;
    return {
      address: "", switches, note: WORDS.compare.note,
      state: WORDS.compare.state.replace("{one}", nodeName(one)).replace("{other}", nodeName(other)).replace("{both}", `${counted(both.length - means, "subject")} and ${counted(means, "way of acting", "ways of acting")}`).replace("{all}", counted(themes.length, "theme")),
      tables: [
        table("both", "Both", both, [one, other]),
        table("only-one", `Only ${nodeName(one)}`, themes.filter((theme) => !second.has(theme)), [one]),
        table("only-other", `Only ${nodeName(other)}`, themes.filter((theme) => !first.has(theme)), [other]),
      ],
      agencies: [one, other].map((i) => linkTo("agency", NODES[i].i)),
    };
  };
  let shown = page(state().params);
  root.append(heading("Compare two agencies"), made("compare_page", shown));
  const [form, compared] = ["switches", "compared"].map((part) => root.querySelector(`[data-part="${part}"]`));
  acting(form, ({ name, value }) => go(changed({ [name]: value || null })));
  return (params) => {
    if (!shown) {
      shown = page(params);
      refilled(form, made("compare_switches", shown));
      compared.replaceChildren(made("compared", shown));
    }
    const value = shown;
    shown = null;
    return value.agencies.map((agency) => agency.text);
  };
}
