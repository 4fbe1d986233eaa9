// A long list in pieces: what a click on the button adds gets the focus.
const PIECE = 50;

// The first things of a list as values of a fragment, and what its button does.
function inPieces(things, valueOf, fragment, one, many) {
  const rest = (shown) => ({ next: Math.min(PIECE, things.length - shown), noun: things.length - shown === 1 ? one : many, all: things.length });
  const first = things.slice(0, history.state?.shown ?? PIECE);
  const grow = ({ type, currentTarget: more }) => {
    const list = listBefore(more), before = list.children.length;
    const shown = type === "all" ? things.length : Math.min(before + PIECE, things.length);
    list.append(madeAll(fragment, things.slice(before, shown).map(valueOf)));
    more.replaceChildren(made("more_label", rest(shown)));
    more.hidden = shown >= things.length;
    if (type === "all") return;
    list.children[before].tabIndex = -1;
    list.children[before].focus();
    remember({ shown });
  };
  return { shown: first.map(valueOf), more: rest(first.length), grow };
}

// A button follows its list, or the frame of a table.
const listBefore = (more) => more.previousElementSibling.querySelector("tbody") ?? more.previousElementSibling;
