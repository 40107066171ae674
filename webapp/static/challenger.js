// Conveniences. Every page works without this script.
"use strict";

// Reloading the page, or restoring a discarded tab, sends a GET for the current page and does not submit a form again.
history.replaceState(null, "");

// The QR code of a letter has the code after the #, which browsers do not send. It leaves the address bar and the history, and
// waits in its field until the person submits it.
const takeCode = () => {
    const brought = /^#([0-9]{8})$/.exec(location.hash);
    if (brought) {
        history.replaceState(null, "", location.pathname + location.search);
        for (const field of document.querySelectorAll("[autocomplete=one-time-code]")) {
            field.value = brought[1];
        }
    }
};
takeCode();
addEventListener("hashchange", takeCode);

const language = document.documentElement.lang;

// The fields for a country's code become lists of names, in the language of the page.
const COUNTRIES = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/);
for (const field of document.querySelectorAll("input[autocomplete=country]")) {
    const names = new Intl.DisplayNames(language, {type: "region"});
    const list = document.createElement("select");
    for (const name of ["id", "name", "required", "autocomplete", "aria-invalid", "aria-describedby"]) {
        if (field.hasAttribute(name)) {
            list.setAttribute(name, field.getAttribute(name));
        }
    }
    list.add(new Option(field.dataset.choose, ""));
    COUNTRIES.map(code => new Option(names.of(code), code))
        .sort((one, other) => one.text.localeCompare(other.text, language))
        .forEach(option => list.add(option));
    list.value = COUNTRIES.includes(field.value.toUpperCase()) ? field.value.toUpperCase() : "";
    document.getElementById(field.id + "-code").remove();
    const focused = document.activeElement === field;
    field.replaceWith(list);
    if (focused) {
        list.focus();
    }
}

// Opens the section that a link leads into, where the browser does not.
for (const link of document.querySelectorAll("a[href^='#']")) {
    link.addEventListener("click", () => {
        document.querySelector(link.hash).closest("details").open = true;
    });
}

// Counts down to the next possible message, in the button. Then the button works, and its section opens. The server gives the
// wait as a length of time, since the browser's clock may be wrong.
for (const button of document.querySelectorAll("[data-wait]")) {
    const end = Date.now() + button.dataset.wait * 1000;
    const label = button.textContent;
    const text = button.form.querySelector("[data-ready]");
    const section = button.closest("details");
    const count = () => {
        const left = Math.ceil((end - Date.now()) / 1000);
        if (left > 0) {
            button.textContent = `${label} (${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")})`;
            setTimeout(count, 500);
            return;
        }
        button.textContent = label;
        button.disabled = false;
        if (section) {
            section.open = true;
        }
        text.textContent = text.dataset.ready;
    };
    text.querySelector("a").remove();
    count();
}

// Ignores a second submission within ten seconds, while the first request is still running.
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

// Takes the result to the client at once, but not again if a person comes back to this page.
for (const form of document.querySelectorAll("form[data-go]")) {
    if (performance.getEntriesByType("navigation")[0].type === "navigate") {
        form.requestSubmit();
    }
}

// Submits the code with its eighth digit, once, and not while a person corrects an entry that was refused.
for (const field of document.querySelectorAll("[autocomplete=one-time-code]:not([aria-invalid])")) {
    let done = false;
    const submit = () => {
        if (!done && /^\p{Nd}{8}$/u.test(field.value.replace(/[\s\p{Pd}]/gu, ""))) {
            done = true;
            field.form.requestSubmit();
        }
    };
    field.addEventListener("input", event => event.isComposing || submit());

    // Takes the code from a text message, where the browser can read its last line (WebOTP).
    if ("sms" in field.dataset && "OTPCredential" in window) {
        const typed = new AbortController();
        field.form.addEventListener("submit", () => typed.abort());
        navigator.credentials.get({otp: {transport: ["sms"]}, signal: typed.signal})
            .then(message => {
                field.value = message.code;
                submit();
            })
            .catch(() => {});
    }
}
