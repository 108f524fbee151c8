/**
 * The log of each group: the group commit that gives every entry its seq, and the way back out of the tables.
 *
 * <p>Start reading at {@code Appends}; {@code Backlog} says who is next, {@code Lane} runs one transaction after the
 * other, {@code SendTurn} and {@code ChangeTurn} are what a transaction does.
 */
package io.confab.persistence.log;
