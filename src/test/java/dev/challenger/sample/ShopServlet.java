package dev.challenger.sample;

import dev.challenger.sample.Shops.Shop;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** The application itself. It knows nothing of TANs, because only confirmed requests arrive here. */
public final class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The owner's browser may show a page of another origin.
        response.setHeader("Access-Control-Allow-Origin", "*");
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Access-Control-Allow-Methods", "DELETE, GET, OPTIONS, POST");
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Taler-Challenge-Ids");
            response.setStatus(204);
            return;
        }
        Optional<Shop> shop = Shops.of(request);
        if (shop.isEmpty()) {
            response.setStatus(404);
        } else if (!shop.get().owns(request)) {
            response.setStatus(401);
        } else {
            answer(shop.get(), request, response);
        }
    }

    private static void answer(Shop shop, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod() + " " + Shops.rest(request)) {
            case "GET private" -> response.setStatus(204);
            case "POST private/token" -> {
                String order = request.getReader().lines().collect(Collectors.joining());
                response.setContentType("application/json");
                response.getWriter().print("{\"token\":\"secret-token:" + shop.name() + "\",\"order\":" + order + "}");
            }
            case "DELETE private" -> {
                Shops.delete(shop);
                response.setStatus(204);
            }
            default -> response.setStatus(404);
        }
    }
}
