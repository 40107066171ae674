package com.example.shop;

import jakarta.json.bind.annotation.JsonbProperty;

/** An order to pay, read from JSON by the container's JSON-B. */
public class Payout {
    @JsonbProperty("iban")
    public String account;

    public long cents;
}
