package dev.challenger.validation;

/** The answer to a program after a validation is solved: the URL to which the person goes on. */
record Completed(String type, String redirectUrl) {
    Completed(String redirectUrl) {
        this("completed", redirectUrl);
    }
}
