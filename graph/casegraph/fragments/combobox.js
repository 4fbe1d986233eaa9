// A box to type in that suggests as one types: the combobox with a list of the ARIA Authoring Practices. *suggest* gives, now or
// later, { readings: [{ kind, text, weight, href }], remarks }, *open* goes to an address. Without it the box is one that sends a form.
function combobox(form, { suggest, open, wait = 0, scarcely = 2 }) {
  const input = form.querySelector("input"), box = document.createElement("div"), list = document.createElement("ul");
  const note = document.createElement("p"), status = document.createElement("p");
  let options = [], at = -1, waiting = 0, latest = 0;
  input.type = "text"; // what is of the type search has a role of its own
  input.enterKeyHint = "search";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "find-list" })) input.setAttribute(name, value);
  list.id = "find-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  box.className = "suggested";
  box.hidden = true;
  note.className = "small quiet";
  status.className = "vh";
  status.setAttribute("role", "status");
  box.append(note, list);
  form.append(box, status);

  const close = () => {
    latest += 1;
    clearTimeout(waiting);
    box.hidden = true;
    options = [];
    at = -1;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  };
  const move = (to) => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const chosen = list.children[at];
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };
  const choose = (option) => {
    close();
    open(option.href);
  };
  const optionOf = (option, i) => {
    const line = document.createElement("li");
    line.id = `find-option-${i}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    for (const [name, text] of [["text", option.text], ["kind", option.weight ? `${option.kind}, ${option.weight}` : option.kind]]) {
      const part = document.createElement("span");
      part.className = name === "text" ? "" : "small quiet";
      part.textContent = text;
      line.append(part, " ");
    }
    line.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    line.addEventListener("click", () => choose(option));
    return line;
  };
  const show = ({ readings, remarks }) => {
    options = readings;
    at = -1;
    note.textContent = remarks.join(" ");
    note.hidden = !remarks.length;
    list.replaceChildren(...readings.map(optionOf));
    list.hidden = !readings.length;
    box.hidden = !readings.length && !remarks.length;
    input.setAttribute("aria-expanded", String(!box.hidden && readings.length > 0));
    input.removeAttribute("aria-activedescendant");
    const number = readings.length === 1 ? "1 suggestion" : `${readings.length || "No"} suggestions`;
    status.textContent = [...remarks, readings.length ? `${number}. Use the arrow keys to choose one.` : `${number}. Press Enter to search.`].join(" ");
  };

  input.addEventListener("input", () => {
    const text = input.value.trim(), mine = (latest += 1);
    clearTimeout(waiting);
    if (text.length < scarcely) return close();
    const ask = () => Promise.resolve(suggest(text)).then((answer) => { if (mine === latest && document.activeElement === input) show(answer); }, () => close());
    if (wait) waiting = setTimeout(ask, wait);
    else ask();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || box.hidden) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown" && options.length) move(at === last ? -1 : at + 1);
    else if (event.key === "ArrowUp" && options.length) move(at < 0 ? last : at - 1);
    else if (event.key === "Enter" && at >= 0) choose(options[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
