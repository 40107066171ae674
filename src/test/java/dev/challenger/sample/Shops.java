package dev.challenger.sample;

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
        String path = request.getPathInfo();
        if (!"/instances".equals(request.getServletPath()) || path == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(ALL.get(path.split("/", 3)[1]));
    }

    /** Returns the rest of the path, which is {@code ""} for the shop itself. */
    static String rest(HttpServletRequest request) {
        String[] segments = String.valueOf(request.getPathInfo()).split("/", 3);
        return segments.length < 3 ? "" : segments[2];
    }

    static void delete(Shop shop) {
        ALL.remove(shop.name());
    }
}
