// What the page holds: the questions, the names that have a page in the explorer, the worker's script.
const byId = (id) => document.getElementById(id);
const held = JSON.parse(byId("data").textContent);
