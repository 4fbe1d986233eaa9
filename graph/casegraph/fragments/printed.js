// What paper says of a page that is printed: its title with what was chosen, its address, the day, and how to cite it.
addEventListener("beforeprint", () => {
  const line = document.getElementById("printed");
  const { program, source, website } = line.dataset, day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const address = location.protocol === "file:" ? `${location.pathname.split("/").at(-1)}${location.hash}` : location.href;
  const title = document.title.replace(/ – Casegraph$/, "");
  line.textContent = `Printed on ${day} from ${address}. To cite: ${program}, “${title}”, from the ${source} (${website}).`;
  line.hidden = false;
});
addEventListener("afterprint", () => { document.getElementById("printed").hidden = true; });
