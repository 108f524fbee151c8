package io.confab.contract;

/** This node will stop in a moment: it does all its work still, but load balancers are told to send it no more. */
public record NodeWithdrawn() {}
