// Conveniences; every page works without.
"use strict";

// Loading the page again, or a tab that was thrown away, asks for the page needed now, and submits nothing a second time.
history.replaceState(null, "");

// Times in the reader's own time zone and manner, where that speaks the page's language.
const language = document.documentElement.lang;
const locale = navigator.languages.find(tag => tag.split("-")[0] === language) || language;
for (const element of document.querySelectorAll("time")) {
    const at = new Date(element.dateTime);
    if (at.getTime()) {
        const today = at.toDateString() === new Date().toDateString();
        element.textContent = at.toLocaleString(locale, {dateStyle: today ? undefined : "long", timeStyle: "short"});
    }
}

// Counts down to when a message can be sent again, if that is worth waiting for. The wait is the server's: clocks differ.
for (const text of document.querySelectorAll("[data-wait]")) {
    const end = Date.now() + text.dataset.wait * 1000;
    const button = text.closest("form").querySelector("button");
    const count = () => {
        const left = Math.ceil((end - Date.now()) / 1000);
        if (left > 0) {
            text.querySelector("time").textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
            setTimeout(count, 500);
        } else {
            button.disabled = false;
            text.setAttribute("role", "status");
            text.textContent = text.dataset.ready;
        }
    };
    if (text.dataset.wait < 3600) {
        button.disabled = true;
        count();
    }
}

// A second click while the first one is on its way is not a second request.
for (const form of document.forms) {
    let sent = 0;
    form.addEventListener("submit", event => {
        if (Date.now() - sent < 10000) {
            event.preventDefault();
        } else {
            sent = Date.now();
        }
    });
    addEventListener("pageshow", () => {
        sent = 0;
    });
}
