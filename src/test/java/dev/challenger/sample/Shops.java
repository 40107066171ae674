package dev.challenger.sample;

import dev.challenger.http.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All shops. A real application has them in its database, with hashes of their passwords. */
final class Shops {
    private static final Map<String, Shop> ALL = new ConcurrentHashMap<>();

    static {
        for (String name : new String[] {"admin", "tea", "books", "toys"}) {
            String phone = "+4179000" + String.format("%04d", ALL.size());
            ALL.put(name, new Shop(name, "password of " + name, phone, name + ".owner@example.com"));
        }
    }

    private Shops() {}

    /**
     * A shop.
     *
     * @param phone of its owner, in E.164
     * @param email of its owner
     */
    record Shop(String name, String password, String phone, String email) {
        /** Returns true if the request has the shop's password. */
        boolean owns(HttpServletRequest request) {
            String basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
            return ("Basic " + basic).equals(request.getHeader("Authorization"));
        }
    }

    /** Returns the shop that a request is about: the first segment below {@code /instances}. */
    static Optional<Shop> of(HttpServletRequest request) {
        String[] segments = segments(request);
        return segments.length > 2 && segments[1].equals("instances")
                ? Optional.ofNullable(ALL.get(segments[2]))
                : Optional.empty();
    }

    /** Returns the rest of the path, which is {@code ""} for the shop itself. */
    static String rest(HttpServletRequest request) {
        String[] segments = segments(request);
        return segments.length > 3 ? segments[3] : "";
    }

    private static String[] segments(HttpServletRequest request) {
        return RequestPath.of(request).split("/", 4);
    }

    static void delete(Shop shop) {
        ALL.remove(shop.name());
    }
}
