// Fills fragments in a browser as Jinja does on the server. FRAGMENTS has them as casegraph/fragments/compiled.py
// makes them. Every value is escaped; one that is missing, or that Jinja would write in another way, is an error.
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const commas = new Intl.NumberFormat("en-GB");

function valueAt(path, frame) {
  let value = frame[path[0]];
  for (let at = 1; at < path.length; at += 1) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, path[at])) throw new TypeError(`A fragment needs “${path[at]}”, which is missing.`);
    value = value[path[at]];
  }
  if (value === undefined) throw new TypeError("A fragment needs a value that is missing.");
  return value;
}

function textOf(value) {
  if (typeof value === "string") return /[&<>"']/.test(value) ? value.replace(/[&<>"']/g, (sign) => ESCAPES[sign]) : value;
  if (value === null) return "";
  if (Number.isSafeInteger(value)) return String(value);
  throw new TypeError(`A fragment shows texts and whole numbers, not ${typeof value}.`);
}

const isThere = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const STEPS = {
  text: ([, path], frame) => textOf(valueAt(path, frame)),
  number: ([, path], frame) => commas.format(valueAt(path, frame)),
  if([, branches, rest], frame) {
    for (const [path, wanted, body] of branches) if (isThere(valueAt(path, frame)) === wanted) return written(body, frame);
    return written(rest, frame);
  },
  for([, slot, path, body], frame) {
    const items = valueAt(path, frame);
    let text = "";
    for (let i = 0; i < items.length; i += 1) {
      frame[slot] = items[i];
      frame[slot + 1] = { first: i === 0, last: i === items.length - 1 };
      text += written(body, frame);
    }
    return text;
  },
  call: ([, name, values], frame) => filled(name, ...values.map((value) => (Array.isArray(value) ? valueAt(value, frame) : value.is))),
};

function written(body, frame) {
  let text = "";
  for (const step of body) text += typeof step === "string" ? step : STEPS[step[0]](step, frame);
  return text;
}

// A fragment with its values, as HTML.
function filled(name, ...values) {
  const [count, body] = FRAGMENTS[name];
  if (values.length !== count) throw new TypeError(`The fragment “${name}” takes ${count} values, not ${values.length}.`);
  return written(body, values);
}

// HTML that fragments were filled to, as nodes: the one place where text becomes markup. Where the page's policy asks for
// trusted types, a browser that knows them takes markup from nowhere else.
const trusted = globalThis.trustedTypes?.createPolicy("fragments", { createHTML: (html) => html });
function nodesOf(html) {
  const holder = document.createElement("template");
  holder.innerHTML = trusted ? trusted.createHTML(html) : html;
  return holder.content;
}

const made = (name, ...values) => nodesOf(filled(name, ...values));
const madeAll = (name, all) => nodesOf(all.map((value) => filled(name, value)).join(""));
