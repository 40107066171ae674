package dev.challenger;

import dev.challenger.client.Clients;
import dev.challenger.validation.OpenOrderStore;
import java.time.InstantSource;

/**
 * The clients, for commands that need no key.
 *
 * @param open counts their open validations
 */
public record Registry(Clients clients, OpenOrderStore open, InstantSource clock) {}
