// Conveniences. Every page works without this script.
"use strict";

// Reloading the page, or restoring a discarded tab, sends a GET for the current page and does not submit a form again.
history.replaceState(null, "");

// Shows times in the reader's time zone, and in the reader's regional format of the page's language if there is one.
const language = document.documentElement.lang;
const locale = navigator.languages.find(tag => tag.split("-")[0] === language) || language;
for (const element of document.querySelectorAll("time")) {
    const at = new Date(element.dateTime);
    if (at.getTime()) {
        const today = at.toDateString() === new Date().toDateString();
        element.textContent = at.toLocaleString(locale, {dateStyle: today ? undefined : "long", timeStyle: "short"});
    }
}

// Counts down to the next possible message, if the wait is below one hour. The server gives the wait as a length of time,
// since the browser's clock may be wrong.
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

// Ignores a second click within ten seconds, while the first request is still running.
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
