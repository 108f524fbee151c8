/**
 * The rules: who may do what in a group, and what everyone hears of it.
 *
 * <p>Must not know: how things are stored (it asks over the bus) and how they travel (it publishes events to the group's
 * address). Absent and forbidden look the same to the one who asks.
 *
 * <p>Start reading at {@code ChatVerticle}, which only wires.
 */
package io.confab.chat;
