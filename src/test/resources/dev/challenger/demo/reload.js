// Loads the page again when there is another message, and not before: nothing moves while a person reads.
"use strict";

setInterval(() => {
    fetch(location.href)
        .then(answer => answer.text())
        .then(html => {
            if (new DOMParser().parseFromString(html, "text/html").title !== document.title) {
                location.reload();
            }
        })
        .catch(() => {});
}, 2000);
