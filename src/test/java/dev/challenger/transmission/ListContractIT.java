package dev.challenger.transmission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the conformance suite against a gateway that has a second sender behind it, which never works. */
final class ListContractIT extends NodeContract {
    @Override
    OtherSide otherSide() {
        HttpContractIT.Gateway gateway = new HttpContractIT.Gateway();
        return new OtherSide() {
            @Override
            public void behave(Behaviour behaviour) {
                gateway.behave(behaviour);
            }

            @Override
            public Map<String, String> settings() {
                Map<String, String> settings = new HashMap<>(gateway.settings());
                // Nobody listens at this port.
                settings.putAll(Map.of("senders.email", "web, mail", "senders.time-limit", "PT5M", "mail.port", "9"));
                return settings;
            }

            /** The mail server gets the message then, and fails. */
            @Override
            public String busy() {
                return "we have a problem with sending";
            }

            @Override
            public Transmitter sender() {
                return gateway.sender();
            }

            @Override
            public int attempts() {
                return gateway.attempts();
            }

            @Override
            public List<Arrived> accepted() {
                return gateway.accepted();
            }

            @Override
            public void close() {
                gateway.close();
            }
        };
    }
}
