/** What people read, on pages and in messages, from one message bundle. */
@NullMarked
package dev.challenger.text;

import org.jspecify.annotations.NullMarked;
