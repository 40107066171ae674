package com.example.shop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** A shop whose users log in with a password, and confirm payouts with a code. */
@ApplicationPath("/")
public class ShopApplication extends Application {}
