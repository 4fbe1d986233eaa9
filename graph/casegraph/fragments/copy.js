// Copies the text before a button that says so, for the explorer and for served pages. Without a script these buttons are not
// shown, and the text can be chosen by hand.
document.documentElement.classList.add("has-scripts");
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  const source = button.previousElementSibling, state = button.nextElementSibling;
  state.textContent = (await copied(source)) ? " Copied" : " Press Ctrl+C to copy the chosen text";
});

// Whether the text of an element is in the clipboard now; where a browser allows only the older way, the text is chosen for it.
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}
