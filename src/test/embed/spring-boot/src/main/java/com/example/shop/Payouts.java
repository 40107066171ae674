package com.example.shop;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The business of the shop. It knows nothing of codes, because only confirmed payouts arrive here. */
@RestController
class Payouts {
    private final JdbcTemplate database;

    Payouts(JdbcTemplate database) {
        this.database = database;
    }

    record Payout(String iban, long cents) {}

    @GetMapping("/payouts")
    Long count() {
        return database.queryForObject("SELECT COUNT(*) FROM payout", Long.class);
    }

    @PostMapping("/payouts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pay(@RequestBody Payout payout) {
        database.update("INSERT INTO payout (iban, cents) VALUES (?, ?)", payout.iban(), payout.cents());
    }
}
