/**
 * The layer between the servlet container and the features. It reads requests within bounds ({@code Exchange}), decides
 * between JSON and HTML ({@code Accept}), turns problems into answers ({@code Refusal}), and writes answers
 * ({@code Reply}, {@code Output}, {@code Pages}). It knows no feature: the servlets are in the packages of their features,
 * and {@code webapp/WEB-INF/web.xml} maps URLs to them. Error codes and JSON are in package {@code wire}. Begin with
 * {@link dev.challenger.http.Endpoint}, the base of all servlets.
 */
@NullMarked
package dev.challenger.http;

import org.jspecify.annotations.NullMarked;
