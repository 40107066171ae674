/** Between the servlet container and the features: exchange in, reply out. */
@NullMarked
package dev.challenger.http;

import org.jspecify.annotations.NullMarked;
