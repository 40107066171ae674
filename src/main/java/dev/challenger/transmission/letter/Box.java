package dev.challenger.transmission.letter;

/** A rectangle on the page, in mm from its upper left corner. */
record Box(double left, double top, double width, double height) {}
