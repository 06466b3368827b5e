// Messages close by hand; those that offer nothing to undo also leave by themselves.
const SECONDS = 8;

const watch = (box) =>
  box?.querySelectorAll(".message").forEach((message) => {
    message.querySelector("[data-dismiss]")?.addEventListener("click", () => message.remove());
    if (message.querySelector("form") || message.classList.contains("error")) return;
    setTimeout(() => {
      if (!message.matches(":hover, :focus-within")) message.remove();
    }, SECONDS * 1000);
  });

watch(document.getElementById("messages"));
document.addEventListener("htmx:oobAfterSwap", (event) => watch(event.detail.target));
