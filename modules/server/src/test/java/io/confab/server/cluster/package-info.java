/**
 * Several nodes as processes of their own on one database and one Redis, under load, while something breaks: {@link
 * io.confab.server.cluster.Fleet} runs them, each test breaks one thing. The short form runs with all other tests, the long
 * one with {@code -Dfaults=long}.
 */
package io.confab.server.cluster;
