/**
 * The settings of the operator. A setting is declared once, with its type, default and help text, in the class of its
 * group: {@link ServiceSettings}, {@code AddressSettings}, {@code SendingSettings}, {@code SenderSettings}, {@code ValidationSettings} or
 * {@code BudgetSettings}. The same class turns the values of the group into the parameter records of the features. Those
 * records live in the features; no feature knows this package. Begin with {@link SettingsLoader}, which reads file,
 * environment, JNDI and flags, and reports all faults at once. {@link Catalogue} has every setting in the order of the
 * documents.
 */
@NullMarked
package dev.challenger.settings;

import org.jspecify.annotations.NullMarked;
