package dev.challenger.validation;

/** Tells a program that a validation is solved and where its user goes on. */
record Completed(String type, String redirectUrl) {
    Completed(String redirectUrl) {
        this("completed", redirectUrl);
    }
}
