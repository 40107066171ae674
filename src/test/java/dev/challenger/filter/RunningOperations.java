package dev.challenger.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The protected servlet. It counts its runs, and answers with what it sees of the request. */
final class RunningOperations extends HttpServlet {
    private static final long serialVersionUID = 1;
    final AtomicInteger runs = new AtomicInteger();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            runs.incrementAndGet();
        }
        String path = String.valueOf(request.getPathInfo());
        if (path.endsWith("/fails")) {
            throw new ServletException("of the application");
        } else if (path.endsWith("/forward")) {
            request.getRequestDispatcher("/instances/shop/private/token").forward(request, response);
        } else if ("part".equals(request.getHeader("X-Reads"))) {
            response.getWriter().print(request.getPart("file").getSize());
        } else if ("async".equals(request.getHeader("X-Reads"))) {
            async(request, response);
        } else {
            response.getWriter().print(read(request));
        }
    }

    private static String read(HttpServletRequest request) throws IOException {
        return switch (String.valueOf(request.getHeader("X-Reads"))) {
            case "reader" -> request.getReader().lines().collect(Collectors.joining("\n"));
            case "parameter" -> request.getParameter("a") + request.getParameter("q");
            default -> new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        };
    }

    /** Reads the body by a listener, and answers after a second dispatch. */
    private static void async(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().print(request.getAttribute("read") + request.getParameter("q"));
            return;
        }
        AsyncContext later = request.startAsync();
        ServletInputStream in = request.getInputStream();
        StringBuilder read = new StringBuilder();
        in.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                while (in.isReady() && !in.isFinished()) {
                    read.append((char) in.read());
                }
            }

            @Override
            public void onAllDataRead() {
                request.setAttribute("read", read.toString());
                later.dispatch();
            }

            @Override
            public void onError(Throwable failure) {
                later.complete();
            }
        });
    }
}
