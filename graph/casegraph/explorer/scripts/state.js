// The address of every state: #/view/id?what=is&chosen=here. Links and controls change nothing but the address.
const FILTERS = [...FACETS.map((facet) => facet.id), ...RANGE.map(([end]) => end), "words"];

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

let parsed = { of: null }; // a table has hundreds of addresses that are made from one

function state() {
  if (parsed.of !== location.hash) parsed = { of: location.hash, ...read(location.hash.replace(/^#\/?/, "")) };
  return parsed;
}

function read(hash) {
  const cut = hash.indexOf("?");
  const path = (cut < 0 ? hash : hash.slice(0, cut)).split("/");
  return { view: decoded(path[0]), id: decoded(path.slice(1).join("/")), params: new URLSearchParams(cut < 0 ? "" : hash.slice(cut + 1)) };
}

function address(view, id, params) {
  const query = new URLSearchParams([...new URLSearchParams(params ?? {})].filter(([, value]) => value !== "")).toString();
  const path = [view, id].filter((part) => part || part === 0).map(encodeURIComponent).join("/");
  return `#/${path}${query && "?"}${query}`;
}

const addressOf = (kind, i, params) => address(kind, KINDS[kind].all[i].id, params);

// Where recommendations that name no agency are listed: with the agency that is assumed to be meant, or alone.
function unnamedAddress() {
  const meant = held.agencies.findIndex((agency) => agency.id === held.profile.default_addressee);
  return meant >= 0 ? addressOf("agency", meant, { part: "unnamed" }) : "#/recommendations?naming=unnamed";
}

// The same address with other parameters: null takes one out, a list gives several.
function changed(changes, { params, view, id } = state()) {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const each of [value ?? []].flat()) next.append(name, each);
  }
  return address(view, id, next);
}

function go(to, { quietly = false } = {}) {
  if (to === location.hash) return;
  if (quietly) {
    history.replaceState(null, "", to);
    show();
  } else location.hash = to;
}

// What of a state is no part of its address: how far down it was read, and how much of its lists was shown.
const remember = (what) => history.replaceState({ ...history.state, ...what }, "");

function filtersOf(params) {
  return new URLSearchParams([...params].filter(([name, value]) => FILTERS.includes(name) && value));
}
