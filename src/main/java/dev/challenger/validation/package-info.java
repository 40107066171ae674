/** One validation is one row: its rules, its store and the four servlets a person or client drives it by. */
@NullMarked
package dev.challenger.validation;

import org.jspecify.annotations.NullMarked;
