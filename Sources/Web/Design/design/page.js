// Comfort on every page; each is whole without.
"use strict";
(() => {
  // What is closed is open on paper: print.css does it, but for browsers in which styles do not reach what is closed.
  if (!CSS.supports("selector(::details-content)")) {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")];
      for (const details of opened) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of opened) details.open = false;
      opened = [];
    });
  }

  // A group of the menu closes where one goes on elsewhere, or with Escape; without this, with its own word.
  for (const group of document.querySelectorAll(".masthead details")) {
    group.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !group.contains(event.relatedTarget)) group.open = false;
    });
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !group.open) return;
      group.open = false;
      group.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!group.contains(event.target)) group.open = false;
    });
  }

  // Where one is, is in sight in a menu that is moved sideways; the page itself stays where it is.
  const menu = document.querySelector(".menu");
  const here = menu?.querySelector("[aria-current]");
  if (here) {
    const [whole, place] = [menu.getBoundingClientRect(), here.getBoundingClientRect()];
    if (place.right > whole.right) menu.scrollLeft += place.right - whole.right;
    if (place.left < whole.left) menu.scrollLeft -= whole.left - place.left;
  }
})();
