/**
 * The tests of the README and of the documents in {@code src/site/markdown}: their tables equal the code, their links
 * resolve, their commands run. {@link dev.challenger.documents.Document} reads the files; begin there.
 */
@NullMarked
package dev.challenger.documents;

import org.jspecify.annotations.NullMarked;
