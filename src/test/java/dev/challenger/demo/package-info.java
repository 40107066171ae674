/**
 * The demo, {@code mvn -Pdemo}: the built WAR with a database, a mailbox and a sample shop, for trying it out in a browser.
 * Begin with {@link dev.challenger.demo.Demo}. {@link dev.challenger.demo.SampleShop} and
 * {@link dev.challenger.demo.ShopDeletion} are examples for people who write a client or a backend. The fixtures of the tests
 * are not here but in {@code dev.challenger.testing}.
 */
@NullMarked
package dev.challenger.demo;

import org.jspecify.annotations.NullMarked;
