package io.confab.contract.group;

import io.confab.contract.Request;

/**
 * Makes a public group that belongs to nobody and has no members yet; whoever enters it first does not own it either.
 *
 * @param name 1–80 characters; the slug is made of it, another one when there is such a group already
 * @param description up to 500 characters, or null
 */
public record OpenPublicGroup(String name, String description) implements Request<Group> {}
