// Lists that are shown in pieces, and buttons that do something.
// The first *shown* things of a list as values of a fragment, and what its button does: add the next piece and give it the
// focus, or all of it before it is printed. *noted* gets how many are shown then.
function inPieces(things, valueOf, fragment, [one, many], { piece, shown = piece, noted }) {
  const rest = (count) => ({ next: Math.min(piece, things.length - count), noun: things.length - count === 1 ? one : many, all: things.length });
  const first = things.slice(0, shown);
  const grow = ({ type, currentTarget: more }) => {
    const list = more.previousElementSibling.querySelector("tbody") ?? more.previousElementSibling, before = list.children.length;
    const after = type === "all" ? things.length : Math.min(before + piece, things.length);
    list.append(madeAll(fragment, things.slice(before, after).map(valueOf)));
    more.replaceChildren(made("more_label", rest(after)));
    more.hidden = after >= things.length;
    if (type === "all") return;
    list.children[before].tabIndex = -1;
    list.children[before].focus();
    noted?.(after);
  };
  return { shown: first.map(valueOf), more: rest(first.length), grow };
}

// Has the buttons of a part do what they are there for: each by its name.
function wired(part, does) {
  for (const each of part.querySelectorAll("[data-do]")) {
    const act = does[each.dataset.do];
    if (!act) continue;
    each.addEventListener("click", act);
    each.addEventListener("all", act); // before it is printed
  }
  return part;
}
