// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// Switches a page of two languages. Without scripts the page stays in the language it was written to begin in.
(() => {
  "use strict";
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-language]")];
  if (buttons.length === 0) return;

  const show = (language) => {
    root.lang = language;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language));
    document.title = root.dataset[language === "ja" ? "titleJa" : "titleEn"];
  };
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.language));
  document.querySelector(".languages").hidden = false;
  show((navigator.language || "en").toLowerCase().startsWith("ja") ? "ja" : "en");
})();
