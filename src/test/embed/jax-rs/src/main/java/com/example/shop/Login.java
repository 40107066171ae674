package com.example.shop;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Refuses requests without the password of a user. */
@Provider
public class Login implements ContainerRequestFilter {
    @Inject
    private Users users;

    @Override
    public void filter(ContainerRequestContext request) {
        if (users.find(request.getHeaderString(HttpHeaders.AUTHORIZATION)).isEmpty()) {
            request.abortWith(Response.status(Response.Status.UNAUTHORIZED).build());
        }
    }
}
