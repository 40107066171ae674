package dev.challenger;

import dev.challenger.client.Clients;
import dev.challenger.statistics.Statistics;
import dev.challenger.validation.OpenOrderStore;
import java.time.InstantSource;

/**
 * The clients, for commands that need no key.
 *
 * @param open counts their open validations
 * @param statistics of what they have done
 */
public record Registry(Clients clients, OpenOrderStore open, Statistics statistics, InstantSource clock) {}
